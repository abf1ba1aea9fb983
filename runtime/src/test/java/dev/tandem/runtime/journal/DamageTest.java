package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Power cuts, bits that flip, files that disappear, and people with editors. */
@Execution(ExecutionMode.CONCURRENT)
class DamageTest {
    private static final int COUNT = 12;

    @TempDir
    Path directory;

    private List<Written> entries = List.of();
    private List<JournalRecord> records = List.of();
    private byte[] whole = new byte[0];
    private Path file = Path.of("");

    @BeforeEach
    void aSmallJournal() throws IOException {
        entries = Written.random(3, COUNT);
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            entries.forEach(e -> journal.append(e.entry(), e.timeNanos(), e.nested()));
        }
        records = Written.records(directory);
        file = Written.firstFile(directory);
        whole = Files.readAllBytes(file);
    }

    // A power cut

    @Test
    void afterAPowerCutAtAnyByteEverythingBeforeTheCutIsThere() throws IOException {
        for (int length = JournalFormat.HEADER_LENGTH; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            long there = whole(length);
            long end = there == 0 ? JournalFormat.HEADER_LENGTH : end(records.get((int) there - 1));
            long torn = length - end;
            try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
                if (torn == 0) {
                    assertThat(journal.cut()).as("cut at %d", length).isEmpty();
                } else {
                    assertThat(journal.cut())
                            .as("cut at %d", length)
                            .contains(new TornTail(file, end, torn, there + 1));
                }
                journal.append(new JournalEntry.Finished(true), 5, false);
            }
            List<JournalRecord> after = Written.records(directory);
            assertThat(after.subList(0, (int) there)).as("cut at %d", length).isEqualTo(records.subList(0, (int)
                    there));
            assertThat(after.subList((int) there, after.size()).stream().map(JournalRecord::entry))
                    .as("cut at %d", length)
                    .containsExactly(
                            new JournalEntry.Opened(ProcessHandle.current().pid(), torn),
                            new JournalEntry.Finished(true));
        }
    }

    @Test
    void afterAPowerCutWithGarbageBehindItEverythingBeforeTheCutIsThere() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int length = JournalFormat.HEADER_LENGTH; length <= whole.length; length++) {
            for (boolean zeros : new boolean[] {true, false}) {
                byte[] garbage = new byte[1 + random.nextInt(3000)];
                if (!zeros) {
                    random.nextBytes(garbage);
                    // Not one bit away from what was there: that would be no torn end, and is tried elsewhere.
                    garbage[0] = (byte) (length < whole.length ? ~whole[length] : 1);
                }
                byte[] bytes = Arrays.copyOf(whole, length + garbage.length);
                System.arraycopy(garbage, 0, bytes, length, garbage.length);
                Files.write(file, bytes);
                // Zeros may happen to be the last bytes of a record.
                long there = zeros ? sameRecords(bytes) : whole(length);
                long end = there == 0 ? JournalFormat.HEADER_LENGTH : end(records.get((int) there - 1));
                if (zeros && there < records.size() && isOneBitOff(bytes, records.get((int) there))) {
                    // A cut just before bytes that are zero but for one bit looks like that bit flipped, and the
                    // journal then stops and asks rather than cut off what may have been confirmed.
                    assertDamaged(there + 1, end);
                    continue;
                }
                try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
                    assertThat(journal.cut().orElseThrow().bytes())
                            .as("cut at %d, zeros %s", length, zeros)
                            .isEqualTo(bytes.length - end);
                }
                assertThat(Written.records(directory).subList(0, (int) there))
                        .isEqualTo(records.subList(0, (int) there));
            }
        }
    }

    private boolean isOneBitOff(byte[] bytes, JournalRecord record) {
        if (bytes.length < end(record)) {
            return false;
        }
        int bits = 0;
        for (int i = (int) record.offset(); i < end(record); i++) {
            bits += Integer.bitCount((bytes[i] ^ whole[i]) & 0xff);
        }
        return bits == 1;
    }

    private long sameRecords(byte[] bytes) {
        return records.stream()
                .filter(record -> end(record) <= bytes.length)
                .filter(record -> Arrays.equals(bytes, 0, (int) end(record), whole, 0, (int) end(record)))
                .count();
    }

    /** Of several records that were under way together, a disk may have the later one and not the earlier. */
    @Test
    void aHoleAmongRecordsThatWereNeverConfirmedIsATornEnd() throws IOException {
        Path other = directory.resolve("other");
        try (Journal journal = Journal.open(other, Written.OPTIONS)) {
            entries.forEach(e -> journal.write(e.entry(), e.timeNanos(), e.nested()));
        }
        Path otherFile = Written.firstFile(other);
        List<JournalRecord> batch = Written.records(other);
        byte[] bytes = Files.readAllBytes(otherFile);
        JournalRecord third = batch.get(2);
        Arrays.fill(bytes, (int) third.offset(), (int) end(third), (byte) 0);
        Files.write(otherFile, bytes);
        try (Journal journal = Journal.open(other, Written.OPTIONS)) {
            assertThat(journal.cut().orElseThrow().bytes()).isEqualTo(bytes.length - third.offset());
        }
        assertThat(Written.records(other).subList(0, 2)).isEqualTo(batch.subList(0, 2));
    }

    @Test
    void aHoleAmongRecordsThatWereConfirmedIsDamage() throws IOException {
        JournalRecord third = records.get(2);
        byte[] bytes = whole.clone();
        Arrays.fill(bytes, (int) third.offset(), (int) end(third), (byte) 0);
        Files.write(file, bytes);
        assertDamaged(3, third.offset());
        assertThat(Files.readAllBytes(file)).as("nothing is changed").isEqualTo(bytes);
    }

    // Bits

    @Test
    void aFlippedBitIsFoundAndItsRecordNamedWhereverItIs() throws IOException {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] bytes = whole.clone();
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            Files.write(file, bytes);
            int at = bit >> 3;
            JournalRecord hit = records.stream()
                    .filter(r -> r.offset() <= at && at < end(r))
                    .findFirst()
                    .orElse(null);
            JournalDamageException damage = catchThrowableOfType(JournalDamageException.class, this::readAll);
            assertThat(damage).as("bit %d of byte %d", bit & 7, at).isNotNull();
            assertThat(damage.record()).as("bit %d of byte %d", bit & 7, at).isEqualTo(hit == null ? 0 : hit.number());
            assertThat(damage.offset()).as("bit %d of byte %d", bit & 7, at).isEqualTo(hit == null ? 0 : hit.offset());
        }
    }

    @Test
    void whatWasReadBeforeTheDamageIsCountedAndTheDamageNamed() throws IOException {
        JournalRecord fifth = records.get(4);
        byte[] bytes = whole.clone();
        bytes[(int) fifth.offset() + 20] ^= 1;
        Files.write(file, bytes);
        JournalCheck check = JournalCheck.of(directory);
        assertThat(check.isIntact()).isFalse();
        assertThat(check.records()).isEqualTo(4);
        assertThat(check.damage())
                .hasMessageStartingWith(file + ":" + fifth.offset() + ": record 5 has a wrong checksum, and it had been"
                        + " written fully: a later record, ");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void aJournalThatIsDamagedIsNotOpened() throws IOException {
        byte[] bytes = whole.clone();
        bytes[(int) records.getLast().offset() + 30] ^= 4;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Journal.open(directory, Written.OPTIONS))
                .isInstanceOf(JournalDamageException.class)
                .hasMessage(file + ":" + records.getLast().offset() + ": record " + records.size()
                        + " has a wrong checksum, and it had been written fully: all of it is there, and one bit has"
                        + " changed");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        Files.write(file, whole);
        Journal.open(directory, Written.OPTIONS).close();
    }

    // People

    @Test
    void aRecordThatWasRewrittenWithARightChecksumBreaksTheChain() throws IOException {
        JournalRecord sixth = records.get(5);
        byte[] bytes = whole.clone();
        int at = (int) sixth.offset();
        bytes[at + JournalFormat.PREFIX + 3] ^= 1;
        fixChecksum(bytes, at);
        Files.write(file, bytes);
        assertThatThrownBy(this::readAll)
                .hasMessage(
                        file + ":" + at + ": record 6 does not follow from what is before it: its checksum is right,"
                                + " its hash is not");
    }

    @Test
    void aRecordThatWasTakenOutBreaksTheChain() throws IOException {
        JournalRecord sixth = records.get(5);
        byte[] bytes = new byte[whole.length - sixth.bytes()];
        System.arraycopy(whole, 0, bytes, 0, (int) sixth.offset());
        System.arraycopy(whole, (int) end(sixth), bytes, (int) sixth.offset(), whole.length - (int) end(sixth));
        Files.write(file, bytes);
        assertThatThrownBy(this::readAll).hasMessageContaining("record 6 does not follow from what is before it");
    }

    @Test
    void aFileThatIsMissingOrExchangedIsNoticed() throws IOException {
        Path many = directory.resolve("many");
        Written.write(many, Written.OPTIONS.withFileBytes(4096), Written.random(5, 200));
        List<Path> files = JournalReader.segments(many);
        assertThat(files).hasSizeGreaterThan(4);
        byte[] second = Files.readAllBytes(files.get(1));
        Files.delete(files.get(1));
        assertThatThrownBy(() -> Written.records(many))
                .hasMessageEndingWith("journal-000002.tj:0: the file is missing");
        Files.copy(files.get(2), files.get(1));
        assertThatThrownBy(() -> Written.records(many)).hasMessageContaining("does not continue the one before it");
        Files.write(files.get(1), second);
        assertThat(Written.read(many)).isEqualTo(Written.random(5, 200));
        // A torn end is one of the last file only.
        Files.write(files.get(1), Arrays.copyOf(second, second.length - 3));
        assertThatThrownBy(() -> Written.records(many))
                .isInstanceOf(JournalDamageException.class)
                .hasMessageContaining("journal-000002.tj:");
        assertThatThrownBy(() -> Journal.open(many)).isInstanceOf(JournalDamageException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 0xffff})
    void anotherVersionIsRefusedBeforeAnything(int version) throws IOException {
        byte[] bytes = whole.clone();
        bytes[8] = (byte) (version >> 8);
        bytes[9] = (byte) version;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 12);
        crc.update(bytes, 16, JournalFormat.HEADER_LENGTH - 16);
        ByteBuffer.wrap(bytes).putInt(12, (int) crc.getValue());
        Files.write(file, bytes);
        Path alone = Files.createDirectory(directory.resolve("alone"));
        Files.copy(file, Written.firstFile(alone));
        assertThatThrownBy(() -> Journal.open(alone, Written.OPTIONS)).isInstanceOf(JournalException.class);
        try (Stream<Path> files = Files.list(alone)) {
            assertThat(files).as("not even a lock").containsExactly(Written.firstFile(alone));
        }
        assertThatThrownBy(() -> Journal.open(directory, Written.OPTIONS))
                .isInstanceOf(JournalException.class)
                .isNotInstanceOf(JournalDamageException.class)
                .hasMessage(
                        file + ": is of version " + version + " of the format; this Tandem reads versions 1 to 2. Read"
                                + " it with the Tandem that wrote it");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void aRecordOfALaterVersionIsNamedWithItsType() throws IOException {
        // As a later version would have written it: all in order, and a type that is not known here.
        Path other = directory.resolve("other");
        Written.write(other, List.of());
        Path otherFile = Written.firstFile(other);
        byte[] bytes = Files.readAllBytes(otherFile);
        int at = JournalFormat.HEADER_LENGTH;
        bytes[at + JournalFormat.PREFIX] = 79;
        Chain chain = new Chain();
        ByteBuffer all = ByteBuffer.wrap(bytes);
        chain.header(all.slice(0, at));
        chain.record(all, at, all.getInt(at));
        chain.putLink(all, bytes.length - JournalFormat.LINK);
        fixChecksum(bytes, at);
        Files.write(otherFile, bytes);
        assertThatThrownBy(() -> Written.records(other))
                .hasMessageEndingWith(
                        ": record 1 is of type 79, which this version does not know; a later one wrote it");
    }

    @Test
    void anEmptyFileAndAnotherFormatAreDamage() throws IOException {
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::readAll).hasMessage(file + ":0: the file has 0 bytes; the header has 76");
        Files.writeString(file, "timestamp,open,high,low,close,volume\n");
        assertThatThrownBy(this::readAll).hasMessage(file + ":0: the file does not begin with TANDEMJ");
    }

    private void readAll() {
        Written.records(directory);
    }

    private void assertDamaged(long record, long offset) {
        assertThatThrownBy(() -> Journal.open(directory, Written.OPTIONS))
                .isInstanceOfSatisfying(JournalDamageException.class, damage -> {
                    assertThat(damage.record()).isEqualTo(record);
                    assertThat(damage.offset()).isEqualTo(offset);
                    assertThat(damage.file()).isEqualTo(file);
                });
    }

    private static void fixChecksum(byte[] bytes, int at) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        all.putInt(at + 4, JournalFormat.checksum(all, at, all.getInt(at)));
    }

    private long whole(long length) {
        return records.stream().filter(record -> end(record) <= length).count();
    }

    private static long end(JournalRecord record) {
        return record.offset() + record.bytes();
    }
}
