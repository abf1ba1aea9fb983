package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best bids and offers of one instrument, in memory, as columns of primitives: 40 bytes a quote.
 *
 * <p>Prices are ticks of the instrument, sizes are counted in 1e-8 of the base asset, times are nanoseconds since
 * 1970-01-01T00:00Z and never decrease. A bid may be above its ask: feeds have such moments, and what they mean is for
 * the reader of the quote to decide.
 *
 * <p>Immutable, safe for any thread.
 */
public final class QuoteColumns {
    /** What {@link #bidSizeUnits} and {@link #askSizeUnits} answer where the file has no size. */
    public static final long UNKNOWN_SIZE = Row.UNKNOWN_SIZE;

    private final Instrument instrument;
    private final int size;
    private final long[] time;
    private final long[] bid;
    private final long[] bidSize;
    private final long[] ask;
    private final long[] askSize;
    private final byte @Nullable [] rounded;
    private final long roundedValues;

    private QuoteColumns(Builder b) {
        this.instrument = b.instrument;
        this.size = b.size;
        this.time = b.time;
        this.bid = b.bid;
        this.bidSize = b.bidSize;
        this.ask = b.ask;
        this.askSize = b.askSize;
        this.rounded = b.rounded;
        this.roundedValues = Columns.sum(rounded, size);
    }

    private QuoteColumns(QuoteColumns whole, int from, int to) {
        this.instrument = whole.instrument;
        this.size = to - from;
        this.time = Arrays.copyOfRange(whole.time, from, to);
        this.bid = Arrays.copyOfRange(whole.bid, from, to);
        this.bidSize = Arrays.copyOfRange(whole.bidSize, from, to);
        this.ask = Arrays.copyOfRange(whole.ask, from, to);
        this.askSize = Arrays.copyOfRange(whole.askSize, from, to);
        this.rounded = whole.rounded == null ? null : Arrays.copyOfRange(whole.rounded, from, to);
        this.roundedValues = Columns.sum(rounded, size);
    }

    /** What the quotes are of, and the grid that their prices are on. */
    public Instrument instrument() {
        return instrument;
    }

    public int size() {
        return size;
    }

    public long timeNanos(int i) {
        return time[i];
    }

    public long bidTicks(int i) {
        return bid[i];
    }

    /** In 1e-8 of the base asset, or {@link #UNKNOWN_SIZE}. */
    public long bidSizeUnits(int i) {
        return bidSize[i];
    }

    public long askTicks(int i) {
        return ask[i];
    }

    /** In 1e-8 of the base asset, or {@link #UNKNOWN_SIZE}. */
    public long askSizeUnits(int i) {
        return askSize[i];
    }

    /** The middle of bid and ask, rounded half-even to the tick. */
    public long midTicks(int i) {
        long low = Math.min(bid[i], ask[i]);
        long distance = Math.abs(ask[i] - bid[i]);
        long mid = low + distance / 2;
        return (distance & 1) == 1 && (mid & 1) == 1 ? mid + 1 : mid;
    }

    /** How many of a quote's prices were rounded to the default tick: 0 to 2. */
    int rounded(int i) {
        return rounded == null ? 0 : rounded[i];
    }

    /** How many prices had more decimals than the default tick and were rounded (half-even) to it. */
    public long roundedValues() {
        return roundedValues;
    }

    /** The quotes at or after {@code fromNanos} and before {@code toNanos}. */
    public QuoteColumns slice(long fromNanos, long toNanos) {
        int from = Columns.firstAtOrAfter(time, size, fromNanos);
        int to = Math.max(from, Columns.firstAtOrAfter(time, size, toNanos));
        return from == 0 && to == size ? this : new QuoteColumns(this, from, to);
    }

    @Override
    public String toString() {
        return size + " quotes of " + instrument
                + (size == 0 ? "" : " from " + Times.text(time[0]) + " to " + Times.text(time[size - 1]));
    }

    /** Collects quotes, one after another. */
    public static final class Builder {
        private final Instrument instrument;
        private int size;
        private long[] time = new long[256];
        private long[] bid = new long[256];
        private long[] bidSize = new long[256];
        private long[] ask = new long[256];
        private long[] askSize = new long[256];
        private byte @Nullable [] rounded;

        public Builder(Instrument instrument) {
            this.instrument = instrument;
        }

        /**
         * Adds a quote after all that were added before. Sizes are in 1e-8 of the base asset or {@link #UNKNOWN_SIZE}.
         *
         * @throws IllegalArgumentException if it is earlier than the one before, or a price is not positive
         */
        public Builder add(long timeNanos, long bidTicks, long bidSizeUnits, long askTicks, long askSizeUnits) {
            if (size > 0 && timeNanos < time[size - 1]) {
                throw new IllegalArgumentException("quote " + size + " at " + Times.text(timeNanos)
                        + " is earlier than " + Times.text(time[size - 1]) + " of the quote before");
            }
            if (bidTicks <= 0 || askTicks <= 0 || bidSizeUnits < UNKNOWN_SIZE || askSizeUnits < UNKNOWN_SIZE) {
                throw new IllegalArgumentException(
                        "a quote needs positive prices and sizes that are not negative, quote "
                                + size + " has bid " + bidTicks + " and ask " + askTicks + " ticks, sizes "
                                + bidSizeUnits
                                + " and " + askSizeUnits + " of 1e-8");
            }
            append(timeNanos, bidTicks, bidSizeUnits, askTicks, askSizeUnits, 0);
            return this;
        }

        /** A quote that has been checked already. */
        void append(long t, long b, long bs, long a, long as, int roundedPrices) {
            int i = size;
            if (i == time.length) {
                resize(Columns.grown(i));
            }
            time[i] = t;
            bid[i] = b;
            bidSize[i] = bs;
            ask[i] = a;
            askSize[i] = as;
            if (roundedPrices != 0) {
                if (rounded == null) {
                    rounded = new byte[time.length];
                }
                rounded[i] = (byte) roundedPrices;
            }
            size = i + 1;
        }

        private void resize(int capacity) {
            time = Columns.resized(time, capacity);
            bid = Columns.resized(bid, capacity);
            bidSize = Columns.resized(bidSize, capacity);
            ask = Columns.resized(ask, capacity);
            askSize = Columns.resized(askSize, capacity);
            if (rounded != null) {
                rounded = Columns.resized(rounded, capacity);
            }
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

        /** The quotes so far. The builder is of no further use. */
        public QuoteColumns build() {
            resize(size);
            return new QuoteColumns(this);
        }
    }
}
