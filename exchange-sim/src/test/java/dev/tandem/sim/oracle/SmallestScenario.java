package dev.tandem.sim.oracle;

import dev.tandem.sim.oracle.Scenario.Action;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a scenario whatever is not needed for a disagreement, so that a person can see what it is about. */
public final class SmallestScenario {
    private SmallestScenario() {}

    /**
     * The scenario with as few bars at either end and as few actions as still have this property.
     *
     * @param interesting true for {@code scenario}, for example "the two runs differ"
     */
    public static Scenario of(Scenario scenario, Predicate<Scenario> interesting) {
        Scenario smallest = scenario;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Scenario candidate : oneStepSmaller(smallest)) {
                if (interesting.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Scenario> oneStepSmaller(Scenario from) {
        List<Scenario> smaller = new ArrayList<>();
        int last = from.bars().size() - 1;
        for (int keep : new int[] {last / 2, last}) {
            if (keep > 0) {
                smaller.add(
                        with(from, from.bars().subList(0, keep), from.script().subList(0, keep)));
            }
        }
        if (last > 0) {
            smaller.add(
                    with(from, from.bars().subList(1, last + 1), from.script().subList(1, last + 1)));
        }
        for (int bar = 0; bar <= last; bar++) {
            for (int action = 0; action < from.script().get(bar).size(); action++) {
                List<Action> fewer = new ArrayList<>(from.script().get(bar));
                fewer.remove(action);
                List<List<Action>> script = new ArrayList<>(from.script());
                script.set(bar, fewer);
                smaller.add(with(from, from.bars(), script));
            }
        }
        return smaller;
    }

    private static Scenario with(Scenario from, List<PriceBar> bars, List<List<Action>> script) {
        return new Scenario(
                bars,
                from.intervalNanos(),
                from.tick(),
                from.lot(),
                from.startingCash(),
                from.makerFee(),
                from.takerFee(),
                from.slippage(),
                from.fills(),
                from.bracketFrom(),
                from.account(),
                script);
    }
}
