package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an order book, level by level, in memory, as columns of primitives: 41 bytes a change.
 *
 * <p>A change says how much rests at a price from now on; 0 removes the level. Changes with the same update ids belong
 * to one message of the venue. Prices are ticks of the instrument, quantities are counted in 1e-8 of the base asset,
 * times are nanoseconds since 1970-01-01T00:00Z and never decrease.
 *
 * <p>Immutable, safe for any thread.
 */
public final class BookColumns {
    private final Instrument instrument;
    private final int size;
    private final long[] time;
    private final long[] firstId;
    private final long[] lastId;
    private final byte[] side;
    private final long[] price;
    private final long[] quantity;
    private final byte @Nullable [] rounded;
    private final long roundedValues;

    /** The row of each change in its file, or null where rows follow one another from {@link #firstRow}. */
    private final int @Nullable [] rows;

    private final int firstRow;

    private BookColumns(Builder b) {
        this.instrument = b.instrument;
        this.size = b.size;
        this.time = b.time;
        this.firstId = b.firstId;
        this.lastId = b.lastId;
        this.side = b.side;
        this.price = b.price;
        this.quantity = b.quantity;
        this.rounded = b.rounded;
        this.roundedValues = Columns.sum(rounded, size);
        this.rows = b.rows;
        this.firstRow = b.firstRow;
    }

    private BookColumns(BookColumns whole, int from, int to) {
        this.instrument = whole.instrument;
        this.size = to - from;
        this.time = Arrays.copyOfRange(whole.time, from, to);
        this.firstId = Arrays.copyOfRange(whole.firstId, from, to);
        this.lastId = Arrays.copyOfRange(whole.lastId, from, to);
        this.side = Arrays.copyOfRange(whole.side, from, to);
        this.price = Arrays.copyOfRange(whole.price, from, to);
        this.quantity = Arrays.copyOfRange(whole.quantity, from, to);
        this.rounded = whole.rounded == null ? null : Arrays.copyOfRange(whole.rounded, from, to);
        this.roundedValues = Columns.sum(rounded, size);
        this.rows = whole.rows == null ? null : Arrays.copyOfRange(whole.rows, from, to);
        this.firstRow = whole.firstRow + from;
    }

    /** What the book is of, and the grid that its prices are on. */
    public Instrument instrument() {
        return instrument;
    }

    public int size() {
        return size;
    }

    /** The line of the file that a change stands in, where the file has a header; counted from 1. */
    public long line(int i) {
        return (rows == null ? firstRow + i : rows[i]) + 2L;
    }

    public long timeNanos(int i) {
        return time[i];
    }

    /** The first update of the venue's message; 0 where the file does not say. */
    public long firstUpdateId(int i) {
        return firstId[i];
    }

    /** The last update of the venue's message; 0 where the file does not say. */
    public long lastUpdateId(int i) {
        return lastId[i];
    }

    /** {@link Side#BUY} for a bid, {@link Side#SELL} for an ask. */
    public Side side(int i) {
        return side[i] > 0 ? Side.BUY : Side.SELL;
    }

    public long priceTicks(int i) {
        return price[i];
    }

    /** What rests at the price from now on, in 1e-8 of the base asset; 0 removes the level. */
    public long quantityUnits(int i) {
        return quantity[i];
    }

    /** How many prices had more decimals than the default tick and were rounded (half-even) to it. */
    public long roundedValues() {
        return roundedValues;
    }

    /** The changes at or after {@code fromNanos} and before {@code toNanos}. */
    public BookColumns slice(long fromNanos, long toNanos) {
        int from = Columns.firstAtOrAfter(time, size, fromNanos);
        int to = Math.max(from, Columns.firstAtOrAfter(time, size, toNanos));
        return from == 0 && to == size ? this : new BookColumns(this, from, to);
    }

    @Override
    public String toString() {
        return size + " book updates of " + instrument
                + (size == 0 ? "" : " from " + Times.text(time[0]) + " to " + Times.text(time[size - 1]));
    }

    /** Collects changes as they are read. */
    public static final class Builder {
        private final Instrument instrument;
        private int size;
        private long[] time = new long[256];
        private long[] firstId = new long[256];
        private long[] lastId = new long[256];
        private byte[] side = new byte[256];
        private long[] price = new long[256];
        private long[] quantity = new long[256];
        private byte @Nullable [] rounded;
        private int @Nullable [] rows;
        private int firstRow;

        public Builder(Instrument instrument) {
            this.instrument = instrument;
        }

        /**
         * Adds a change after all that were added before.
         *
         * @param firstUpdateId of the venue's message; 0 where it has none
         * @param lastUpdateId of the venue's message; 0 where it has none
         * @param quantityUnits what rests there from now on, in 1e-8 of the base asset
         * @throws IllegalArgumentException if it is earlier than the one before, its price not positive, its quantity
         *     negative, or its first update id above its last one
         */
        public Builder add(
                long timeNanos, long firstUpdateId, long lastUpdateId, Side side, long priceTicks, long quantityUnits) {
            if (size > 0 && timeNanos < time[size - 1]) {
                throw new IllegalArgumentException("change " + size + " at " + Times.text(timeNanos)
                        + " is earlier than " + Times.text(time[size - 1]) + " of the change before");
            }
            if (priceTicks <= 0 || quantityUnits < 0 || firstUpdateId > lastUpdateId) {
                throw new IllegalArgumentException(
                        "a change needs a positive price, a quantity that is not negative and"
                                + " update ids in order; change " + size + " has " + priceTicks + " ticks, "
                                + quantityUnits
                                + " units of 1e-8 and the ids " + firstUpdateId + " to " + lastUpdateId);
            }
            append(timeNanos, firstUpdateId, lastUpdateId, side.sign(), priceTicks, quantityUnits, 0, size);
            return this;
        }

        void append(long t, long first, long last, int sign, long p, long q, int roundedPrices, int row) {
            int i = size;
            if (i == time.length) {
                resize(Columns.grown(i));
            }
            time[i] = t;
            firstId[i] = first;
            lastId[i] = last;
            side[i] = (byte) sign;
            price[i] = p;
            quantity[i] = q;
            if (roundedPrices != 0) {
                if (rounded == null) {
                    rounded = new byte[time.length];
                }
                rounded[i] = (byte) roundedPrices;
            }
            if (rows != null) {
                rows[i] = row;
            } else if (i == 0) {
                firstRow = row;
            } else if (row != firstRow + i) {
                rows = new int[time.length];
                for (int k = 0; k < i; k++) {
                    rows[k] = firstRow + k;
                }
                rows[i] = row;
            }
            size = i + 1;
        }

        private void resize(int capacity) {
            firstId = Arrays.copyOf(firstId, capacity);
            lastId = Arrays.copyOf(lastId, capacity);
            side = Arrays.copyOf(side, capacity);
            price = Arrays.copyOf(price, capacity);
            quantity = Arrays.copyOf(quantity, capacity);
            if (rounded != null) {
                rounded = Arrays.copyOf(rounded, capacity);
            }
            if (rows != null) {
                rows = Arrays.copyOf(rows, capacity);
            }
            // last: its length is the capacity, also if memory ended on the way
            time = Arrays.copyOf(time, capacity);
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

        /** The changes so far. The builder is of no further use. */
        public BookColumns build() {
            resize(size);
            return new BookColumns(this);
        }
    }
}
