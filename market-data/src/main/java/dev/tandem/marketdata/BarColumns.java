package dev.tandem.marketdata;

import dev.tandem.model.Bar;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one instrument, in memory, as columns of primitives: 48 bytes a bar and no object among them.
 *
 * <p>Prices are ticks of the {@linkplain #instrument() instrument}, times nanoseconds since 1970-01-01T00:00Z. The bars
 * are strictly increasing in time, every open and close lies between its low and its high, and every price is positive.
 * Read them one by one with a {@link BarCursor}.
 *
 * <p>Immutable, safe for any thread.
 */
public final class BarColumns {
    private final Instrument instrument;
    private final long intervalNanos;
    private final int size;
    private final long[] openTime;
    private final long[] open;
    private final long[] high;
    private final long[] low;
    private final long[] close;
    private final double[] volume;

    /** The row of each bar, or null where rows follow one another from {@link #firstRow}. */
    private final int @Nullable [] rows;

    private final int firstRow;

    /** How many values of each bar were rounded, or null where none was. */
    private final int @Nullable [] rounded;

    private final long roundedValues;

    private BarColumns(Builder b) {
        this.instrument = b.instrument;
        this.intervalNanos = b.intervalNanos;
        this.size = b.size;
        this.openTime = trimmed(b.openTime, size);
        this.open = trimmed(b.open, size);
        this.high = trimmed(b.high, size);
        this.low = trimmed(b.low, size);
        this.close = trimmed(b.close, size);
        this.volume = size > b.volume.length - b.volume.length / 8 ? b.volume : Arrays.copyOf(b.volume, size);
        this.rows = b.rows;
        this.firstRow = b.firstRow;
        this.rounded = b.rounded;
        this.roundedValues = Columns.sum(rounded, size);
    }

    private BarColumns(BarColumns whole, int from, int to) {
        this.instrument = whole.instrument;
        this.intervalNanos = whole.intervalNanos;
        this.size = to - from;
        this.openTime = Arrays.copyOfRange(whole.openTime, from, to);
        this.open = Arrays.copyOfRange(whole.open, from, to);
        this.high = Arrays.copyOfRange(whole.high, from, to);
        this.low = Arrays.copyOfRange(whole.low, from, to);
        this.close = Arrays.copyOfRange(whole.close, from, to);
        this.volume = Arrays.copyOfRange(whole.volume, from, to);
        this.rows = whole.rows == null ? null : Arrays.copyOfRange(whole.rows, from, to);
        this.firstRow = whole.firstRow + from;
        this.rounded = whole.rounded == null ? null : Arrays.copyOfRange(whole.rounded, from, to);
        this.roundedValues = Columns.sum(rounded, size);
    }

    private static long[] trimmed(long[] column, int size) {
        return size > column.length - column.length / 8 ? column : Arrays.copyOf(column, size);
    }

    /** What the bars are of, and the grid that their prices are on. */
    public Instrument instrument() {
        return instrument;
    }

    /** How long a bar lasts, in nanoseconds. */
    public long intervalNanos() {
        return intervalNanos;
    }

    /** How many bars there are. */
    public int size() {
        return size;
    }

    public long openTimeNanos(int i) {
        return openTime[i];
    }

    /**
     * When bar {@code i} was complete: its open time and one interval, but never later than the open of the next bar
     * (sessions that end early, weeks with a change of daylight saving time).
     */
    public long closeTimeNanos(int i) {
        long start = openTime[i];
        long end = start + intervalNanos;
        if (end < start) {
            end = Long.MAX_VALUE;
        }
        return i + 1 < size ? Math.min(end, openTime[i + 1]) : end;
    }

    public long openTicks(int i) {
        return open[i];
    }

    public long highTicks(int i) {
        return high[i];
    }

    public long lowTicks(int i) {
        return low[i];
    }

    public long closeTicks(int i) {
        return close[i];
    }

    /** What was traded in bar {@code i}, in units of the base asset; 0 where the source does not say. */
    public double volume(int i) {
        return volume[i];
    }

    /**
     * The row of the data file that bar {@code i} came from, counted from 0 after the header; the number of the bar
     * for bars that were aggregated. It survives {@link #slice}.
     */
    public int index(int i) {
        return rows == null ? firstRow + Objects.checkIndex(i, size) : rows[i];
    }

    /** How many prices had more decimals than the default tick and were rounded (half-even) to it. */
    public long roundedValues() {
        return roundedValues;
    }

    /** How many prices of bar {@code i} were rounded. */
    int rounded(int i) {
        return rounded == null ? 0 : rounded[i];
    }

    /** The bars that open at or after {@code fromNanos} and before {@code toNanos}; they keep their rows. */
    public BarColumns slice(long fromNanos, long toNanos) {
        int from = firstAtOrAfter(fromNanos);
        int to = Math.max(from, firstAtOrAfter(toNanos));
        return from == 0 && to == size ? this : new BarColumns(this, from, to);
    }

    /**
     * Bars of one instrument and one length, joined in time: two years in two files. Rows are counted through.
     *
     * @throws IllegalArgumentException if the parts overlap
     */
    public static BarColumns joined(List<BarColumns> parts) {
        List<BarColumns> inTime = parts.stream()
                .sorted(Comparator.comparingLong(part -> part.openTimeNanos(0)))
                .toList();
        if (inTime.size() == 1) {
            return inTime.getFirst();
        }
        BarColumns first = inTime.getFirst();
        Builder all = new Builder(first.instrument, first.intervalNanos);
        int before = 0;
        for (BarColumns part : inTime) {
            if (!part.instrument.equals(first.instrument) || part.intervalNanos != first.intervalNanos) {
                throw new IllegalArgumentException("bars of " + part.instrument + " and of " + first.instrument
                        + ", or of different lengths, cannot be joined");
            }
            if (all.size > 0 && part.openTime[0] <= all.openTime[all.size - 1]) {
                throw new IllegalArgumentException("the bars of " + part.instrument + " from "
                        + Times.text(part.openTime[0]) + " overlap others that reach to "
                        + Times.text(all.openTime[all.size - 1]));
            }
            for (int i = 0; i < part.size; i++) {
                all.append(
                        before + part.index(i),
                        part.openTime[i],
                        part.open[i],
                        part.high[i],
                        part.low[i],
                        part.close[i],
                        part.volume[i],
                        part.rounded == null ? 0 : part.rounded[i]);
            }
            before += part.index(part.size - 1) + 1;
        }
        return all.build();
    }

    /** The first bar that opens at or after a time; {@link #size()} if none does. */
    public int firstAtOrAfter(long timeNanos) {
        return Columns.firstAtOrAfter(openTime, size, timeNanos);
    }

    /** A new view that stands at the first bar. */
    public BarCursor cursor() {
        return new BarCursor(this);
    }

    @Override
    public String toString() {
        return size + " bars of " + instrument
                + (size == 0 ? "" : " from " + Times.text(openTime[0]) + " to " + Times.text(openTime[size - 1]));
    }

    /** Collects bars, one after another, into {@link BarColumns}. */
    public static final class Builder {
        private final Instrument instrument;
        private long intervalNanos;
        private int size;
        private long[] openTime;
        private long[] open;
        private long[] high;
        private long[] low;
        private long[] close;
        private double[] volume;
        private int @Nullable [] rows;
        private int firstRow;
        private int @Nullable [] rounded;

        /** Bars of an instrument that last so many nanoseconds each. */
        public Builder(Instrument instrument, long intervalNanos) {
            this(instrument, intervalNanos, 256);
        }

        Builder(Instrument instrument, long intervalNanos, int capacity) {
            this.instrument = instrument;
            this.intervalNanos = positive(intervalNanos);
            openTime = new long[capacity];
            open = new long[capacity];
            high = new long[capacity];
            low = new long[capacity];
            close = new long[capacity];
            volume = new double[capacity];
        }

        private static long positive(long intervalNanos) {
            if (intervalNanos <= 0) {
                throw new IllegalArgumentException("a bar's interval must be positive, was " + intervalNanos + " ns");
            }
            return intervalNanos;
        }

        /**
         * Adds a bar after all that were added before.
         *
         * @throws IllegalArgumentException if it does not open later than the one before, if a price is not positive,
         *     if open or close lies outside of low to high, or if the volume is negative or not a number
         */
        public Builder add(
                long openTimeNanos, long openTicks, long highTicks, long lowTicks, long closeTicks, double volume) {
            if (size > 0 && openTimeNanos <= openTime[size - 1]) {
                throw new IllegalArgumentException("bar " + size + " opens at " + Times.text(openTimeNanos)
                        + ", which is not later than " + Times.text(openTime[size - 1]) + " of the bar before");
            }
            if (lowTicks <= 0) {
                throw new IllegalArgumentException(
                        "a price must be positive, the low of bar " + size + " is " + price(lowTicks));
            }
            if (highTicks < Math.max(openTicks, closeTicks) || lowTicks > Math.min(openTicks, closeTicks)) {
                throw new IllegalArgumentException("the open " + price(openTicks) + " and the close "
                        + price(closeTicks) + " of bar " + size + " must lie between its low " + price(lowTicks)
                        + " and its high " + price(highTicks));
            }
            if (!(volume >= 0) || volume == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "a volume must be finite and not negative, that of bar " + size + " is " + volume);
            }
            append(size, openTimeNanos, openTicks, highTicks, lowTicks, closeTicks, volume, 0);
            return this;
        }

        /** Adds a bar: its prices in ticks and its volume, as another source of bars has them. */
        public Builder add(Bar bar) {
            return add(
                    bar.openTimeNanos(),
                    bar.openTicks(),
                    bar.highTicks(),
                    bar.lowTicks(),
                    bar.closeTicks(),
                    bar.volume());
        }

        private String price(long ticks) {
            return Decimals.text(instrument.price(ticks));
        }

        public int size() {
            return size;
        }

        /** A bar that has been checked already. */
        void append(int row, long time, long o, long h, long l, long c, double v, int roundedPrices) {
            int i = size;
            if (i == openTime.length) {
                grow(Columns.grown(i));
            }
            openTime[i] = time;
            open[i] = o;
            high[i] = h;
            low[i] = l;
            close[i] = c;
            volume[i] = v;
            if (rows != null) {
                rows[i] = row;
            } else if (i == 0) {
                firstRow = row;
            } else if (row != firstRow + i) {
                rows = new int[openTime.length];
                for (int k = 0; k < i; k++) {
                    rows[k] = firstRow + k;
                }
                rows[i] = row;
            }
            if (roundedPrices != 0) {
                if (rounded == null) {
                    rounded = new int[openTime.length];
                }
                rounded[i] = roundedPrices;
            }
            size = i + 1;
        }

        /** Makes room for so many bars in one step, where their number can be foreseen. */
        void reserve(int capacity) {
            if (capacity > openTime.length) {
                grow(capacity);
            }
        }

        private void grow(int capacity) {
            open = Arrays.copyOf(open, capacity);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            close = Arrays.copyOf(close, capacity);
            volume = Arrays.copyOf(volume, capacity);
            if (rows != null) {
                rows = Arrays.copyOf(rows, capacity);
            }
            if (rounded != null) {
                rounded = Arrays.copyOf(rounded, capacity);
            }
            // last: its length is the capacity, also if memory ended on the way
            openTime = Arrays.copyOf(openTime, capacity);
        }

        long[] times() {
            return openTime;
        }

        void intervalNanos(long nanos) {
            this.intervalNanos = positive(nanos);
        }

        /** The bars so far. The builder is of no further use. */
        public BarColumns build() {
            return new BarColumns(this);
        }
    }
}
