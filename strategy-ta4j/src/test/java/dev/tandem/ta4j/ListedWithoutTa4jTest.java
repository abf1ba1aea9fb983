package dev.tandem.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line lists all strategies at each start: that must not cost loading ta4j. */
class ListedWithoutTa4jTest {
    @Test
    void theBuiltInIsFoundAndDescribedWhereThereIsNoTa4j() throws Exception {
        try (URLClassLoader loader = withoutTa4j()) {
            assertThatThrownBy(() -> loader.loadClass("org.ta4j.core.Strategy"))
                    .isInstanceOf(ClassNotFoundException.class);

            Object provider = loader.loadClass(Ta4jStrategies.class.getName())
                    .getConstructor()
                    .newInstance();
            List<?> types =
                    (List<?>) provider.getClass().getMethod("strategies").invoke(provider);
            Object definition = loader.loadClass(StrategyDefinition.class.getName())
                    .getMethod("of", Class.class)
                    .invoke(null, types.getFirst());

            assertThat(definition.getClass().getMethod("name").invoke(definition))
                    .isEqualTo("sma-cross-ta4j");
            assertThat(definition.getClass().getMethod("parameters").invoke(definition))
                    .hasToString("[fast=10, slow=30]");
        }
    }

    private static URLClassLoader withoutTa4j() {
        List<URL> urls = new ArrayList<>();
        for (Class<?> type : List.of(Strategy.class, Ta4jStrategies.class, org.jspecify.annotations.NullMarked.class)) {
            urls.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
