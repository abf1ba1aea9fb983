package dev.tandem.ta4j;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/**
 * Long while a fast average of the closes is above a slow one, in ta4j's rules and exact numbers: the trades of
 * {@code sma-cross}, one by one.
 *
 * <p>ta4j is not loaded before a run begins, so that listing strategies stays as fast as it is without.
 */
@Description("The trades of sma-cross, decided by ta4j's rules")
public final class SmaCrossTa4j implements Strategy {
    private final Strategy rules;

    public SmaCrossTa4j(
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
        this.rules = SmaCrossRules.strategy(fast, slow);
    }

    @Override
    public void onStart(Trader trader) {
        rules.onStart(trader);
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        rules.onBar(bar, trader);
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        rules.onFill(fill, trader);
    }

    @Override
    public void onStop(Trader trader) {
        rules.onStop(trader);
    }
}
