package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarColumns;

/**
 * The floor of a search: {@link FloorLoop} with any two lengths, sums only, one pair after the other. What it computes is
 * exact, and equal to what the engine computes.
 */
final class FloorSweep {
    private final long[] open;
    private final long[] close;

    /** What came of a pair; money in 1e-8. */
    record Outcome(int trades, long equity, long deepestDrawdown) {}

    FloorSweep(BarColumns bars) {
        open = new long[bars.size()];
        close = new long[bars.size()];
        for (int i = 0; i < open.length; i++) {
            open[i] = bars.openTicks(i);
            close[i] = bars.closeTicks(i);
        }
    }

    Outcome run(long cash, int shorter, int longer) {
        long money = cash;
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
                money -= order * open[i] + FloorLoop.thousandth(open[i]);
                position += order;
                trades += position;
                order = 0;
            }
            long price = close[i];
            fast += i < shorter ? price : price - close[i - shorter];
            slow += i < longer ? price : price - close[i - longer];
            if (i >= longer - 1) {
                int now = Long.compare(fast * longer, slow * shorter);
                if (i >= longer) {
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
        }
        return new Outcome(trades, equity, drawdown);
    }
}
