package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import org.junit.jupiter.api.Test;

/** A market that trades at one tick, the smallest price there is. */
class SmallestPriceTest {
    private static final Instrument DUST = Instrument.of("DUST/USD", "0.01", "1");

    @Test
    void slippageOnASaleStopsAtOneTick() {
        BarColumns.Builder bars = new BarColumns.Builder(DUST, Times.SECOND);
        for (int i = 0; i < 4; i++) {
            bars.add(i * Times.SECOND, 1, 1, 1, 1, 0);
        }
        Strategy shortOnce = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                if (bar.index() == 0) {
                    trader.sell();
                }
            }
        };

        RunResult result = Backtest.of(bars.build(), shortOnce)
                .exchange(SimConfig.standard().withSlippage(Rate.parse("0.01")))
                .stopLoss("0.5")
                .takeProfit("0.5")
                .run();

        assertThat(result.trades())
                .extracting(
                        t -> t.entrySide() + " at " + t.entryTicks() + ", " + t.exitReason() + " at " + t.exitTicks())
                .as("both exits, rounded towards the entry, are at the entry; the stop comes first, with slippage")
                .containsExactly("SELL at 1, STOP_LOSS at 2");
    }
}
