package dev.tandem.confidence.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.confidence.consensus.Pooling;
import dev.tandem.confidence.settle.Settled;
import dev.tandem.model.Confidence;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A panel that never ends does not grow, and decides as one that keeps everything. */
class BoundedPanelTest {
    private static final int BARS = 400;

    private final PaperTrader trader = new PaperTrader();

    private static Panel panel() {
        return new Panel(
                Pooling.LOG_ODDS,
                1,
                1,
                "",
                0.5,
                3,
                10,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("0.001"),
                0,
                Panel.Recalibrate.ISOTONIC,
                0.6,
                Panel.Forecasters.NONE);
    }

    private static Signal said(String agent, double confidence, int bar, String note) {
        Confidence stated = Confidence.of(confidence);
        long made = TestWorld.closeNanos(bar);
        return new Signal("", agent, TestWorld.BTC, Side.BUY, stated, made, 0, null, null, note, null);
    }

    private PanelReport run(Panel panel) {
        TestWorld world = new TestWorld(1, BARS, BARS, false);
        for (int i = 0; i < BARS; i++) {
            trader.at(TestWorld.closeNanos(i));
            panel.onBar(world.bar(i, i), trader);
            for (Signal each : world.signals(i)) {
                panel.onSignal(each, trader);
            }
        }
        return panel.report();
    }

    @Test
    void theLastOnesAreScoredAndNothingElseIsDifferent() {
        PanelReport all = run(panel());
        List<String> orders =
                trader.requests.stream().map(BoundedPanelTest::order).toList();
        trader.requests.clear();
        PanelReport some = run(panel().bounded(200, 10_000, 10));

        assertThat(trader.requests.stream().map(BoundedPanelTest::order))
                .isEqualTo(orders)
                .isNotEmpty();
        assertThat(some.weights()).isEqualTo(all.weights());
        assertThat(some.counts().settled()).isEqualTo(all.counts().settled());
        assertThat(all.opinions()).hasSizeGreaterThan(1_200);
        assertThat(some.opinions()).isEqualTo(last(all.opinions(), 200));
        assertThat(some.decisions()).isEqualTo(last(all.decisions(), 200));
        assertThat(all.counts().forgotten()).isZero();
        assertThat(some.counts().forgotten())
                .isEqualTo(some.counts().settled() - 400)
                .isGreaterThan(1_000);
        assertThat(some.counts().mismatch()).isEmpty();
        assertThat(PanelText.text(some)).contains("the oldest " + some.counts().forgotten() + " are not scored");
    }

    private static String order(dev.tandem.model.OrderRequest request) {
        return request.side() + " " + request.confidence();
    }

    private static List<Settled> last(List<Settled> of, int many) {
        return of.subList(of.size() - many, of.size());
    }

    @Test
    void theWordsOfTheLastThousandAreKept() {
        Panel panel = panel();
        TestWorld world = new TestWorld(1, 30, 30, false);
        for (int i = 0; i < 30; i++) {
            trader.at(TestWorld.closeNanos(i));
            panel.onBar(world.bar(i, i), trader);
            for (int agent = 0; agent < 100 && i < 15; agent++) {
                panel.onSignal(said("agent-" + agent, 0.6, i, i + " because"), trader);
            }
        }
        PanelReport report = panel.report();
        assertThat(report.opinions())
                .hasSize(1_500)
                .allMatch(each -> each.opinion().note().isEmpty());
        assertThat(report.latest()).hasSize(1_000);
        assertThat(report.latest().getFirst().opinion().note()).isEqualTo("5 because");
        assertThat(report.latest().getLast().opinion().note()).isEqualTo("14 because");
    }

    @Test
    void neitherOpenOpinionsNorAgentsNorReasonsGrowForEver() {
        Panel panel = panel().bounded(1_000, 25, 20);
        TestWorld world = new TestWorld(1, 20, 20, false);
        trader.at(TestWorld.closeNanos(0));
        panel.onBar(world.bar(0, 0), trader);
        for (int agent = 0; agent < 50; agent++) {
            panel.onSignal(said("agent-" + agent, 0.6, 0, ""), trader);
        }
        assertThat(panel.refusal()).isEqualTo("20 other agents have voted already, which is the most");
        trader.at(TestWorld.closeNanos(1));
        panel.onBar(world.bar(1, 1), trader);
        for (int agent = 0; agent < 20; agent++) {
            panel.onSignal(said("agent-" + agent, 0.7, 1, ""), trader);
        }
        assertThat(panel.refusal()).isEqualTo("25 opinions are open already, which is the most");
        for (int i = 0; i < 500; i++) {
            panel.onSignal(Signal.of("ant", TestWorld.BTC, Side.BUY, 2 + i, TestWorld.closeNanos(1)), trader);
        }
        PanelCounts counts = panel.report().counts();
        assertThat(counts.refused()).hasSizeLessThanOrEqualTo(PanelCounts.REASONS + 1);
        assertThat(counts.refused().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(counts.signals() - counts.counted());
        assertThat(counts.mismatch()).isEmpty();
    }
}
