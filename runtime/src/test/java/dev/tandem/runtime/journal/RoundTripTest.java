package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read is what was written. */
class RoundTripTest {
    @TempDir
    Path directory;

    @Test
    void everythingThatIsWrittenIsReadAgain() {
        long given = Long.getLong("tandem.seed", -1);
        for (long seed = given >= 0 ? given : 1; seed <= (given >= 0 ? given : 20); seed++) {
            List<Written> entries = Written.random(seed, 1000);
            Path journal = directory.resolve("seed-" + seed);
            // Small files for some, so that instruments are named again in each.
            long fileBytes = seed % 2 == 0 ? 1 << 20 : 20_000;
            Written.write(journal, Written.OPTIONS.withFileBytes(fileBytes), entries);
            assertThat(Written.read(journal)).as("seed %d", seed).isEqualTo(entries);
        }
    }

    @Test
    void everyKindOfEntryIsAmongThoseThatAreTried() {
        Set<EntryType> tried = new HashSet<>();
        Written.random(1, 1000).forEach(written -> tried.add(EntryType.of(written.entry())));
        tried.add(EntryType.INSTRUMENT);
        tried.add(EntryType.OPEN);
        assertThat(tried).containsExactlyInAnyOrder(EntryType.values());
        assertThat(Arrays.stream(JournalEntry.class.getPermittedSubclasses())
                        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses())))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EntryType.values()).map(EntryType::entry).toList());
    }

    @Test
    void theNumbersOfTypesStayAsTheyAre() {
        assertThat(Arrays.stream(EntryType.values()).map(type -> type.code() + " " + type.text()))
                .containsExactly(
                        "1 start",
                        "2 warm-up",
                        "3 bar",
                        "4 report",
                        "5 answer",
                        "6 cancel-answer",
                        "7 finish",
                        "8 signal",
                        "20 command",
                        "80 request",
                        "81 approval",
                        "82 denial",
                        "83 send",
                        "84 send-pair",
                        "85 cancel",
                        "86 replace",
                        "87 failure",
                        "160 instrument",
                        "161 open",
                        "170 settings",
                        "171 remark");
    }

    @Test
    void aBarThatCannotBeIsRefusedBeforeItIsWritten() {
        BarRecord good = new BarRecord(Instrument.of("BTC/USD"), 0, 0, 1, 10, 12, 9, 11, 1);
        Bar bad = (Bar) Proxy.newProxyInstance(
                Bar.class.getClassLoader(), new Class<?>[] {Bar.class}, (p, m, a) -> switch (m.getName()) {
                    case "highTicks" -> 5L;
                    case "copy", "numbered" -> java.lang.reflect.InvocationHandler.invokeDefault(p, m, a);
                    default -> m.invoke(good, a);
                });
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            assertThatThrownBy(() -> journal.write(new JournalEntry.BarClosed(bad), 1, false))
                    .hasMessageContaining("must lie between");
            journal.append(new JournalEntry.BarClosed(good), 1, false);
        }
        assertThat(Written.read(directory)).containsExactly(new Written(new JournalEntry.BarClosed(good), 1, false));
    }

    @Test
    void whatIsTooLongIsRefusedAndTheNextIsNot() {
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            assertThatThrownBy(() -> journal.write(new JournalEntry.StrategyFailed("x".repeat(2_000_000)), 1, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a record has at most 1048542 bytes, this failure has 2000004");
            journal.append(new JournalEntry.StrategyFailed("x".repeat(1_000_000)), 1, false);
        }
        assertThat(JournalCheck.of(directory).records()).isEqualTo(2);
    }

    /** The content of a record whose checksum is right can still be nonsense, if a later version wrote it. */
    @Test
    void bytesThatAreNoEntryAreNeverReadAsOneSilently() {
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            EntryType type = EntryType.values()[random.nextInt(EntryType.values().length)];
            InstrumentTable table = new InstrumentTable();
            table.add(0, Instrument.of("BTC/USD"));
            try {
                JournalEntry entry = new EntryDecoder(
                                new ByteSource(ByteBuffer.wrap(bytes)), table, JournalFormat.VERSION)
                        .read(type);
                ByteSink again = new ByteSink();
                new EntryEncoder(again, table).write(entry);
                InstrumentTable sameTable = new InstrumentTable();
                sameTable.add(0, Instrument.of("BTC/USD"));
                assertThat(new EntryDecoder(
                                        new ByteSource(ByteBuffer.wrap(again.array(), 0, again.length())
                                                .slice()),
                                        sameTable,
                                        JournalFormat.VERSION)
                                .read(type))
                        .as("case %d", i)
                        .isEqualTo(entry);
            } catch (MalformedEntryException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15_000);
    }
}
