package dev.tandem.result;

import dev.tandem.model.Money;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the account was worth at the close of each bar, exactly, and what the instrument cost then.
 *
 * <p>Columns, one entry a bar; nothing here may be changed. Those that nobody asks for are not worked out: a sweep that
 * looks at the trades alone does not pay for the curve. Safe for any thread.
 */
public final class EquityCurve {
    private final int size;
    private final Supplier<long[]> equitySource;
    private final Supplier<long[]> lotsSource;
    private final IntToLongFunction time;
    private final IntToDoubleFunction price;
    private long @Nullable [] equity;
    private long @Nullable [] lots;

    private EquityCurve(
            int size,
            Supplier<long[]> equity,
            Supplier<long[]> lots,
            IntToLongFunction time,
            IntToDoubleFunction price) {
        this.size = size;
        this.equitySource = equity;
        this.lotsSource = lots;
        this.time = time;
        this.price = price;
    }

    /**
     * Takes the columns as they are (they are not copied).
     *
     * @param timeNanos the close of each bar
     * @param equity what the account was worth then, in units of {@link Money}
     * @param lots what was held then, signed
     * @param price the close, for comparison with buying and holding
     */
    public EquityCurve(long[] timeNanos, long[] equity, long[] lots, IntToDoubleFunction price) {
        this(timeNanos.length, () -> equity, () -> lots, i -> timeNanos[i], price);
        if (timeNanos.length != equity.length || equity.length != lots.length) {
            throw new IllegalArgumentException("columns of different length");
        }
    }

    /**
     * A curve that is worked out when it is first asked for. The sources give the same each time they are asked.
     *
     * @param size how many bars
     * @param equity what the account was worth at each close, in units of {@link Money}; a sum that leaves the range of
     *     money is an {@link ArithmeticException} of whoever asks first
     * @param lots what was held at each close, signed
     * @param time the close of each bar, in nanoseconds
     * @param price the close
     */
    public static EquityCurve of(
            int size,
            Supplier<long[]> equity,
            Supplier<long[]> lots,
            IntToLongFunction time,
            IntToDoubleFunction price) {
        return new EquityCurve(size, equity, lots, time, price);
    }

    public int size() {
        return size;
    }

    public long timeNanos(int i) {
        return time.applyAsLong(i);
    }

    /** In units of {@link Money}. */
    public long equity(int i) {
        return equityColumn()[i];
    }

    /** What was held, signed. */
    public long lots(int i) {
        long[] column = lots;
        if (column == null) {
            column = lotsSource.get();
            lots = column;
        }
        return column[i];
    }

    public double price(int i) {
        return price.applyAsDouble(i);
    }

    /** Equity as numbers, for statistics. */
    public double[] equityAsDoubles() {
        return Arrays.stream(equityColumn()).mapToDouble(Money::toDouble).toArray();
    }

    /** Two threads that ask at once may both work it out, and find the same. */
    private long[] equityColumn() {
        long[] column = equity;
        if (column == null) {
            column = equitySource.get();
            equity = column;
        }
        return column;
    }
}
