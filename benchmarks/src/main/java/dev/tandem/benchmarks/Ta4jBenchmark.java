package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.ta4j.Ta4jStrategy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ta4j.core.BarSeries;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.reports.TradingStatement;

/** The same backtest with ta4j's rules: in ta4j's own loop and in our engine, per bar. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BacktestBenchmark.BARS)
public class Ta4jBenchmark {
    /** Which of ta4j's kinds of numbers. */
    @Param({"double", "decimal"})
    public String numbers = "double";

    private final BarColumns bars = GeneratedMarket.bars(BacktestBenchmark.BARS);

    /** ta4j's own loop, over a series that is there already. */
    @Benchmark
    public TradingRecord ta4jLoop(Series series) {
        return Ta4jPeer.run(series.series);
    }

    /** ta4j's executor over the same series: its loop, and a statement of the result. */
    @Benchmark
    public TradingStatement ta4jExecutor(Series series) {
        return Ta4jPeer.execute(series.series);
    }

    /** The rules in the engine. */
    @Benchmark
    public RunResult inEngine() {
        return engine(bars, factory(numbers));
    }

    static RunResult engine(BarColumns bars, NumFactory factory) {
        return Backtest.of(bars, Ta4jStrategy.of(Ta4jPeer::rules).numbers(factory))
                .cash(BacktestBenchmark.CASH)
                .run();
    }

    static NumFactory factory(String numbers) {
        return numbers.equals("double") ? DoubleNumFactory.getInstance() : DecimalNumFactory.getInstance();
    }

    /** ta4j's copy of the bars, which only its own loop needs. */
    @State(Scope.Benchmark)
    public static class Series {
        private BarSeries series = Ta4jPeer.series(GeneratedMarket.bars(1), DoubleNumFactory.getInstance());

        /** Rows that do different work must not be compared. */
        @Setup
        public void sameTrades(Ta4jBenchmark benchmark) {
            NumFactory factory = factory(benchmark.numbers);
            series = Ta4jPeer.series(benchmark.bars, factory);
            int own = Ta4jPeer.trades(Ta4jPeer.run(series));
            int ours = engine(benchmark.bars, factory).trades().size();
            if (own != ours) {
                throw new IllegalStateException("ta4j has " + own + " trades, the engine " + ours);
            }
            TradingStatement statement = Ta4jPeer.execute(series);
            long counted = statement.getPositionStatsReport().getProfitCount().longValue()
                    + statement.getPositionStatsReport().getLossCount().longValue()
                    + statement.getPositionStatsReport().getBreakEvenCount().longValue();
            if (Math.abs(own - counted) > 1) {
                throw new IllegalStateException("ta4j's loop has " + own + " trades, its executor " + counted);
            }
        }
    }
}
