package dev.tandem.confidence.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.confidence.consensus.Pooling;
import dev.tandem.confidence.settle.Opinion;
import dev.tandem.confidence.settle.Settled;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two worlds that are the same up to a moment and differ after it: what a panel knows, weighs and decides until then is
 * the same to the last bit. The same look at panels that are told too early finds the leak.
 */
class LookAheadTest {
    private static final int SEEDS = 15;
    private static final int HORIZON = 20;
    private static final int BARS = 360;
    /** The last bar that both worlds have. */
    private static final int FORK = 300;

    /** What a panel was told too early. */
    private enum Leak {
        NONE,
        /** What came of an agent's opinion, when it is stated. */
        OPINION,
        /** What came of the panel's decision, when it is made. */
        DECISION,
        /** The prices of a bar, six bars before it is there. */
        BAR
    }

    /** What was known and decided up to the fork, and how it went on. */
    private record Run(List<String> before, List<String> after, PanelReport report) {}

    @Test
    void noWeightNoRecalibrationNoPoolAndNoDecisionKnowsWhatComesAfterIt() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Run one = run(seed, false, Leak.NONE);
            Run other = run(seed, true, Leak.NONE);
            assertThat(one.before()).as("seed %d", seed).hasSizeGreaterThan(FORK);
            assertThat(difference(one, other)).as("seed %d", seed).isEmpty();
            // Without these the test would show nothing: the worlds differ, and what was learned mattered.
            assertThat(other.after().equals(one.after())).as("seed %d", seed).isFalse();
            assertThat(weight(one, "lark") - weight(one, "rook"))
                    .as("seed %d: the skilled agent outweighs the one that guesses", seed)
                    .isGreaterThan(0.3);
            assertThat(other.report().weights())
                    .as("seed %d", seed)
                    .isNotEqualTo(one.report().weights());
            if (recalibrate(seed) != Panel.Recalibrate.NONE) {
                assertThat(one.report().decisions())
                        .as("seed %d: it was recalibrated before the fork", seed)
                        .anyMatch(d -> d.opinion().madeNanos() <= TestWorld.closeNanos(FORK)
                                && d.opinion().stated() != d.opinion().used());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aPanelThatIsToldTooEarlyIsCaught(Leak leak) {
        int caught = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            caught += difference(run(seed, true, leak), run(seed, false, leak)).isEmpty() ? 0 : 1;
        }
        // One would do, for the other test looks at every seed; a third of the panels learns nothing from decisions.
        assertThat(caught).as("caught in so many of %d seeds", SEEDS).isGreaterThanOrEqualTo(4);
    }

    /** The first line that two runs do not have in common until the fork; empty if there is none. */
    private static String difference(Run one, Run other) {
        int n = Math.max(one.before().size(), other.before().size());
        for (int i = 0; i < n; i++) {
            String mine = i < one.before().size() ? one.before().get(i) : "nothing";
            String theirs = i < other.before().size() ? other.before().get(i) : "nothing";
            if (!mine.equals(theirs)) {
                return mine + "\n" + theirs;
            }
        }
        return "";
    }

    private static Panel.Recalibrate recalibrate(long seed) {
        return Panel.Recalibrate.values()[(int) (seed % 3)];
    }

    private static Panel panel(long seed) {
        return new Panel(
                Pooling.values()[(int) (seed / 3 % Pooling.values().length)],
                2,
                1,
                "",
                0.5,
                3,
                HORIZON,
                seed % 2 == 0 ? BigDecimal.ZERO : new BigDecimal("0.03"),
                seed % 2 == 0 ? BigDecimal.ZERO : new BigDecimal("0.02"),
                new BigDecimal("0.001"),
                seed % 5 == 0 ? 4 : 0,
                recalibrate(seed),
                0.6,
                seed % 4 == 0 ? Panel.Forecasters.ALL : Panel.Forecasters.NONE);
    }

    private static Run run(long seed, boolean forked, Leak leak) {
        TestWorld world = new TestWorld(seed, BARS, FORK, forked);
        Panel panel = panel(seed);
        PaperTrader trader = new PaperTrader();
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < BARS; i++) {
            List<String> trace = i <= FORK ? before : after;
            trader.at(TestWorld.closeNanos(i));
            int orders = trader.requests.size();
            panel.onBar(leak == Leak.BAR ? world.bar(i, Math.min(i + 6, BARS - 1)) : world.bar(i, i), trader);
            PanelReport report = panel.report();
            trace.add(i + " " + panel.decision() + " " + report.weights() + " "
                    + report.counts().settled() + " " + report.passedBefore() + " " + report.passedAfter());
            for (var request : trader.requests.subList(orders, trader.requests.size())) {
                trace.add(i + " " + request.side() + " " + request.confidence() + " " + request.agents());
                if (leak == Leak.DECISION && request.confidence().isStated()) {
                    boolean up = request.side() == Side.BUY;
                    panel.settled(early(
                            world, i, "consensus", up, request.confidence().value()));
                }
            }
            for (Signal signal : world.signals(i)) {
                panel.onSignal(signal, trader);
                trace.add(i + " " + signal.agent() + " " + panel.refusal());
                if (leak == Leak.OPINION) {
                    boolean up = signal.side() == Side.BUY;
                    panel.settled(early(
                            world, i, signal.agent(), up, signal.confidence().value()));
                }
            }
        }
        PanelReport report = panel.report();
        // Pools and recalibrations of decisions that were settled later, but made before.
        report.decisions().stream()
                .map(Settled::opinion)
                .filter(o -> o.madeNanos() <= TestWorld.closeNanos(FORK))
                .sorted(Comparator.comparingLong(Opinion::madeNanos))
                .forEach(o -> before.add(o.toString()));
        return new Run(before, after, report);
    }

    private static Settled early(TestWorld world, int i, String who, boolean up, double stated) {
        double moved = world.movedAfter(i, HORIZON);
        return new Settled(
                new Opinion(who, i + 1, up, stated, stated, TestWorld.closeNanos(i)),
                Settled.End.HORIZON,
                (up ? moved : -moved) - 0.001,
                moved,
                TestWorld.closeNanos(i));
    }

    private static double weight(Run run, String agent) {
        return run.report().weights().stream()
                .filter(w -> w.agent().equals(agent))
                .findFirst()
                .orElseThrow()
                .weight();
    }
}
