package dev.tandem.examples;

import dev.tandem.indicator.Sma;
import dev.tandem.model.Bar;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** Long while a fast average of the closes is above a slow one. The averages are compared exactly. */
@Description("Buys when a fast moving average crosses above a slow one, sells when it crosses below; long only")
public final class SmaCross implements Strategy {
    private final Sma fast;
    private final Sma slow;
    private boolean hadBoth;
    private int before;

    public SmaCross(
            @Parameter(
                            name = "fast",
                            byDefault = "10",
                            min = "1",
                            max = "100000",
                            description = "bars in the fast average")
                    int fast,
            @Parameter(
                            name = "slow",
                            byDefault = "30",
                            min = "2",
                            max = "100000",
                            description = "bars in the slow average")
                    int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "fast must be smaller than slow, was fast=" + fast + " and slow=" + slow);
        }
        this.fast = new Sma(fast);
        this.slow = new Sma(slow);
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        fast.add(bar.closeTicks());
        slow.add(bar.closeTicks());
        if (!slow.isReady()) {
            return;
        }
        int now = fast.compareTo(slow);
        if (hadBoth) {
            if (now > 0 && before <= 0 && trader.position().isFlat()) {
                trader.buy();
            } else if (now < 0 && before >= 0 && trader.position().isLong()) {
                trader.close();
            }
        }
        before = now;
        hadBoth = true;
    }
}
