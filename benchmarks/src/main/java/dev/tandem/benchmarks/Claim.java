package dev.tandem.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What two rows must be to each other.
 *
 * @param text what is claimed
 * @param of the row whose time is divided
 * @param by the row whose time it is divided by
 * @param bound the limit of the ratio
 * @param atMost whether the ratio must not be above the limit; otherwise not below
 * @param byClock whether the clock is what counts; otherwise processor time
 */
record Claim(String text, String of, String by, double bound, boolean atMost, boolean byClock) {
    static final List<Claim> ALL = List.of(
            new Claim(
                    "sma-cross in the engine / floor", "BacktestBenchmark.engine", "BacktestBenchmark.floor", 4, true),
            new Claim(
                    "search in the engine, one core / floor",
                    "SweepBenchmark.oneCore",
                    "SweepBenchmark.floor",
                    5,
                    true),
            new Claim(
                    "search on one core / on two, by the clock",
                    "SweepBenchmark.oneCore",
                    "SweepBenchmark.twoCores",
                    1.7,
                    false,
                    true),
            new Claim(
                    "ta4j's loop with DoubleNum / sma-cross in the engine",
                    "Ta4jBenchmark.ta4jLoop:double",
                    "BacktestBenchmark.engine",
                    12,
                    false),
            new Claim(
                    "ta4j in the engine / its own loop, DoubleNum",
                    "Ta4jBenchmark.inEngine:double",
                    "Ta4jBenchmark.ta4jLoop:double",
                    1.2,
                    true),
            new Claim(
                    "ta4j in the engine / its own loop, DecimalNum",
                    "Ta4jBenchmark.inEngine:decimal",
                    "Ta4jBenchmark.ta4jLoop:decimal",
                    1.2,
                    true),
            new Claim(
                    "our order book / exchange-core's direct one",
                    "MatchingBenchmark.book",
                    "MatchingBenchmark.exchangeCore",
                    1,
                    true),
            new Claim(
                    "the same on a fine grid",
                    "MatchingBenchmark.bookOnFineGrid",
                    "MatchingBenchmark.exchangeCoreOnFineGrid",
                    1,
                    true),
            new Claim("trades to bars to decisions / floor", "TickBenchmark.bars", "TickBenchmark.floor", 3, true),
            new Claim(
                    "trades replayed at the exchange / floor", "TickBenchmark.replay", "TickBenchmark.floor", 3, true),
            new Claim("an order's round trip / floor", "OrderPathBenchmark.order", "OrderPathBenchmark.floor", 3, true),
            new Claim(
                    "an order at the venue / signature alone", "VenueBenchmark.order", "VenueBenchmark.floor", 2, true),
            new Claim("an alert verified and parsed / floor", "AlertBenchmark.parse", "AlertBenchmark.floor", 2, true),
            new Claim("our book of levels / floor", "DepthBenchmark.depthBook", "DepthBenchmark.floor", 2, true),
            new Claim(
                    "two TreeMaps / our book of levels",
                    "DepthBenchmark.treeMap",
                    "DepthBenchmark.depthBook",
                    4,
                    false),
            new Claim("FastCSV, fields only / our reader", "CsvBenchmark.fastCsv", "CsvBenchmark.columns", 3, false),
            new Claim(
                    "FastCSV into columns / our reader",
                    "CsvBenchmark.fastCsvIntoColumns",
                    "CsvBenchmark.columns",
                    3,
                    false));

    Claim(String text, String of, String by, double bound, boolean atMost) {
        this(text, of, by, bound, atMost, false);
    }

    /** What counts of a row. */
    ToDoubleFunction<Score> counted() {
        return byClock ? Score::nanos : Score::cpuNanos;
    }

    boolean isMetBy(double ratio) {
        return atMost ? ratio <= bound : ratio >= bound;
    }

    String limit() {
        return String.format(Locale.ROOT, "%s %.1f", atMost ? "at most" : "at least", bound);
    }
}
