package dev.tandem.examples;

import dev.tandem.indicator.Ema;
import dev.tandem.model.Bar;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** Always in the market: long above, short below. One market order turns the position around. */
@Description("Long when a fast exponential average crosses above a slow one, short when it crosses below")
public final class EmaFlip implements Strategy {
    private final Ema fast;
    private final Ema slow;
    private final int warmup;
    private int bar;
    private int before;

    public EmaFlip(
            @Parameter(
                            name = "fast",
                            byDefault = "12",
                            min = "1",
                            max = "100000",
                            description = "bars in the fast average")
                    int fast,
            @Parameter(
                            name = "slow",
                            byDefault = "26",
                            min = "2",
                            max = "100000",
                            description = "bars in the slow average")
                    int slow,
            @Parameter(
                            name = "warmup",
                            byDefault = "200",
                            min = "0",
                            max = "1000000",
                            description = "bars before the first decision")
                    int warmup) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "fast must be smaller than slow, was fast=" + fast + " and slow=" + slow);
        }
        this.fast = new Ema(fast);
        this.slow = new Ema(slow);
        this.warmup = warmup;
    }

    @Override
    public void onBar(Bar view, Trader trader) {
        int now = Double.compare(fast.add(view.closeAsDouble()), slow.add(view.closeAsDouble()));
        if (bar > 0 && bar >= warmup) {
            if (now > 0 && before <= 0 && !trader.position().isLong()) {
                trader.buy();
            } else if (now < 0 && before >= 0 && !trader.position().isShort()) {
                trader.sell();
            }
        }
        before = now;
        bar++;
    }
}
