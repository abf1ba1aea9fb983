package {{package}};

import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.report.TextReport;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import java.math.BigDecimal;

/**
 * A backtest to start from an IDE. Debug it, with a breakpoint in {@link {{class}}#onBar}: each stop is one bar.
 *
 * <p>The program's argument is a CSV file of bars; without one, it is a week of Bitcoin that comes with Tandem.
 */
public final class RunBacktest {
    private RunBacktest() {}

    public static void main(String[] arguments) {
        String file = arguments.length == 0 ? "sample:bitstamp-btcusd" : arguments[0];
        MarketData data = MarketDataReader.read(file, ReadOptions.of("BTC/USD"));
        RunResult result = Backtest.of(data, new {{class}}(10, 30, new BigDecimal("2")))
                .cash("1000000")
                .fee("0.001")
                .run();
        System.out.print(TextReport.text(result, TextReport.Options.DEFAULT));
    }
}
