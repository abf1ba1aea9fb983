package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One order per bar, from the request through gate, exchange, fill and both ledgers to the strategy's callback; per order.
 * The bar that carries it is in the number: {@link #barAlone} is what that costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OrderPathBenchmark.BARS)
public class OrderPathBenchmark {
    static final int BARS = 100_000;

    private final BarColumns bars = GeneratedMarket.bars(BARS);
    private final FloorOrders floor = FloorOrders.of(bars);

    /** Buys at one close, sells at the next. */
    static class EveryBar implements Strategy {
        long fills;

        @Override
        public void onBar(Bar bar, Trader trader) {
            if (trader.position().isFlat()) {
                trader.buy();
            } else {
                trader.close();
            }
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            fills++;
        }
    }

    private static final class Idle implements Strategy {}

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameEquity() {
        EveryBar strategy = new EveryBar();
        RunResult result = run(strategy);
        if (result.equity() != floor.run(BacktestBenchmark.CASH) || strategy.fills != BARS - 1) {
            throw new IllegalStateException("the engine has " + result.equity() + " after " + strategy.fills
                    + " fills, the floor " + floor.run(BacktestBenchmark.CASH));
        }
    }

    /** By hand: side and limits decided, filled at the next open, fee, cash, position, a count. */
    @Benchmark
    public long floor() {
        return floor.run(BacktestBenchmark.CASH);
    }

    @Benchmark
    public RunResult order() {
        return run(new EveryBar());
    }

    /** A strategy that does nothing. */
    @Benchmark
    public RunResult barAlone() {
        return run(new Idle());
    }

    private RunResult run(Strategy strategy) {
        return run(bars, strategy);
    }

    static RunResult run(BarColumns bars, Strategy strategy) {
        return Backtest.of(bars, strategy).cash(BacktestBenchmark.CASH).run();
    }
}
