package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The trades of one instrument, in memory, as columns of primitives: 25 bytes a trade.
 *
 * <p>Prices are ticks of the instrument; sizes are counted in {@link #SIZE_STEP 1e-8} of the base asset whatever the
 * lot is, as others need not trade in the lots of our own orders; times are nanoseconds since 1970-01-01T00:00Z and
 * never decrease. Among trades of the same time their order in the file counts.
 *
 * <p>Immutable, safe for any thread.
 */
public final class TradeColumns {
    /** What one unit of {@link #sizeUnits} is worth in the base asset. */
    public static final double SIZE_STEP = 1e-8;

    private final Instrument instrument;
    private final int size;
    private final long[] time;
    private final long[] price;
    private final long[] sizes;
    private final byte[] side;

    /** How many values of each trade were rounded, or null where none was. */
    private final byte @Nullable [] rounded;

    private final long roundedValues;

    private TradeColumns(Builder b) {
        this.instrument = b.instrument;
        this.size = b.size;
        this.time = b.time;
        this.price = b.price;
        this.sizes = b.sizes;
        this.side = b.side;
        this.rounded = b.rounded;
        this.roundedValues = Columns.sum(rounded, size);
    }

    private TradeColumns(TradeColumns whole, int from, int to) {
        this.instrument = whole.instrument;
        this.size = to - from;
        this.time = Arrays.copyOfRange(whole.time, from, to);
        this.price = Arrays.copyOfRange(whole.price, from, to);
        this.sizes = Arrays.copyOfRange(whole.sizes, from, to);
        this.side = Arrays.copyOfRange(whole.side, from, to);
        this.rounded = whole.rounded == null ? null : Arrays.copyOfRange(whole.rounded, from, to);
        this.roundedValues = Columns.sum(rounded, size);
    }

    /** What was traded, and the grid that its prices are on. */
    public Instrument instrument() {
        return instrument;
    }

    public int size() {
        return size;
    }

    public long timeNanos(int i) {
        return time[i];
    }

    public long priceTicks(int i) {
        return price[i];
    }

    /** How much was traded, in 1e-8 of the base asset. */
    public long sizeUnits(int i) {
        return sizes[i];
    }

    /** Which side took liquidity (the aggressor); null where the file does not say. */
    public @Nullable Side side(int i) {
        return side[i] == 0 ? null : side[i] > 0 ? Side.BUY : Side.SELL;
    }

    /** How many of a trade's values were rounded to the default tick: 0 or 1. */
    int rounded(int i) {
        return rounded == null ? 0 : rounded[i];
    }

    /** How many prices had more decimals than the default tick and were rounded (half-even) to it. */
    public long roundedValues() {
        return roundedValues;
    }

    /** The first trade at or after a time that is not before another one; {@link #size()} if there is none. */
    public int firstAtOrAfter(long timeNanos, int from) {
        int i = from;
        // In steps that double: what is looked for is near.
        int step = 1;
        while (i + step < size && time[i + step] < timeNanos) {
            i += step;
            step <<= 1;
        }
        int to = Math.min(size, i + step);
        while (i < to) {
            int middle = (i + to) >>> 1;
            if (time[middle] < timeNanos) {
                i = middle + 1;
            } else {
                to = middle;
            }
        }
        return i;
    }

    /** The trades at or after {@code fromNanos} and before {@code toNanos}. */
    public TradeColumns slice(long fromNanos, long toNanos) {
        int from = Columns.firstAtOrAfter(time, size, fromNanos);
        int to = Math.max(from, Columns.firstAtOrAfter(time, size, toNanos));
        return from == 0 && to == size ? this : new TradeColumns(this, from, to);
    }

    @Override
    public String toString() {
        return size + " trades of " + instrument
                + (size == 0 ? "" : " from " + Times.text(time[0]) + " to " + Times.text(time[size - 1]));
    }

    /** Collects trades, one after another. */
    public static final class Builder {
        private final Instrument instrument;
        private int size;
        private long[] time = new long[256];
        private long[] price = new long[256];
        private long[] sizes = new long[256];
        private byte[] side = new byte[256];
        private byte @Nullable [] rounded;

        public Builder(Instrument instrument) {
            this.instrument = instrument;
        }

        /**
         * Adds a trade after all that were added before.
         *
         * @param sizeUnits in 1e-8 of the base asset
         * @param aggressor which side took liquidity; null if that is not known
         * @throws IllegalArgumentException if it is earlier than the one before, its price not positive, or its size
         *     negative
         */
        public Builder add(long timeNanos, long priceTicks, long sizeUnits, @Nullable Side aggressor) {
            if (size > 0 && timeNanos < time[size - 1]) {
                throw new IllegalArgumentException("trade " + size + " at " + Times.text(timeNanos)
                        + " is earlier than " + Times.text(time[size - 1]) + " of the trade before");
            }
            if (priceTicks <= 0 || sizeUnits < 0) {
                throw new IllegalArgumentException("a trade needs a positive price and a size that is not negative,"
                        + " trade " + size + " has " + priceTicks + " ticks and " + sizeUnits + " units of 1e-8");
            }
            append(timeNanos, priceTicks, sizeUnits, aggressor == null ? 0 : aggressor.sign(), 0);
            return this;
        }

        /** A trade that has been checked already. */
        void append(long t, long p, long s, int sign, int roundedPrices) {
            int i = size;
            if (i == time.length) {
                resize(Columns.grown(i));
            }
            time[i] = t;
            price[i] = p;
            sizes[i] = s;
            side[i] = (byte) sign;
            if (roundedPrices != 0) {
                if (rounded == null) {
                    rounded = new byte[time.length];
                }
                rounded[i] = (byte) roundedPrices;
            }
            size = i + 1;
        }

        private void resize(int capacity) {
            price = Arrays.copyOf(price, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
            side = Arrays.copyOf(side, capacity);
            if (rounded != null) {
                rounded = Arrays.copyOf(rounded, capacity);
            }
            // last: its length is the capacity, also if memory ended on the way
            time = Arrays.copyOf(time, capacity);
        }

        /** The trades so far. The builder is of no further use. */
        public TradeColumns build() {
            resize(size);
            return new TradeColumns(this);
        }

        int size() {
            return size;
        }

        long[] times() {
            return time;
        }

        void reserve(int capacity) {
            if (capacity > time.length) {
                resize(capacity);
            }
        }
    }
}
