package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The floor of a backtest: {@code sma-cross} with 10 and 30 closes, one unit, fills at the next open, fees and equity,
 * written by hand for this one strategy on arrays. It has no orders, no gate and no account that could say no. What it computes is exact, and equal to what the engine computes.
 */
final class FloorLoop {
    private static final int FAST = 10;
    private static final int SLOW = 30;

    private final long[] open;
    private final long[] close;

    /** What came of it; money in 1e-8. */
    record Outcome(int trades, long equity, long fees, long deepestDrawdown) {}

    /** @param open,close prices in 1e-8 */
    FloorLoop(long[] open, long[] close) {
        this.open = open;
        this.close = close;
    }

    static FloorLoop of(BarColumns bars) {
        long[] open = new long[bars.size()];
        long[] close = new long[bars.size()];
        for (int i = 0; i < open.length; i++) {
            open[i] = bars.openTicks(i);
            close[i] = bars.closeTicks(i);
        }
        return new FloorLoop(open, close);
    }

    /** What is worth keeping of a run: two rows per trade, in {@code index, price}, and the equity of each bar. */
    record Memory(Outcome outcome, long[] fills, long[] equity) {}

    Outcome run(long cash) {
        return run(cash, null).outcome();
    }

    /** The same, keeping trades and equity curve. */
    Memory runAndRemember(long cash) {
        return run(cash, new long[close.length]);
    }

    private Memory run(long cash, long @Nullable [] curve) {
        long[] fills = new long[curve == null ? 0 : 64];
        int filled = 0;
        long money = cash;
        long fees = 0;
        long equity = cash;
        long peak = cash;
        long drawdown = 0;
        int trades = 0;
        int position = 0;
        int order = 0;
        int before = 0;
        long fast = 0;
        long slow = 0;
        for (int i = 0; i < close.length; i++) {
            if (order != 0) {
                long fee = thousandth(open[i]);
                money -= order * open[i] + fee;
                fees += fee;
                position += order;
                trades += position;
                order = 0;
                if (curve != null) {
                    if (filled == fills.length) {
                        fills = Arrays.copyOf(fills, 2 * filled);
                    }
                    fills[filled++] = i;
                    fills[filled++] = open[i];
                }
            }
            long price = close[i];
            fast += i < FAST ? price : price - close[i - FAST];
            slow += i < SLOW ? price : price - close[i - SLOW];
            if (i >= SLOW - 1) {
                int now = Long.compare(fast * SLOW, slow * FAST);
                if (i >= SLOW) {
                    if (now > 0 && before <= 0 && position == 0) {
                        order = 1;
                    } else if (now < 0 && before >= 0 && position == 1) {
                        order = -1;
                    }
                }
                before = now;
            }
            equity = money + position * price;
            peak = Math.max(peak, equity);
            drawdown = Math.max(drawdown, peak - equity);
            if (curve != null) {
                curve[i] = equity;
            }
        }
        return new Memory(new Outcome(trades, equity, fees, drawdown), fills, curve == null ? new long[0] : curve);
    }

    /** Half-even, as the ledger rounds. */
    static long thousandth(long price) {
        long whole = price / 1000;
        long rest = price - whole * 1000;
        return rest > 500 || rest == 500 && (whole & 1) == 1 ? whole + 1 : whole;
    }
}
