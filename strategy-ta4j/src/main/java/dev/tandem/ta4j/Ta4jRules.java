package dev.tandem.ta4j;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import org.ta4j.core.BarSeries;

/**
 * A ta4j strategy as a class of its own, for a file, a class path or a built-in: extend it and return the rules. Where an
 * object is enough, {@link Ta4jStrategy#of} is shorter.
 */
public abstract class Ta4jRules implements Strategy {
    private final Ta4jStrategy strategy = settings(Ta4jStrategy.of(this::rules));

    /** The rules over this series. Called once per instrument, at the close of its first bar. */
    protected abstract org.ta4j.core.Strategy rules(BarSeries series);

    /** Exits, numbers or a confidence for what the rules do; as it is unless overridden. */
    protected Ta4jStrategy settings(Ta4jStrategy plain) {
        return plain;
    }

    @Override
    public final void onStart(Trader trader) {
        strategy.onStart(trader);
    }

    @Override
    public final void onBar(Bar bar, Trader trader) {
        strategy.onBar(bar, trader);
    }

    @Override
    public final void onFill(Fill fill, Trader trader) {
        strategy.onFill(fill, trader);
    }

    @Override
    public final void onOrder(Order order, Trader trader) {
        strategy.onOrder(order, trader);
    }

    @Override
    public final void onStop(Trader trader) {
        strategy.onStop(trader);
    }
}
