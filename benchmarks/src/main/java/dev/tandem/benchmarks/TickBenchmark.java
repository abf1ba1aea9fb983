package dev.tandem.benchmarks;

import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarAggregator;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.TickSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From trades to bars to decisions; per trade. Nothing is drawn ahead of time but the trades. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TickBenchmark.TRADES)
public class TickBenchmark {
    static final int TRADES = 1_000_000;

    private final MarketData data = GeneratedTrades.of(TRADES);
    private final FloorTicks floor = FloorTicks.of(data.trades());
    private final TickSet ticks = TickSet.of(List.of(data), BarInterval.MINUTE, List.of(), BookPolicy.STRICT);

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameTrades() {
        FloorTicks.Outcome expected = floor.run(BacktestBenchmark.CASH);
        for (RunResult result : List.of(bars(), replay())) {
            if (result.trades().size() != expected.trades()
                    || result.equity() != expected.equity()
                    || result.data().bars() != expected.bars()) {
                throw new IllegalStateException("the engine has "
                        + result.trades().size() + " trades and " + result.equity() + ", the floor " + expected);
            }
        }
    }

    /** By hand, on arrays, keeping sums only. */
    @Benchmark
    public FloorTicks.Outcome floor() {
        return floor.run(BacktestBenchmark.CASH);
    }

    /** Trades become bars, and bars are run over: what a backtest on trades does. */
    @Benchmark
    public RunResult bars() {
        return Backtest.of(BarAggregator.fromTrades(data.trades(), BarInterval.MINUTE), new SmaCross(10, 30))
                .cash(BacktestBenchmark.CASH)
                .run();
    }

    /**
     * Trades happen at the exchange, where those are passed over during which no order rests and nobody listens; their bars
     * are made beforehand.
     */
    @Benchmark
    public RunResult replay() {
        return Backtest.of(ticks, new SmaCross(10, 30))
                .cash(BacktestBenchmark.CASH)
                .run();
    }
}
