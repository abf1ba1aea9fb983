package dev.tandem.result;

import dev.tandem.model.Money;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What the account was worth at the close of each bar, exactly, and what the instrument cost then.
 *
 * <p>Columns, one entry a bar; nothing here may be changed.
 */
public final class EquityCurve {
    private final long[] timeNanos;
    private final long[] equity;
    private final long[] lots;
    private final IntToDoubleFunction price;

    /**
     * Takes the columns as they are (they are not copied).
     *
     * @param timeNanos the close of each bar
     * @param equity what the account was worth then, in units of {@link Money}
     * @param lots what was held then, signed
     * @param price the close, for comparison with buying and holding
     */
    public EquityCurve(long[] timeNanos, long[] equity, long[] lots, IntToDoubleFunction price) {
        if (timeNanos.length != equity.length || equity.length != lots.length) {
            throw new IllegalArgumentException("columns of different length");
        }
        this.timeNanos = timeNanos;
        this.equity = equity;
        this.lots = lots;
        this.price = price;
    }

    public int size() {
        return timeNanos.length;
    }

    public long timeNanos(int i) {
        return timeNanos[i];
    }

    /** In units of {@link Money}. */
    public long equity(int i) {
        return equity[i];
    }

    /** What was held, signed. */
    public long lots(int i) {
        return lots[i];
    }

    public double price(int i) {
        return price.applyAsDouble(i);
    }

    /** Equity as numbers, for statistics. */
    public double[] equityAsDoubles() {
        return Arrays.stream(equity).mapToDouble(Money::toDouble).toArray();
    }
}
