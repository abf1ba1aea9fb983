package dev.tandem.examples;

import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyProvider;
import java.util.List;

/** The strategies that the command line knows by name. */
public final class ExampleStrategies implements StrategyProvider {
    @Override
    public List<Class<? extends Strategy>> strategies() {
        return List.of(SmaCross.class, RsiLimit.class, EmaFlip.class);
    }
}
