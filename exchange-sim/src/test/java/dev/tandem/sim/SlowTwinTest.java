package dev.tandem.sim;

import static org.assertj.core.api.Assertions.fail;

import dev.tandem.model.Decimals;
import dev.tandem.model.Money;
import dev.tandem.sim.oracle.Outcome;
import dev.tandem.sim.oracle.RandomScenario;
import dev.tandem.sim.oracle.ReferenceRun;
import dev.tandem.sim.oracle.Scenario;
import dev.tandem.sim.oracle.SmallestScenario;
import dev.tandem.sim.oracle.Transcript;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The engine and the simulated exchange agree with the slow and obviously right twin on random orders over random bars.
 * To look at one seed: {@code -Dtandem.seed=12345}.
 */
class SlowTwinTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);

    @Test
    void agreesOnThreeThousandRandomMarkets() {
        compare(1, 3_000);
    }

    @Test
    @Tag("long")
    void agreesOnAHundredThousandRandomMarkets() {
        compare(1_000_000, 100_000);
    }

    private static void compare(long firstSeed, int runs) {
        List<String> differences = new ArrayList<>();
        long from = SEED >= 0 ? SEED : firstSeed;
        long to = SEED >= 0 ? SEED + 1 : firstSeed + runs;
        for (long seed = from; seed < to && differences.size() < 5; seed++) {
            String difference = difference(seed);
            if (difference != null) {
                differences.add(difference);
            }
        }
        if (!differences.isEmpty()) {
            fail(String.join("\n", differences));
        }
    }

    /** The first thing about which the two disagree, with the seed to see it again; null if they agree. */
    private static @Nullable String difference(long seed) {
        Scenario scenario = RandomScenario.of(seed);
        String difference = difference(scenario);
        if (difference == null) {
            return null;
        }
        String about = "seed " + seed + " (-Dtandem.seed=" + seed + "): " + difference;
        if (SEED < 0) {
            return about;
        }
        Scenario smallest = SmallestScenario.of(scenario, s -> difference(s) != null);
        return about + "\nsmallest: " + difference(smallest) + "\n"
                + Transcript.of(smallest, ReferenceRun.run(smallest));
    }

    private static @Nullable String difference(Scenario scenario) {
        List<String> fast;
        try {
            fast = lines(EngineRun.of(scenario));
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
        List<String> slow = lines(ReferenceRun.run(scenario));
        for (int i = 0; i < Math.max(slow.size(), fast.size()); i++) {
            String wanted = i < slow.size() ? slow.get(i) : "nothing more";
            String got = i < fast.size() ? fast.get(i) : "nothing more";
            if (!wanted.equals(got)) {
                return "the slow twin has '" + wanted + "', the engine '" + got + "'";
            }
        }
        return null;
    }

    private static List<String> lines(EngineRun run) {
        List<String> lines = new ArrayList<>();
        run.fills.forEach(f -> lines.add("fill " + f.bar() + " " + f.order() + " " + f.side() + " " + text(f.price())
                + " x " + text(f.quantity()) + " fee " + text(f.fee()) + " " + f.liquidity()));
        run.orders.forEach((key, order) -> lines.add("order " + key + " "
                + ended(order.status().name()) + " "
                + text(order.instrument().quantity(order.filledLots()))));
        lines.add("cash "
                + Money.toText(
                        run.result.equity() - run.result.positions().getFirst().valueAt(lastClose(run))));
        lines.add("fees " + Money.toText(run.result.fees()));
        lines.add("position " + text(run.result.positions().getFirst().quantity()));
        lines.add("both legs " + run.result.bothLegsTouched());
        long[] visited = Visited.equity(run.result.equityCurve());
        for (int i = 0; i < run.result.equityCurve().size(); i++) {
            if (visited[i] != run.result.equityCurve().equity(i)) {
                lines.add("equity " + i + " is another one on a walk: " + Money.toText(visited[i]));
            }
            lines.add(
                    "equity " + i + " " + Money.toText(run.result.equityCurve().equity(i)));
        }
        return lines;
    }

    private static long lastClose(EngineRun run) {
        int last = run.result.equityCurve().size() - 1;
        return run.result
                .instruments()
                .getFirst()
                .ticks(BigDecimal.valueOf(run.result.equityCurve().price(last)));
    }

    private static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.fills()
                .forEach(f -> lines.add("fill " + f.bar() + " " + (f.order().contains("/") ? "exit" : f.order()) + " "
                        + f.side() + " " + text(f.price()) + " x " + text(f.quantity()) + " fee " + text(f.fee()) + " "
                        + f.liquidity()));
        outcome.orders().stream()
                .filter(order -> !order.order().contains("/"))
                .forEach(order -> lines.add(
                        "order " + order.order() + " " + ended(order.status().name()) + " " + text(order.filled())));
        lines.add("cash " + text(outcome.cash()));
        lines.add("fees " + text(outcome.fees()));
        lines.add("position " + text(outcome.position()));
        lines.add("both legs " + outcome.bothLegsTouched());
        for (int i = 0; i < outcome.equity().size(); i++) {
            lines.add("equity " + i + " " + text(outcome.equity().get(i)));
        }
        return lines;
    }

    private static String ended(String status) {
        return Map.of("PENDING_NEW", "NEW", "PARTIALLY_FILLED", "NEW").getOrDefault(status, status);
    }

    private static String text(BigDecimal value) {
        return Decimals.text(value);
    }
}
