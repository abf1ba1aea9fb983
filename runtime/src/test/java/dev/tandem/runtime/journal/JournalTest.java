package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing: what is durable when, by whom, and what happens when the disk does not want any more. */
class JournalTest {
    private static final JournalEntry ENTRY = new JournalEntry.StrategyFailed("x".repeat(100));

    @TempDir
    Path directory;

    // Durable

    @Test
    void whatWasAppendedIsForcedWhatWasWrittenIsForcedWithTheNextCommit() {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            long before = disk.forces;
            long first = journal.write(ENTRY, 1, false);
            long second = journal.write(ENTRY, 2, false);
            assertThat(journal.durableRecords()).isEqualTo(first - 1);
            assertThat(disk.forces).isEqualTo(before);
            journal.commit(first);
            assertThat(journal.durableRecords()).isEqualTo(second);
            journal.commit(second);
            assertThat(disk.forces).isEqualTo(before + 1);
            assertThat(journal.append(ENTRY, 3, false)).isEqualTo(second + 1);
            assertThat(disk.forces).isEqualTo(before + 2);
        }
    }

    @Test
    void whatWasFlushedIsWithTheOperatingSystem() throws IOException {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            long before = Files.size(Written.firstFile(directory));
            long forces = disk.forces;
            journal.write(ENTRY, 1, false);
            assertThat(Files.size(Written.firstFile(directory))).isEqualTo(before);
            journal.flush();
            assertThat(Files.size(Written.firstFile(directory))).isGreaterThan(before);
            assertThat(disk.forces).isEqualTo(forces);
            assertThat(Written.read(directory)).hasSize(1);
        }
    }

    @Test
    void threadsThatAppendAtTheSameTimeShareAForce() throws Exception {
        FaultyFiles disk = new FaultyFiles();
        int threads = 16;
        int each = 50;
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            long before = disk.forces;
            disk.forceMillis = 2;
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Integer>> appended = new ArrayList<>();
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int thread = 0; thread < threads; thread++) {
                    int name = thread;
                    appended.add(executor.submit(() -> {
                        go.await();
                        for (int i = 0; i < each; i++) {
                            long number = journal.append(new JournalEntry.StrategyFailed(name + ":" + i), i, false);
                            assertThat(journal.durableRecords()).isGreaterThanOrEqualTo(number);
                        }
                        return each;
                    }));
                }
                go.countDown();
                for (Future<Integer> one : appended) {
                    assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(each);
                }
            }
            assertThat(disk.forces - before).isLessThan(threads * each / 4);
        }
        List<String> read = Written.read(directory).stream()
                .map(written -> ((JournalEntry.StrategyFailed) written.entry()).message())
                .toList();
        assertThat(read).hasSize(threads * each).doesNotHaveDuplicates();
        for (int thread = 0; thread < threads; thread++) {
            String name = thread + ":";
            assertThat(read.stream().filter(m -> m.startsWith(name)).toList())
                    .as("each thread's own order is kept")
                    .isEqualTo(java.util.stream.IntStream.range(0, each)
                            .mapToObj(i -> name + i)
                            .toList());
        }
    }

    @Test
    void anInterruptCostsNeitherTheRecordNorTheJournal() {
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            for (int i = 0; i < 50; i++) {
                Thread.currentThread().interrupt();
                journal.append(ENTRY, i, false);
                assertThat(Thread.interrupted())
                        .as("the interrupt is not swallowed")
                        .isTrue();
            }
        }
        assertThat(Written.read(directory)).hasSize(50);
    }

    @Test
    void interruptsFromOutsideCostNothingEither() throws Exception {
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 400; i++) {
                    journal.append(ENTRY, i, false);
                }
            });
            while (writer.isAlive()) {
                writer.interrupt();
                Thread.onSpinWait();
            }
            writer.join();
            assertThat(journal.failure()).isEmpty();
        }
        assertThat(Written.read(directory)).hasSize(400);
    }

    // The disk refuses

    @Test
    void aFullDiskIsSaidAtOnceAndFromThenOn() {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            long good = journal.append(ENTRY, 1, false);
            disk.room = 60;
            String message = Written.firstFile(directory) + ": the journal cannot be written: No space left on device."
                    + " No order leaves from here on; make room or mend the disk, then start again";
            assertThatThrownBy(() -> journal.append(ENTRY, 2, false))
                    .isInstanceOf(JournalException.class)
                    .hasMessage(message);
            disk.room = Long.MAX_VALUE;
            assertThatThrownBy(() -> journal.append(ENTRY, 3, false)).hasMessage(message);
            assertThatThrownBy(() -> journal.write(ENTRY, 3, false)).hasMessage(message);
            assertThatThrownBy(journal::flush).hasMessage(message);
            assertThat(journal.durableRecords()).isEqualTo(good);
            assertThat(journal.failure()).isPresent();
        }
        try (Journal again = Journal.open(directory, Written.OPTIONS)) {
            assertThat(again.cut().orElseThrow().bytes()).isEqualTo(60);
        }
        assertThat(Written.read(directory)).hasSize(1);
    }

    @Test
    void aJournalThatCannotBeOpenedForLackOfRoomIsNotLeftLocked() {
        FaultyFiles disk = new FaultyFiles();
        for (int room : new int[] {10, 100}) {
            disk.room = room;
            assertThatThrownBy(() -> Journal.open(directory, Written.OPTIONS, disk))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("No space left on device");
        }
        disk.room = Long.MAX_VALUE;
        Journal.open(directory, Written.OPTIONS, disk).close();
        assertThat(JournalCheck.of(directory).isIntact()).isTrue();
    }

    @Test
    void aForceThatFailedIsNeverTriedAgain() {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            disk.forceFails = true;
            assertThatThrownBy(() -> journal.append(ENTRY, 1, false)).hasMessageContaining("Input/output error");
            disk.forceFails = false;
            // The kernel may have dropped what it could not write: a second force would lie.
            assertThatThrownBy(() -> journal.append(ENTRY, 2, false)).hasMessageContaining("Input/output error");
        }
    }

    @Test
    void everybodyWhoWaitsForAForceThatFailsIsTold() throws Exception {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            disk.forceFails = true;
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    all.add(executor.submit(() -> assertThatThrownBy(() -> journal.append(ENTRY, 1, false))
                            .isInstanceOf(JournalException.class)));
                }
                for (Future<?> one : all) {
                    one.get(20, TimeUnit.SECONDS);
                }
            }
        }
    }

    // Files

    @Test
    void aFullFileIsFollowedByTheNext() throws IOException {
        List<Written> entries = Written.random(8, 400);
        Written.write(directory, Written.OPTIONS.withFileBytes(4096), entries);
        List<Path> files = JournalReader.segments(directory);
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            assertThat(Files.size(file)).isBetween((long) JournalFormat.HEADER_LENGTH + 1, 4096L);
        }
        assertThat(Written.read(directory)).isEqualTo(entries);
        List<JournalRecord> records = Written.records(directory);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).number()).isEqualTo(i + 1);
        }
        JournalCheck check = JournalCheck.of(directory);
        assertThat(check.files()).isEqualTo(files.size());
        assertThat(check.bytes())
                .isEqualTo(files.stream().mapToLong(f -> f.toFile().length()).sum());
    }

    @Test
    void aRecordThatIsLongerThanAFileHasOneForItself() {
        JournalEntry longOne = new JournalEntry.StrategyFailed("x".repeat(10_000));
        try (Journal journal = Journal.open(directory, Written.OPTIONS.withFileBytes(4096))) {
            journal.append(ENTRY, 1, false);
            journal.append(longOne, 2, false);
            journal.append(ENTRY, 3, false);
        }
        assertThat(Written.read(directory)).extracting(Written::entry).containsExactly(ENTRY, longOne, ENTRY);
    }

    @Test
    void aFileThatWasJustBegunWhenThePowerWentIsNoFile() throws IOException {
        Written.write(directory, List.of(new Written(ENTRY, 1, false)));
        Files.writeString(directory.resolve("journal-000002.tj.new"), "half a hea");
        try (Journal journal = Journal.open(directory, Written.OPTIONS.withFileBytes(4096))) {
            for (int i = 0; i < 100; i++) {
                journal.append(ENTRY, i, false);
            }
        }
        assertThat(Written.read(directory)).hasSize(101);
        assertThat(directory.resolve("journal-000002.tj.new")).doesNotExist();
    }

    // Sessions

    @Test
    void theSessionStaysWithTheJournalAndNoTwoJournalsHaveTheSame() {
        JournalOptions options = Written.OPTIONS.withRandom(new SplittableRandom(42));
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            try (Journal journal = Journal.open(directory.resolve("j" + i), options)) {
                assertThat(journal.session()).matches("[a-z][a-z2-9]{7}");
                sessions.add(journal.session());
            }
        }
        assertThat(sessions).doesNotHaveDuplicates();
        try (Journal journal = Journal.open(directory.resolve("j7"), options)) {
            assertThat(journal.session()).isEqualTo(sessions.get(7));
        }
    }

    @Test
    void whatIsWrittenAfterReopeningContinuesTheChain() {
        List<Written> entries = Written.random(9, 300);
        for (int i = 0; i < entries.size(); i += 30) {
            Written.write(directory, Written.OPTIONS.withFileBytes(8192), entries.subList(i, i + 30));
        }
        assertThat(Written.read(directory)).isEqualTo(entries);
        assertThat(JournalCheck.of(directory).isIntact()).isTrue();
    }

    // Locks

    @Test
    void aJournalThatIsInUseIsNotOpenedAndItsOwnerIsNamed() {
        String pid = "pid " + ProcessHandle.current().pid();
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            assertThat(directory.resolve("lock.owner")).content().startsWith(pid + "\nsince 2026-01-02T03:04:05Z\n");
            assertThatThrownBy(() -> Journal.open(directory, Written.OPTIONS))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessage("the journal " + directory + " is in use by the process with " + pid
                            + " (since 2026-01-02T03:04:05Z). Two processes would send the same orders; stop that one"
                            + " first");
            journal.append(ENTRY, 1, false);
        }
        Journal.open(directory, Written.OPTIONS).close();
        assertThat(directory.resolve("lock.owner")).doesNotExist();
    }

    @Test
    void anotherProcessCannotOpenAJournalThatIsInUse() throws Exception {
        Process other = holder(directory, "journal");
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("has it");
            assertThatThrownBy(() -> Journal.open(directory, Written.OPTIONS))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining("is in use by the process with pid " + other.pid() + " (since ");
        } finally {
            other.destroyForcibly().waitFor();
        }
        // The operating system gives up the lock of a process that was killed; the note that it left does not count.
        assertThat(directory.resolve("lock.owner")).exists();
        Journal.open(directory, Written.OPTIONS).close();
    }

    @Test
    void anAccountIsTradedByOneProcess() throws Exception {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        Process other = holder(directory, "account");
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("has it");
            assertThatThrownBy(() -> AccountLock.take(directory, "xchange:binance/main", clock))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageStartingWith(
                            "account 'xchange:binance/main' is in use by the process with pid " + other.pid());
            AccountLock.take(directory, "xchange:binance/Main", clock).close();
            AccountLock.take(directory, "xchange:binance-main", clock).close();
        } finally {
            other.destroyForcibly().waitFor();
        }
        AccountLock.take(directory, "xchange:binance/main", clock).close();
    }

    private static Process holder(Path directory, String what) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A process that takes a lock and keeps it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws InterruptedException {
            Path directory = Path.of(args[0]);
            AutoCloseable held = args[1].equals("journal")
                    ? Journal.open(directory)
                    : AccountLock.take(directory, "xchange:binance/main", InstantSource.system());
            System.out.println(held == null ? "" : "has it");
            Thread.sleep(60_000);
        }
    }

    @Test
    void aClosedJournalSaysSo() {
        Journal journal = Journal.open(directory, Written.OPTIONS);
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(ENTRY, 1, false)).hasMessage(directory + ": the journal is closed");
    }

    @Test
    void aFolderWithoutAJournalIsSaidToHaveNone() {
        assertThatThrownBy(() -> JournalReader.open(directory))
                .hasMessage(directory + ": there is no journal here: no file called journal-000001.tj");
        assertThatThrownBy(() -> JournalReader.open(directory.resolve("nowhere")))
                .hasMessageEndingWith("nowhere: there is no journal here: no file called journal-000001.tj");
    }
}
