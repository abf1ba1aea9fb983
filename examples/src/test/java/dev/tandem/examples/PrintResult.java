package dev.tandem.examples;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Rate;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.SimConfig;
import dev.tandem.strategy.Strategy;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** A program that runs each reference strategy once and prints what came out: for virtual machines of another kind. */
final class PrintResult {
    private PrintResult() {}

    public static void main(String[] arguments) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(results());
    }

    /** One line for each run: its fingerprint, how many trades, what is left. */
    static String results() {
        BarColumns bars = RandomMarket.of(new SplittableRandom(20_261_122), 3_000);
        StringJoiner lines = new StringJoiner("\n");
        List<Strategy> strategies = List.of(
                new SmaCross(3, 9), new RsiLimit(7, 35, 65, new BigDecimal("0.001"), 3, 20), new EmaFlip(4, 9, 20));
        for (Strategy strategy : strategies) {
            RunResult result = Backtest.of(bars, strategy)
                    .exchange(SimConfig.standard().withSlippage(Rate.parse("0.0003")))
                    .sizing(new Sizing.PercentAtRisk(Rate.parse("0.02")))
                    .stopLoss("0.03")
                    .takeProfit("0.05")
                    .trailingStop("0.04")
                    .bracketStart(BracketStart.FILL)
                    .closeAtEnd()
                    .run();
            lines.add(result.resultSha256() + " " + result.strategyName() + " "
                    + result.trades().size() + " trades, equity " + result.equity() + ", fees " + result.fees());
        }
        return lines.toString();
    }
}
