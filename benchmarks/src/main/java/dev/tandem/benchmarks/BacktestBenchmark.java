package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A backtest of {@code sma-cross} over 1,000,000 one-minute bars, per bar. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BacktestBenchmark.BARS)
public class BacktestBenchmark {
    static final int BARS = 1_000_000;
    static final long CASH = 1_000_000 * Money.ONE;

    private final BarColumns bars = GeneratedMarket.bars(BARS);
    private final FloorLoop floor = FloorLoop.of(bars);

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameTrades() {
        FloorLoop.Outcome expected = floor.run(CASH);
        RunResult result = engine();
        if (result.trades().size() != expected.trades() || result.equity() != expected.equity()) {
            throw new IllegalStateException("the engine has " + result.trades().size() + " trades and "
                    + Money.toText(result.equity()) + ", the floor " + expected.trades() + " and "
                    + Money.toText(expected.equity()));
        }
    }

    /** By hand, on arrays, keeping sums only. */
    @Benchmark
    public FloorLoop.Outcome floor() {
        return floor.run(CASH);
    }

    /** By hand, on arrays, keeping trades and the equity of each bar, as a backtest does. */
    @Benchmark
    public FloorLoop.Outcome floorThatRemembers() {
        return floor.runAndRemember(CASH).outcome();
    }

    /** Engine, gate, simulated exchange, two ledgers. */
    @Benchmark
    public RunResult engine() {
        return Backtest.of(bars, new SmaCross(10, 30)).cash(CASH).run();
    }
}
