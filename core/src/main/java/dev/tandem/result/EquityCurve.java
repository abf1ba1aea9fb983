package dev.tandem.result;

import dev.tandem.model.Money;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the account was worth at the close of each bar, exactly, and what the instrument cost then.
 *
 * <p>Columns, one entry a bar; nothing here may be changed. Those that nobody asks for are not worked out: a sweep that
 * looks at the trades alone does not pay for the curve. Safe for any thread.
 */
public final class EquityCurve {
    private final int size;
    private final Source source;
    private long @Nullable [] equity;
    private long @Nullable [] lots;

    private EquityCurve(int size, Source source) {
        this.size = size;
        this.source = source;
    }

    /** Where a curve comes from that is worked out when it is asked for. It gives the same each time it is asked. */
    public interface Source {
        /**
         * What the account was worth at each close, in units of {@link Money}.
         *
         * @throws ArithmeticException if a sum leaves the range of money
         */
        long[] equity();

        /** What was held at each close, signed. */
        long[] lots();

        /** In how many bars something was held at the close. */
        int barsHeld();

        /**
         * The equity again, without its column.
         *
         * @throws ArithmeticException if a sum leaves the range of money
         */
        void visit(EquityVisitor visitor);

        /** The close of a bar, in nanoseconds. */
        long timeNanos(int i);

        /** The price at the close of a bar. */
        double price(int i);
    }

    /** Columns that are there. */
    private record Columns(long[] times, long[] equity, long[] lots, IntToDoubleFunction prices) implements Source {
        @Override
        public int barsHeld() {
            int held = 0;
            for (long some : lots) {
                held += some != 0 ? 1 : 0;
            }
            return held;
        }

        @Override
        public void visit(EquityVisitor visitor) {
            if (equity.length > 0) {
                visitor.bars(0, equity, 0, equity.length);
            }
        }

        @Override
        public long timeNanos(int i) {
            return times[i];
        }

        @Override
        public double price(int i) {
            return prices.applyAsDouble(i);
        }
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
        this(timeNanos.length, new Columns(timeNanos, equity, lots, price));
        if (timeNanos.length != equity.length || equity.length != lots.length) {
            throw new IllegalArgumentException("columns of different length");
        }
    }

    /** A curve of so many bars that is worked out when it is first asked for. */
    public static EquityCurve of(int size, Source source) {
        return new EquityCurve(size, source);
    }

    public int size() {
        return size;
    }

    public long timeNanos(int i) {
        return source.timeNanos(i);
    }

    /** In units of {@link Money}. */
    public long equity(int i) {
        return equityColumn()[i];
    }

    /** What was held, signed. */
    public long lots(int i) {
        long[] column = lots;
        if (column == null) {
            column = source.lots();
            lots = column;
        }
        return column[i];
    }

    /** In how many bars something was held at the close. */
    public int barsHeld() {
        return source.barsHeld();
    }

    public double price(int i) {
        return source.price(i);
    }

    /**
     * Leads somebody along the equity, from the first bar to the last. This is for sums over all bars: it keeps nothing, and
     * passes over stretches in which nothing was held in one step.
     *
     * @throws ArithmeticException if a sum leaves the range of money
     */
    public void visit(EquityVisitor visitor) {
        source.visit(visitor);
    }

    /** Equity as numbers, for statistics. */
    public double[] equityAsDoubles() {
        return Arrays.stream(equityColumn()).mapToDouble(Money::toDouble).toArray();
    }

    /** Two threads that ask at once may both work it out, and find the same. */
    private long[] equityColumn() {
        long[] column = equity;
        if (column == null) {
            column = source.equity();
            equity = column;
        }
        return column;
    }
}
