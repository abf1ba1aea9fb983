package dev.tandem.strategy;

import java.util.List;

/**
 * Makes strategies known under their names, so that {@code --strategy sma-cross} finds them. Found with
 * {@link java.util.ServiceLoader}: a jar that has strategies names its provider in
 * {@code META-INF/services/dev.tandem.strategy.StrategyProvider}.
 */
public interface StrategyProvider {
    /** The strategies, in the order in which they are listed. Each must satisfy {@link StrategyDefinition#of}. */
    List<Class<? extends Strategy>> strategies();
}
