package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import dev.tandem.ta4j.Ta4jStrategy;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ta4j.core.BarSeries;
import org.ta4j.core.num.NumFactory;

/** What is still in memory when a run of ta4j's rules is over: bars, indicators, trades, equity. Bytes per bar. */
final class RetainedMemory {
    private RetainedMemory() {}

    static Map<String, Double> measure(int bars) {
        Map<String, Double> all = new LinkedHashMap<>();
        for (String numbers : List.of("double", "decimal")) {
            NumFactory factory = Ta4jBenchmark.factory(numbers);
            all.put("ta4jLoop:" + numbers, perBar(bars, () -> ta4jLoop(GeneratedMarket.bars(bars), factory)));
            all.put("inEngine:" + numbers, perBar(bars, () -> inEngine(GeneratedMarket.bars(bars), factory)));
        }
        return all;
    }

    private static Object ta4jLoop(BarColumns bars, NumFactory factory) {
        BarSeries series = Ta4jPeer.series(bars, factory);
        org.ta4j.core.Strategy rules = Ta4jPeer.rules(series);
        return List.of(series, rules, Ta4jPeer.run(series, rules));
    }

    private static Object inEngine(BarColumns bars, NumFactory factory) {
        Strategy strategy = Ta4jStrategy.of(Ta4jPeer::rules).numbers(factory);
        return List.of(
                bars,
                strategy,
                Backtest.of(bars, strategy).cash(BacktestBenchmark.CASH).run());
    }

    private static double perBar(int bars, Supplier<Object> run) {
        // once for what is loaded and cached for good
        Reference.reachabilityFence(run.get());
        long before = usedAfterCollection();
        Object kept = run.get();
        long after = usedAfterCollection();
        Reference.reachabilityFence(kept);
        return (double) (after - before) / bars;
    }

    /** The heap that is still used after the collector was asked several times, in bytes. */
    static long usedAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
