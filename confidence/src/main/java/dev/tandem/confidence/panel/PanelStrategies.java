package dev.tandem.confidence.panel;

import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyProvider;
import java.util.List;

/** Makes the panel known as a built-in strategy. */
public final class PanelStrategies implements StrategyProvider {
    @Override
    public List<Class<? extends Strategy>> strategies() {
        return List.of(Panel.class);
    }
}
