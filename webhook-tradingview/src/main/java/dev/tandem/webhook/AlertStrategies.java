package dev.tandem.webhook;

import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyProvider;
import java.util.List;

/** The strategy of this module: alerts that were recorded. */
public final class AlertStrategies implements StrategyProvider {
    @Override
    public List<Class<? extends Strategy>> strategies() {
        return List.of(RecordedAlerts.class);
    }
}
