package dev.tandem.examples;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Money;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;

/** A backtest as a program of one's own, to be started from an IDE: data, strategy, result. */
public final class BacktestFromJava {
    private BacktestFromJava() {}

    public static void main(String[] arguments) {
        System.out.println(report());
    }

    static String report() {
        BarColumns bars = MarketDataReader.read("sample:bitstamp-btcusd", ReadOptions.of("BTC/USD"))
                .bars();
        RunResult result = Backtest.of(bars, new SmaCross(10, 30))
                .cash("1000000")
                .stopLoss("0.02")
                .takeProfit("0.04")
                .run();
        return result.trades().size() + " trades, equity " + Money.toText(result.equity());
    }
}
