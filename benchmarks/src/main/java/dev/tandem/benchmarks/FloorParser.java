package dev.tandem.benchmarks;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tandem.marketdata.BarColumns;

/**
 * The floor of reading a file of bars: {@code milliseconds,open,high,low,close,volume} with at most eight decimals, digit by
 * digit into columns. It believes everything.
 */
final class FloorParser {
    private static final int DECIMALS = 8;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final long NANOS_PER_MILLISECOND = 1_000_000;
    private static final int FIELDS = 6;

    final long[] time;
    final long[] open;
    final long[] high;
    final long[] low;
    final long[] close;
    final double[] volume;
    private int size;

    FloorParser(int rows) {
        time = new long[rows];
        open = new long[rows];
        high = new long[rows];
        low = new long[rows];
        close = new long[rows];
        volume = new double[rows];
    }

    void parse(byte[] file) {
        int at = 0;
        while (file[at++] != '\n') {}
        int field = 0;
        long value = 0;
        int scale = -1;
        for (; at < file.length; at++) {
            int c = file[at];
            if (c >= '0') {
                value = value * 10 + (c - '0');
                scale += scale >= 0 ? 1 : 0;
            } else if (c == '.') {
                scale = 0;
            } else {
                store(field, field == 0 ? value : value * POWERS[DECIMALS - Math.max(scale, 0)]);
                value = 0;
                scale = -1;
                field++;
                if (field == FIELDS) {
                    field = 0;
                    size++;
                }
            }
        }
    }

    void add(CsvRecord row) {
        store(0, Long.parseLong(row.getField(0)));
        for (int field = 1; field < FIELDS; field++) {
            store(field, scaled(row.getField(field)));
        }
        size++;
    }

    private static long scaled(String text) {
        long value = 0;
        int scale = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                scale = 0;
            } else {
                value = value * 10 + (c - '0');
                scale += scale >= 0 ? 1 : 0;
            }
        }
        return value * POWERS[DECIMALS - Math.max(scale, 0)];
    }

    private void store(int field, long value) {
        switch (field) {
            case 0 -> time[size] = value * NANOS_PER_MILLISECOND;
            case 1 -> open[size] = value;
            case 2 -> high[size] = value;
            case 3 -> low[size] = value;
            case 4 -> close[size] = value;
            default -> volume[size] = value / 1e8;
        }
    }

    boolean hasRow(BarColumns bars, int i) {
        return size == bars.size()
                && time[i] == bars.openTimeNanos(i)
                && open[i] == bars.openTicks(i)
                && high[i] == bars.highTicks(i)
                && low[i] == bars.lowTicks(i)
                && close[i] == bars.closeTicks(i)
                && volume[i] == bars.volume(i);
    }
}
