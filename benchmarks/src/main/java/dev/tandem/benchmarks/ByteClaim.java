package dev.tandem.benchmarks;

import java.util.List;

/**
 * What a row must not allocate.
 *
 * @param text what is claimed
 * @param row the row's {@link Row#key}
 * @param most bytes per operation
 */
record ByteClaim(String text, String row, double most) {
    static final List<ByteClaim> ALL = List.of(
            new ByteClaim("an order, from the request to its callback", "OrderPathBenchmark.order", 256),
            new ByteClaim("a bar without an order", "OrderPathBenchmark.barAlone", 1),
            new ByteClaim("a command in our order book", "MatchingBenchmark.book", 1),
            new ByteClaim("the gate, an order with a confidence", "GateBenchmark.threshold", 0.5),
            new ByteClaim("an L2 update", "DepthBenchmark.depthBook", 1),
            new ByteClaim("a bar of sma-cross in the engine, trades and equity kept", "BacktestBenchmark.engine", 40));
}
