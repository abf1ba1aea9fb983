package dev.tandem.cli;

import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyProvider;
import java.util.List;

/** Strategies with names of their own, so that these tests do not depend on the examples. */
public final class TestStrategies implements StrategyProvider {
    @Override
    public List<Class<? extends Strategy>> strategies() {
        return List.of(TestCross.class, TestHold.class);
    }

    /** Has parameters. */
    @Description("Crosses two averages.")
    public static final class TestCross implements Strategy {
        public TestCross(
                @Parameter(name = "fast", byDefault = "10", min = "1", max = "100", description = "bars") int fast,
                @Parameter(name = "slow", byDefault = "30", min = "2", description = "bars") int slow) {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast (" + fast + ") must be below slow (" + slow + ")");
            }
        }
    }

    /** Has none. */
    public static final class TestHold implements Strategy {}
}
