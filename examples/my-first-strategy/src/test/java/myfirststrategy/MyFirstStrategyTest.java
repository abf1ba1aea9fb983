package myfirststrategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Instrument;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MyFirstStrategyTest {
    /** The price falls, turns up so that it buys at 99, and crashes through the stop 5 % below. */
    @Test
    void theStopLimitsTheLoss() {
        BarColumns bars = bars(100, 98, 96, 94, 92, 95, 99, 104, 80);

        RunResult result = Backtest.of(bars, new MyFirstStrategy(2, 4, new BigDecimal("5")))
                .fee("0")
                .run();

        assertThat(result.trades()).hasSize(1);
        Trade trade = result.trades().getFirst();
        assertThat(bars.instrument().price(trade.entryTicks())).isEqualByComparingTo("99");
        assertThat(bars.instrument().price(trade.exitTicks())).isEqualByComparingTo("94.05");
        assertThat(trade.exitReason()).isEqualTo(ExitReason.STOP_LOSS);
    }

    @Test
    void theSameBarsGiveTheSameResult() {
        RunResult once = aWeekOfBitcoin();
        RunResult again = aWeekOfBitcoin();

        assertThat(once.trades()).isNotEmpty();
        assertThat(again.resultSha256()).isEqualTo(once.resultSha256());
    }

    /** A strategy remembers: each run needs a new one. */
    private static RunResult aWeekOfBitcoin() {
        BarColumns bars = MarketDataReader.read("sample:bitstamp-btcusd", ReadOptions.of("BTC/USD"))
                .bars();
        return Backtest.of(bars, new MyFirstStrategy(10, 30, new BigDecimal("2"))).run();
    }

    /** Bars of a minute: each opens at the close before it. */
    private static BarColumns bars(int... closes) {
        Instrument instrument = Instrument.of("BTC/USD", "0.01", "0.001");
        long minute = TimeUnit.MINUTES.toNanos(1);
        BarColumns.Builder bars = new BarColumns.Builder(instrument, minute);
        long open = instrument.ticks(BigDecimal.valueOf(closes[0]));
        for (int i = 0; i < closes.length; i++) {
            long close = instrument.ticks(BigDecimal.valueOf(closes[i]));
            bars.add(i * minute, open, Math.max(open, close), Math.min(open, close), close, 1);
            open = close;
        }
        return bars.build();
    }
}
