package dev.tandem.sim.junit;

import dev.tandem.sim.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What goes wrong in one run of a {@link FaultTest}. */
public final class Faults {
    private final long seed;
    private final Supplier<FaultPlan> source;
    private final List<FaultPlan> plans = new ArrayList<>();

    Faults(long seed, Supplier<FaultPlan> source) {
        this.seed = seed;
        this.source = source;
    }

    /**
     * For one run of a strategy: {@code Backtest.of(bars, strategy).faults(faults.plan())}. A plan keeps count of orders, so
     * each call gives a new one, which says the same.
     */
    public FaultPlan plan() {
        FaultPlan plan = source.get();
        plans.add(plan);
        return plan;
    }

    /** The seed of this run, for whatever else the test draws; with a script, the script's number from 1 on. */
    public long seed() {
        return seed;
    }

    List<FaultPlan> plans() {
        return plans;
    }

    long met() {
        return plans.stream()
                .flatMap(plan -> plan.met().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
