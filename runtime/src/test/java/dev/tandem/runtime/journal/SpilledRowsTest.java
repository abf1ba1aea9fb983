package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.result.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows beside the same rows in memory. */
class SpilledRowsTest {
    @TempDir
    Path directory;

    private static long[] row(SplittableRandom random, int width) {
        return random.longs(width).toArray();
    }

    private static void compare(Rows rows, Rows expected, int width, SplittableRandom random, long seed) {
        for (int i = 0; i < 200; i++) {
            int row = random.nextInt(expected.size());
            int column = random.nextInt(width);
            assertThat(rows.at(row, column))
                    .as("seed %d, row %d of %d, column %d", seed, row, expected.size(), column)
                    .isEqualTo(expected.at(row, column));
        }
    }

    @Test
    void everyRowIsReadBackHoweverManyThereAre() throws IOException {
        for (long seed = 1; seed <= 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int width = random.nextInt(1, 13);
            SpilledRows rows = new SpilledRows(directory, width, random.nextInt(100, 3000));
            Rows expected = Rows.inMemory(width);
            for (int i = 0; i < 3000; i++) {
                long[] row = row(random, width);
                rows.add(row);
                expected.add(row);
                if (random.nextInt(4) == 0) {
                    row = row(random, width);
                    rows.replaceLast(row);
                    expected.replaceLast(row);
                }
                if (random.nextInt(200) == 0) {
                    compare(rows, expected, width, random, seed);
                }
            }
            assertThat(rows.size()).isEqualTo(3000);
            compare(rows, expected, width, random, seed);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList()).as("scratch files have no name").isEmpty();
        }
    }

    @Test
    void aRowThatIsNotThereIsNamed() {
        SpilledRows rows = new SpilledRows(directory, 2);
        assertThatThrownBy(() -> rows.at(0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.replaceLast(new long[2])).isInstanceOf(IndexOutOfBoundsException.class);
        rows.add(new long[] {1, 2});
        assertThat(rows.at(0, 1)).isEqualTo(2);
        assertThatThrownBy(() -> rows.at(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whereNothingCanBeWrittenRowsStayInMemory() {
        SplittableRandom random = new SplittableRandom(7);
        SpilledRows rows = new SpilledRows(directory.resolve("not there"), 3, 512);
        Rows expected = Rows.inMemory(3);
        for (int i = 0; i < 1000; i++) {
            long[] row = row(random, 3);
            rows.add(row);
            expected.add(row);
        }
        compare(rows, expected, 3, random, 7);
    }

    /** The thread of a session that is stopped is interrupted: its result is read all the same. */
    @Test
    void anInterruptedThreadWritesAndReads() {
        SplittableRandom random = new SplittableRandom(8);
        SpilledRows rows = new SpilledRows(directory, 3, 512);
        Rows expected = Rows.inMemory(3);
        Thread.currentThread().interrupt();
        try {
            for (int i = 0; i < 1000; i++) {
                long[] row = row(random, 3);
                rows.add(row);
                expected.add(row);
            }
            compare(rows, expected, 3, random, 8);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatAKilledProcessHasLeftIsRemovedAndNothingElse() throws IOException {
        Path left = Files.createFile(directory.resolve("rows-123.scratch"));
        Path other = Files.createFile(directory.resolve("journal-000001.tj"));
        SpilledRows.removeLeftovers(directory);
        assertThat(left).doesNotExist();
        assertThat(other).exists();
    }
}
