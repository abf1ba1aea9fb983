package dev.tandem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.junit.FaultTest;
import dev.tandem.sim.junit.Faults;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.SplittableRandom;

/** What has to be true of the strategies when orders are refused, lost or late, reports come twice, and the line goes down. */
class UnderFaultsTest {
    @FaultTest(rate = 0.2, runs = 50)
    void smaCrossIsNeverShortAndEveryTradeIsAccountedFor(Faults faults) {
        BarColumns bars = RandomMarket.of(new SplittableRandom(faults.seed()), 400);
        LeastHeld strategy = new LeastHeld();
        RunResult result = Backtest.of(bars, strategy)
                .stopLoss("0.02")
                .takeProfit("0.03")
                .faults(faults.plan())
                .run();

        assertThat(strategy.least).as("the least it held, in lots").isNotNegative();
        assertThat(Money.toText(result.equity() - result.cash()))
                .as("what it earned")
                .isEqualTo(Money.toText(
                        result.trades().stream().mapToLong(Trade::pnl).sum()));
    }

    /** The second order is the pair of exits of the first: whatever becomes of it, the position has its stop again. */
    @FaultTest(script = {"2 reject", "2 lose-order", "2 lose-answer", "2 duplicate", "2 disconnect 4"})
    void aStopThatWasLostIsThereAgain(Faults faults) {
        BarColumns bars = RandomMarket.of(new SplittableRandom(5), 400);
        RunResult result = Backtest.of(bars, new SmaCross(3, 8))
                .stopLoss("0.01")
                .takeProfit("0.5")
                .noSignalExit()
                .faults(faults.plan())
                .run();

        Trade first = result.trades().getFirst();
        assertThat(first.exitReason()).isEqualTo(ExitReason.STOP_LOSS);
    }

    /** Remembers the least that it ever held. */
    private static final class LeastHeld implements Strategy {
        private final SmaCross strategy = new SmaCross(3, 8);
        private long least;

        @Override
        public void onBar(Bar bar, Trader trader) {
            strategy.onBar(bar, trader);
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            least = Math.min(least, trader.position().lots());
        }
    }
}
