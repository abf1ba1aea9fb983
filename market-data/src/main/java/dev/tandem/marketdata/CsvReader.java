package dev.tandem.marketdata;

import dev.tandem.model.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one CSV file from its first to its last line into {@link Rows}. */
final class CsvReader {
    /** What can be read leaves room for an interval before and after, within 64 bits of nanoseconds. */
    private static final long EARLIEST = Times.nanos(Instant.parse("1680-01-01T00:00:00Z"));

    private static final long LATEST = Times.nanos(Instant.parse("2259-12-31T23:59:59.999999999Z"));

    /** 20240131 and 20240131120000: as numbers, days of August 1970. */
    private static final Pattern COMPACT_DATE = Pattern.compile(
            "(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9])?");

    /** Room that is made without knowing more than that there is a row. */
    static final int FIRST_ROWS = 1 << 20;

    /** More than there are in one block. */
    private static final int FEW_ROWS = 1 << 15;

    /** So many are an end of a file that somebody may have made; more are not. */
    static final int MAX_BLANK_LINES = 1_000_000;

    private final String source;
    private final ByteFeed feed;
    private final ReadOptions options;
    private final Grid prices;
    private final Row row = new Row();
    private final Map<String, Long> skipped = new LinkedHashMap<>();

    private long line;
    private int rowNumber;
    private long blankLine;
    private long textRead;
    private int reserved;
    private @Nullable OneInstrument one;

    // the timestamps so far
    private boolean any;
    private long firstTime;
    private long lastTime;
    private long earliest = 1;
    private long latest;

    CsvReader(String source, ByteFeed feed, ReadOptions options, Grid prices) {
        this.source = source;
        this.feed = feed;
        this.options = options;
        this.prices = prices;
    }

    /** What the first line says of the columns. Reads no further than it has to. */
    Layout layout(@Nullable ColumnSpec spec) {
        if (!feed.fill(1)) {
            throw new DataException(source, "is empty; a header and at least one row are needed");
        }
        byte[] b = feed.buffer;
        FileSignature.refuseOthers(source, b, feed.limit);
        if (b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
            feed.position = 3;
        }
        int from = feed.position;
        int next = endOfLine(b, from) + 1;
        int to = contentEnd(b, from, next - 1);
        line = 1;
        if (next - from > ByteFeed.MAX_LINE) {
            throw ByteFeed.tooLong(source, line);
        }
        if (isBlank(b, from, to)) {
            throw new DataException(source, 1, 1, "the first line is blank; a header is expected");
        }
        try {
            Fields first = Fields.split(b, from, to);
            Layout layout = Layout.of(first, from, spec);
            if (layout.hasHeader()) {
                one = OneInstrument.of(first);
                feed.position = next;
            } else {
                line = 0;
            }
            return layout;
        } catch (RowProblem problem) {
            throw problem(b, from, problem);
        }
    }

    /** Reads the rows. */
    void read(Layout layout, Rows rows) {
        try {
            readRows(layout, rows);
        } catch (Columns.TooLarge e) {
            throw new DataException(source, line, 1, String.valueOf(e.getMessage()));
        }
        if (rows.size() == 0) {
            throw new DataException(
                    source,
                    skipped.isEmpty()
                            ? "has a header but no rows; at least one is needed"
                            : "has no row that can be used; skipped were " + skipped);
        }
        toNanos(rows);
    }

    private void readRows(Layout layout, Rows rows) {
        byte[] b = feed.buffer;
        SlowRow slow = new SlowRow(layout, prices, row);
        FastRow fast = null;
        row.reset();
        boolean strict = rows.strictlyIncreasing();
        int p = feed.position;
        while (true) {
            if (p == feed.limit) {
                textRead += p;
                reserveAhead(rows);
                if (!feed.fill(line + 1)) {
                    return;
                }
                p = feed.position;
            }
            if (fast != null && blankLine == 0) {
                int next = fast.parse(b, p);
                long time = row.value[Row.TIMESTAMP];
                if (next >= 0
                        && time <= latest
                        && time >= earliest
                        && (time > lastTime || (time == lastTime && !strict))
                        && next - p <= ByteFeed.MAX_LINE
                        && rows.fits(row)) {
                    if (one != null) {
                        one.check(source, line + 1, b, p);
                    }
                    rows.append(row, rowNumber++);
                    lastTime = time;
                    line++;
                    p = next;
                    continue;
                }
            }
            p = slowLine(b, p, slow, rows);
            if (fast == null && slow.iso() != null) {
                fast = new FastRow(layout, prices, slow.iso(), row);
            }
        }
    }

    private int slowLine(byte[] b, int from, SlowRow slow, Rows rows) {
        int end = endOfLine(b, from);
        int to = contentEnd(b, from, end);
        line++;
        if (end - from > ByteFeed.MAX_LINE) {
            throw ByteFeed.tooLong(source, line);
        }
        if (isBlank(b, from, to)) {
            if (blankLine == 0) {
                blankLine = line;
            }
            if (line - blankLine >= MAX_BLANK_LINES) {
                throw new DataException(
                        source,
                        blankLine,
                        1,
                        "more than " + MAX_BLANK_LINES + " blank lines follow each other; end the file here");
            }
            return end + 1;
        }
        try {
            if (blankLine != 0) {
                long blank = blankLine;
                blankLine = 0;
                if (!options.lenient()) {
                    throw new DataException(
                            source, blank, 1, "the line is blank, and rows follow; blank lines may only end a file");
                }
                skipped.merge(Reasons.BLANK, line - blank, Long::sum);
            }
            int number = rowNumber++;
            slow.parse(b, from, to, feed.unterminated() && end + 1 == feed.limit);
            boolean iso = Boolean.TRUE.equals(slow.iso());
            inOrder(row.value[Row.TIMESTAMP], iso, rows.strictlyIncreasing());
            rows.check(row);
            accept(row.value[Row.TIMESTAMP], iso);
            if (one != null) {
                one.check(source, line, b, from);
            }
            rows.append(row, number);
        } catch (RowProblem problem) {
            if (problem.isFatal() || !options.lenient()) {
                throw problem(b, from, problem);
            }
            skipped.merge(problem.reason(), 1L, Long::sum);
        }
        return end + 1;
    }

    private void inOrder(long time, boolean iso, boolean strict) throws RowProblem {
        int at = row.at[Row.TIMESTAMP];
        if (!any) {
            String text = Long.toString(time);
            if (!iso && COMPACT_DATE.matcher(text).matches()) {
                throw RowProblem.fatal(
                        at,
                        "timestamp '" + text + "' looks like a date and would be read as a moment of 1970; write "
                                + text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8));
            }
            return;
        }
        if (!iso && EpochUnit.mixed(lastTime, time)) {
            throw RowProblem.fatal(
                    at,
                    "timestamp '" + time + "' looks like " + EpochUnit.of(time) + ", the one before ('" + lastTime
                            + "') like " + EpochUnit.of(lastTime) + "; one unit per file");
        }
        if (time < lastTime || (strict && time == lastTime)) {
            throw new RowProblem(
                    Reasons.ORDER,
                    at,
                    time == lastTime
                            ? "the timestamp is the same as that of the row before; bars must be later than the bar"
                                    + " before"
                            : "the timestamp is earlier than that of the row before; rows must be in the order of"
                                    + " time");
        }
    }

    /** Notes a good timestamp, and how far the next ones may go without a closer look. */
    private void accept(long time, boolean iso) {
        if (!any) {
            any = true;
            firstTime = time;
        }
        lastTime = time;
        if (iso) {
            earliest = Long.MIN_VALUE;
            latest = Long.MAX_VALUE;
        } else {
            EpochUnit unit = EpochUnit.of(time);
            long smallest = unit == EpochUnit.SECONDS ? 0 : EpochUnit.values()[unit.ordinal() - 1].largest() + 1;
            earliest = time < 0 ? -unit.largest() : smallest;
            latest = time < 0 ? -smallest : unit.largest();
        }
    }

    /** Turns the file's timestamps into nanoseconds; times only increase, so one of the ends is the largest number. */
    private void toNanos(Rows rows) {
        if (earliest == Long.MIN_VALUE) {
            return;
        }
        EpochUnit first = EpochUnit.of(firstTime);
        EpochUnit last = EpochUnit.of(lastTime);
        long factor = (first.compareTo(last) > 0 ? first : last).nanos();
        if (firstTime < EARLIEST / factor || lastTime > LATEST / factor) {
            throw new DataException(
                    source,
                    "its timestamps reach from '" + firstTime + "' to '" + lastTime + "' "
                            + (first.compareTo(last) > 0 ? first : last)
                            + "; only the years 1680 to 2259 can be read");
        }
        if (factor == 1) {
            return;
        }
        long[] times = rows.times();
        for (int i = 0; i < rows.size(); i++) {
            times[i] *= factor;
        }
    }

    /**
     * Makes room for all the rows that the file seems to have, in one step if it is of a usual size. It may be mistaken
     * (a sparse file, a file of something else), so it never reserves much more than what is known to be there.
     */
    private void reserveAhead(Rows rows) {
        if (rowNumber < reserved - FEW_ROWS) {
            return;
        }
        int wanted = (int) Math.min(expectedRows(), Math.max(FIRST_ROWS, 16L * rowNumber));
        if (wanted <= reserved + reserved / 4) {
            return;
        }
        reserved = wanted;
        try {
            rows.reserve(wanted);
        } catch (OutOfMemoryError e) {
            // an estimate was too high, or the rows will not fit: which of both, they show when they come
            return;
        }
    }

    /** How many rows the file will have, as far as it has been read. */
    private long expectedRows() {
        long size = feed.textSize();
        if (size < 0 || rowNumber == 0) {
            return 0;
        }
        double rows = (double) size / textRead * rowNumber;
        return Math.min(Columns.MAX_ROWS, (long) (rows * 1.02) + 16);
    }

    private static int endOfLine(byte[] b, int from) {
        int end = from;
        while (b[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int contentEnd(byte[] b, int from, int end) {
        return end > from && b[end - 1] == '\r' ? end - 1 : end;
    }

    private static boolean isBlank(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != ' ' && b[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private DataException problem(byte[] b, int lineStart, RowProblem problem) {
        return new DataException(source, line, Texts.column(b, lineStart, problem.at()), problem.what());
    }

    /** How many rows a lenient reader left out, by reason. */
    Map<String, Long> skipped() {
        return skipped;
    }
}
