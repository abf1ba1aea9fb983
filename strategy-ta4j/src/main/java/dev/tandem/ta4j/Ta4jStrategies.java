package dev.tandem.ta4j;

import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyProvider;
import java.util.List;

/** The ta4j strategies that the command line knows by name. */
public final class Ta4jStrategies implements StrategyProvider {
    @Override
    public List<Class<? extends Strategy>> strategies() {
        return List.of(SmaCrossTa4j.class);
    }
}
