package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Bar;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million records cost the disk something, and the memory nothing. */
@Tag("long")
class LongJournalTest {
    private static final int RECORDS = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void memoryStaysFlatWhileAMillionRecordsAreWrittenAndRead() {
        List<Bar> bars = Market.bars(1, 1000);
        long early;
        long late;
        try (Journal journal = Journal.open(directory, Written.OPTIONS.withFileBytes(8 << 20))) {
            write(journal, bars, RECORDS / 10);
            early = used();
            write(journal, bars, RECORDS - RECORDS / 10);
            late = used();
        }
        assertThat(late - early)
                .as("bytes more in use at the end of writing than after a tenth")
                .isLessThan(2 << 20);
        early = used();
        JournalCheck check = JournalCheck.of(directory);
        assertThat(used() - early).as("bytes more in use after reading").isLessThan(2 << 20);
        assertThat(check.inputs()).isEqualTo(RECORDS);
        assertThat(check.files()).isGreaterThan(5);
        assertThat(check.isIntact()).isTrue();
    }

    private static void write(Journal journal, List<Bar> bars, int count) {
        for (int i = 0; i < count; i++) {
            journal.write(new JournalEntry.BarClosed(bars.get(i % bars.size())), i, false);
        }
        journal.flush();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
