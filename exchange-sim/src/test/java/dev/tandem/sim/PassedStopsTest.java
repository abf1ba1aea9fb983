package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.BracketStart;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An exchange that refuses stops which the market has passed, as Binance does, beside one that executes them. */
class PassedStopsTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;

    /** Buys at every third close, or sells where {@code shorts}. */
    private record Enters(boolean shorts) implements Strategy {
        @Override
        public void onBar(Bar bar, Trader trader) {
            if (bar.index() % 3 == 0) {
                trader.submit((shorts ? OrderRequest.sell(BTC) : OrderRequest.buy(BTC))
                        .quantity("1")
                        .build());
            }
        }
    }

    /** Each opens where the one before has closed: in a gap a stop that works could be left behind again. */
    private static BarColumns bars(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder columns = new BarColumns.Builder(BTC, MINUTE);
        long close = 1_000_000;
        for (int i = 0; i < count; i++) {
            long open = close;
            close = Math.max(100_000, open + random.nextLong(-20_000, 20_001));
            columns.add(
                    i * MINUTE,
                    open,
                    Math.max(open, close) + random.nextLong(3_000),
                    Math.min(open, close) - random.nextLong(3_000),
                    close,
                    1.0);
        }
        return columns.build();
    }

    private static RunResult run(BarColumns bars, boolean shorts, EarlyTrigger passed) {
        return Backtest.of(bars, new Enters(shorts))
                .cash("100000000")
                .exchange(SimConfig.standard().withPassedStops(passed))
                .stopLoss("0.01")
                .bracketStart(BracketStart.NEXT_BAR)
                .run();
    }

    @Test
    void theTradesAreThoseOfAnExchangeThatExecutesThem() {
        for (long seed = 1; seed <= 40; seed++) {
            BarColumns bars = bars(seed, 300);
            boolean shorts = seed % 2 == 0;
            RunResult executed = run(bars, shorts, EarlyTrigger.TRIGGER);
            RunResult refused = run(bars, shorts, EarlyTrigger.REJECT);

            assertThat(refused.orders().rejections().get("stop-passed"))
                    .as("seed %d", seed)
                    .isGreaterThan(5L);
            assertThat(refused.trades()).as("seed %d", seed).isEqualTo(executed.trades());
            assertThat(refused.equity()).as("seed %d", seed).isEqualTo(executed.equity());
        }
    }

    @Test
    void noPairLeavesAPositionWithoutExits() {
        for (long seed = 1; seed <= 20; seed++) {
            RunResult result = Backtest.of(bars(seed, 300), new Enters(false))
                    .cash("100000000")
                    .exchange(SimConfig.standard().withPassedStops(EarlyTrigger.REJECT))
                    .stopLoss("0.01")
                    .takeProfit("0.01")
                    .bracketStart(BracketStart.NEXT_BAR)
                    .run();

            assertThat(result.orders().rejections().keySet())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder("stop-passed", "target-passed");
            // Entered at every third close, and out of everything but the last few by then.
            assertThat(result.trades().stream().filter(Trade::isOpen).count())
                    .as("seed %d", seed)
                    .isLessThan(12L);
        }
    }
}
