package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.confidence.panel.Panel;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Bar;
import dev.tandem.model.Confidence;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.ForwardingStrategy;
import dev.tandem.strategy.ForwardingTrader;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody sees an outcome before it is settled. Two worlds are the same up to a bar and different from there on, and what was said
 * in them is the same. All that was said before has been settled long ago, so until the first new opinion is due, weights and
 * confidences must be the same to the last bit, though its price is on its way already; then they must part, or this would
 * prove nothing.
 */
class PanelLookAheadTest {
    private static final int HORIZON = 12;
    private static final int LEARNING = 260;
    /** Bars in which nobody says anything, so that everything from before is settled. */
    private static final int SILENCE = HORIZON + 2;

    private static final int SECOND = LEARNING + SILENCE;
    private static final int BARS = SECOND + 6 * HORIZON;

    @TempDir
    Path directory;

    private record Said(@Nullable String wanted, String weights) {}

    /** What the panel believed at each close, and with which confidence it wanted to trade. */
    private final class Witness extends ForwardingStrategy {
        private final Panel panel;
        private final SplittableRandom random;
        private final List<Said> said = new ArrayList<>();
        private @Nullable String wanted;

        Witness(Panel panel, long seed) {
            super(panel);
            this.panel = panel;
            this.random = new SplittableRandom(seed);
        }

        @Override
        protected Trader trader(Trader trader) {
            return new ForwardingTrader() {
                @Override
                protected Trader trader() {
                    return trader;
                }

                @Override
                public Order submit(OrderRequest request) {
                    if (!request.reduceOnly()) {
                        wanted = request.side() + " " + request.confidence();
                    }
                    return trader.submit(request);
                }
            };
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            long index = bar.index();
            wanted = null;
            if (index > 0 && (index < LEARNING || index >= SECOND)) {
                for (String agent : List.of("ant", "bee", "cat")) {
                    boolean up = random.nextBoolean();
                    double confidence = 0.55 + 0.4 * random.nextDouble();
                    panel.onSignal(
                            new Signal(
                                    agent + index,
                                    agent,
                                    bar.instrument(),
                                    up ? Side.BUY : Side.SELL,
                                    Confidence.of(confidence),
                                    trader.nowNanos(),
                                    0,
                                    null,
                                    null,
                                    "",
                                    null),
                            trader);
                }
            }
            super.onBar(bar, trader);
            said.add(new Said(wanted, panel.report().weights().toString()));
        }
    }

    private List<Said> world(String name, long seed, long future) throws IOException {
        SplittableRandom past = new SplittableRandom(seed);
        SplittableRandom after = new SplittableRandom(future);
        StringBuilder rows = new StringBuilder("timestamp,open,high,low,close,volume\n");
        double price = 100;
        for (int i = 0; i < BARS; i++) {
            double step = ((i <= SECOND ? past : after).nextDouble() - 0.5) * 0.02;
            double close = price * (1 + step);
            rows.append(String.format(
                    Locale.ROOT,
                    "%d,%.4f,%.4f,%.4f,%.4f,10%n",
                    1_700_000_000 + 3600 * i,
                    price,
                    Math.max(price, close) * 1.001,
                    Math.min(price, close) * 0.999,
                    close));
            price = close;
        }
        Path file = Files.writeString(directory.resolve(name + ".csv"), rows);
        var bars = MarketDataReader.read(
                        file.toString(), ReadOptions.builder("BTC/USD").build())
                .bars();
        Panel panel = (Panel) StrategyDefinition.of(Panel.class)
                .create(Map.of("horizon", Integer.toString(HORIZON), "recalibrate", "platt", "ttl", "1"));
        Witness witness = new Witness(panel, seed + 1);
        Backtest.of(bars, witness).run();
        return witness.said;
    }

    @Test
    void anotherFutureChangesNothingUntilTheFirstOpinionIsDue() throws IOException {
        int orders = 0;
        for (long seed = 1; seed <= 12; seed++) {
            List<Said> one = world("one", seed, 1_000 + seed);
            List<Said> other = world("other", seed, 2_000 + seed);
            assertThat(one).hasSize(BARS);
            // Opinions of the first bar of the second part are due HORIZON bars later.
            int due = SECOND + HORIZON;
            for (int i = 0; i < due; i++) {
                // Which orders there are depends on positions; with which confidence is what must not know the future.
                assertThat(other.get(i).weights())
                        .as("[seed %d] weights at bar %d, %d bars before anything is due", seed, i, due - i)
                        .isEqualTo(one.get(i).weights());
                if (one.get(i).wanted() != null && other.get(i).wanted() != null) {
                    assertThat(other.get(i).wanted())
                            .as("[seed %d] confidence at bar %d", seed, i)
                            .isEqualTo(one.get(i).wanted());
                    orders += i > SECOND ? 1 : 0;
                }
            }
            assertThat(one.subList(due, BARS).stream().map(Said::weights))
                    .as("[seed %d] and then they part", seed)
                    .isNotEqualTo(
                            other.subList(due, BARS).stream().map(Said::weights).toList());
        }
        assertThat(orders)
                .as("confidences that were compared while the worlds differed")
                .isGreaterThan(20);
    }
}
