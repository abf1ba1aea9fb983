package dev.tandem.benchmarks;

import java.util.List;

/**
 * What something that is measured without JMH must not be above.
 *
 * @param text what is claimed
 * @param pointer where {@code docs/performance.json} has it (RFC 6901), or the key of a row, of which the processor time counts
 * @param most the limit, in the unit
 * @param unit as it is written behind a number, with its blank
 * @param unitSize how many of the file's units it has
 */
record FigureClaim(String text, String pointer, double most, String unit, double unitSize) {
    private static final double MICROSECOND = 1e3;

    static final List<FigureClaim> ALL = List.of(
            new FigureClaim(
                    "a whole backtest of a million bars as a process / floor", "/wholeProcess/wallRatio", 1.5, "", 1),
            new FigureClaim("its resident memory", "/wholeProcess/residentMegabytes", 300, " MB", 1),
            new FigureClaim("a whole backtest of 252 bars", "/wholeProcess/fewBarsSeconds", 0.5, " s", 1),
            socket("an event to its order on the socket, 500 a second, p50", "/decisionPath/0/off/p50", 100),
            socket("the same, p99", "/decisionPath/0/off/p99", 1_000),
            socket("an event to its order on the socket, 2,000 a second, p50", "/decisionPath/1/off/p50", 100),
            socket("the same at that rate, p99", "/decisionPath/1/off/p99", 1_000),
            journal("with a journal / without one and a bare durable write, 500 a second, p50", 0),
            journal("with a journal / without one and a bare durable write, 2,000 a second, p50", 1),
            new FigureClaim("the gate, an order with a confidence", "GateBenchmark.threshold", 20, " ns", 1),
            new FigureClaim(
                    "bytes that an order of ten million leaves behind",
                    "/endurance/bytesRetainedPerOrder",
                    0.5,
                    " B",
                    1));

    private static FigureClaim socket(String text, String pointer, double micros) {
        return new FigureClaim(text, pointer, micros, " µs", MICROSECOND);
    }

    private static FigureClaim journal(String text, int rate) {
        return new FigureClaim(text, "/decisionPath/" + rate + "/onByOffAndWrite", 1, "", 1);
    }
}
