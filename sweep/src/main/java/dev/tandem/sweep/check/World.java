package dev.tandem.sweep.check;

import dev.tandem.marketdata.BarColumns;
import java.util.function.IntUnaryOperator;

/**
 * The market as one run shows it: what the engine replays, and what is in the file for a strategy that reads it itself.
 *
 * @param bars that the engine replays
 * @param file what the file holds
 */
public record World(BarColumns bars, FileView file) {
    /**
     * What the data file holds, row by row of the true one.
     *
     * @param from the first row that is in it
     * @param to the end of the rows that are in it, not included
     * @param change how each row differs
     */
    public record FileView(int from, int to, RowChange change) {
        /** Whether it is the true one. */
        public boolean isTrue() {
            return change.equals(RowChange.NONE) && from == 0 && to == Integer.MAX_VALUE;
        }
    }

    /** How a row of the file differs from the true one. */
    public interface RowChange {
        /** Not at all. */
        RowChange NONE = (row, field) -> 1;

        /** What a number in the row is multiplied with. */
        double factor(int row, Field field);

        /** Only in the rows in a range. */
        default RowChange within(int from, int to) {
            return (row, field) -> row >= from && row < to ? factor(row, field) : 1;
        }

        /** Only in one field. */
        default RowChange only(Field wanted) {
            return (row, field) -> field == wanted ? factor(row, field) : 1;
        }
    }

    /** A number in a row. */
    public enum Field {
        /** Of a bar. */
        OPEN,
        /** Of a bar. */
        HIGH,
        /** Of a bar. */
        LOW,
        /** Of a bar; also the price of a trade or a quote. */
        CLOSE,
        /** Traded, or offered. */
        VOLUME
    }

    static World of(BarColumns bars) {
        return new World(bars, new FileView(0, Integer.MAX_VALUE, RowChange.NONE));
    }

    /** The bars, each changed as the file is; rows are those of the bars. */
    static BarColumns changed(BarColumns bars, RowChange change, IntUnaryOperator rowOf) {
        BarColumns.Builder builder = new BarColumns.Builder(bars.instrument(), bars.intervalNanos());
        for (int i = 0; i < bars.size(); i++) {
            int row = rowOf.applyAsInt(i);
            long open = scaled(bars.openTicks(i), change.factor(row, Field.OPEN));
            long close = scaled(bars.closeTicks(i), change.factor(row, Field.CLOSE));
            long high = Math.max(Math.max(open, close), scaled(bars.highTicks(i), change.factor(row, Field.HIGH)));
            long low = Math.min(Math.min(open, close), scaled(bars.lowTicks(i), change.factor(row, Field.LOW)));
            builder.add(
                    bars.openTimeNanos(i), open, high, low, close, bars.volume(i) * change.factor(row, Field.VOLUME));
        }
        return builder.build();
    }

    private static long scaled(long ticks, double factor) {
        return factor == 1 ? ticks : Math.max(1, Math.round(ticks * factor));
    }
}
