package dev.tandem.cli;

import dev.tandem.strategy.Spelling;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.strategy.StrategyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The strategies that have a name: those of every {@link StrategyProvider} on the class path. */
final class BuiltInStrategies {
    private final Map<String, StrategyDefinition> byName;

    private BuiltInStrategies(Map<String, StrategyDefinition> byName) {
        this.byName = byName;
    }

    /** @throws IllegalStateException if two have the same name */
    static BuiltInStrategies find() {
        Map<String, StrategyDefinition> byName = new TreeMap<>();
        for (StrategyProvider provider : ServiceLoader.load(StrategyProvider.class)) {
            for (var type : provider.strategies()) {
                StrategyDefinition definition = StrategyDefinition.of(type);
                StrategyDefinition other = byName.put(definition.name(), definition);
                if (other != null) {
                    throw new IllegalStateException("two strategies are called " + definition.name() + ": "
                            + other.type().getName() + " and " + type.getName());
                }
            }
        }
        return new BuiltInStrategies(byName);
    }

    Optional<StrategyDefinition> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<StrategyDefinition> all() {
        return new ArrayList<>(byName.values());
    }

    /** What to say about a name that is none of them. */
    String advice(String name) {
        return Spelling.advice(name, "strategies", byName.keySet());
    }
}
