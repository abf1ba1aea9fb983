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
    }

    /** What the book is of, and the grid that its prices are on. */
    public Instrument instrument() {
        return instrument;
    }

    public int size() {
        return size;
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
    static final class Builder {
        private final Instrument instrument;
        private int size;
        private long[] time = new long[256];
        private long[] firstId = new long[256];
        private long[] lastId = new long[256];
        private byte[] side = new byte[256];
        private long[] price = new long[256];
        private long[] quantity = new long[256];
        private byte @Nullable [] rounded;

        Builder(Instrument instrument) {
            this.instrument = instrument;
        }

        void append(long t, long first, long last, int sign, long p, long q, int roundedPrices) {
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
            size = i + 1;
        }

        private void resize(int capacity) {
            time = Columns.resized(time, capacity);
            firstId = Columns.resized(firstId, capacity);
            lastId = Columns.resized(lastId, capacity);
            side = Columns.resized(side, capacity);
            price = Columns.resized(price, capacity);
            quantity = Columns.resized(quantity, capacity);
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

        BookColumns build() {
            resize(size);
            return new BookColumns(this);
        }
    }
}
