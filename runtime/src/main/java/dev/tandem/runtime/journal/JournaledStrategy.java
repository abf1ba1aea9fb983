package dev.tandem.runtime.journal;

import dev.tandem.strategy.ForwardingStrategy;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** A strategy whose requests are written down. */
final class JournaledStrategy extends ForwardingStrategy {
    private final JournaledTrader trader;

    JournaledStrategy(Strategy strategy, JournaledTrader trader) {
        super(strategy);
        this.trader = trader;
    }

    @Override
    protected Trader trader(Trader engine) {
        return trader.of(engine);
    }
}
