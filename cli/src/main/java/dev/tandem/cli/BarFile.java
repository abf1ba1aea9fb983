package dev.tandem.cli;

import dev.tandem.model.Bar;
import dev.tandem.model.Decimals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of bars that grows at its end, in the form that {@code --data} reads: {@code timestamp,open,high,low,close,volume},
 * the timestamp in milliseconds. What was written of a last line that was not finished is cut off.
 */
final class BarFile implements AutoCloseable {
    private static final String HEADER = "timestamp,open,high,low,close,volume";
    private static final long MILLI = 1_000_000L;

    /** A stretch without bars. */
    record Gap(long fromMillis, long toMillis, long bars) {}

    /** What the file holds. */
    record Contents(long rows, long firstMillis, long lastMillis, List<Gap> gaps, long missing) {}

    private final Path path;
    private final String name;
    private final Writer out;
    private @Nullable String lastRow;
    private long lastMillis = Long.MIN_VALUE;
    private long firstMillis = Long.MIN_VALUE;

    private BarFile(Path path, String name) throws IOException {
        this.path = path;
        this.name = name;
        boolean fresh = !Files.exists(path) || Files.size(path) == 0;
        if (!fresh) {
            cutUnfinishedLine();
            readWhatIsThere();
        }
        this.out = Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (fresh) {
            out.write(HEADER + "\n");
            out.flush();
        }
    }

    /**
     * Opens a file, or makes one.
     *
     * @param name as the user wrote it
     * @throws UserError if it is there and holds something else
     */
    static BarFile open(Path path, String name) {
        try {
            return new BarFile(path, name);
        } catch (IOException e) {
            throw UserError.option("-o", name, Complaint.line(e));
        }
    }

    private void cutUnfinishedLine() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            if (!HEADER.equals(in.readLine())) {
                throw UserError.at(
                        name + ":1",
                        "this is not a file of bars as data fetch writes them, which begins with " + HEADER
                                + "; give another file, or remove this one");
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            file.setLength(end);
        }
    }

    private void readWhatIsThere() throws IOException {
        long line = 1;
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            in.readLine();
            String row;
            while ((row = in.readLine()) != null) {
                line++;
                long millis = millis(row);
                if (millis <= lastMillis) {
                    throw UserError.at(name + ":" + line, "the time of this row is not after that of the row before");
                }
                if (lastRow == null) {
                    firstMillis = millis;
                }
                lastRow = row;
                lastMillis = millis;
            }
        } catch (NumberFormatException e) {
            throw UserError.at(name + ":" + line, "the timestamp is not a number of milliseconds");
        }
    }

    private static long millis(String row) {
        int comma = row.indexOf(',');
        return Long.parseLong(comma < 0 ? row : row.substring(0, comma));
    }

    /** Whether there is a bar in it. */
    boolean isEmpty() {
        return lastRow == null;
    }

    long firstMillis() {
        return firstMillis;
    }

    /** When the last bar opened. */
    long lastMillis() {
        return lastMillis;
    }

    /** Whether the exchange tells of the last bar in the file what the file says. */
    boolean endsWith(Bar bar) {
        return row(bar).equals(lastRow);
    }

    String lastRow() {
        return lastRow == null ? "" : lastRow;
    }

    /** Appends a bar; false if it is not after the last one. */
    boolean append(Bar bar) throws IOException {
        long millis = bar.openTimeNanos() / MILLI;
        if (millis <= lastMillis) {
            return false;
        }
        String row = row(bar);
        out.write(row + "\n");
        if (lastRow == null) {
            firstMillis = millis;
        }
        lastRow = row;
        lastMillis = millis;
        return true;
    }

    static String row(Bar bar) {
        return bar.openTimeNanos() / MILLI + "," + Decimals.text(bar.open()) + "," + Decimals.text(bar.high()) + ","
                + Decimals.text(bar.low()) + "," + Decimals.text(bar.close()) + ","
                + Decimals.text(BigDecimal.valueOf(bar.volume()));
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * Looks at all of it.
     *
     * @param from when the first bar should have opened, in milliseconds
     * @param to when the last one should have closed; null where that was not said
     */
    Contents contents(long barMillis, long from, @Nullable Long to) throws IOException {
        out.flush();
        List<Gap> gaps = new ArrayList<>();
        long rows = 0;
        long expected = from;
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            in.readLine();
            String row;
            while ((row = in.readLine()) != null) {
                long millis = millis(row);
                if (millis < from || to != null && millis >= to) {
                    continue;
                }
                add(gaps, expected, millis, barMillis);
                expected = millis + barMillis;
                rows++;
            }
        }
        if (to != null) {
            add(gaps, expected, to, barMillis);
        }
        long missing = gaps.stream().mapToLong(Gap::bars).sum();
        return new Contents(rows, firstMillis, lastMillis, List.copyOf(gaps), missing);
    }

    private static void add(List<Gap> gaps, long expected, long found, long barMillis) {
        long bars = (found - expected) / barMillis;
        if (bars > 0) {
            gaps.add(new Gap(expected, found, bars));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
