package dev.tandem.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param group what is measured, and per what
 * @param label what a reader calls it
 * @param benchmark the method, {@code Class.method}
 * @param numbers which of ta4j's kinds of numbers; null where it does not matter
 * @param floor the method that does the same work by hand
 */
record Row(
        String group,
        String label,
        String benchmark,
        @Nullable String numbers,
        String floor) {
    private static final String BACKTEST = "backtest of sma-cross, 1,000,000 bars, per bar";
    private static final String SEARCH = "search of 100 pairs of averages, 100,000 bars, per bar and pair";
    private static final String READING = "CSV of 1,000,000 bars into columns, one thread, per row";
    private static final String ORDERS = "an order, from the request to its callback, per order";

    private static final String WAY = "an order from the signal to its callback, step by step, per order";

    private static final String WIRE = "a signed order over loopback, filled, per order (see the clock)";

    private static final String TICKS = "1,000,000 trades to bars to decisions of sma-cross, per trade";

    private static final String ALERTS = "a signed alert of 300 bytes, per alert";

    private static final String GATE = "is its sender sure enough, per order";
    private static final String MATCHING = "matching, 82 % moves, about 1,000 resting orders, per command";

    private static final String DEPTH = "L2 updates, each with a look at the best price, per update";

    private static final String WRITING = "a record of a journal, not waited for, per record";
    private static final String FORCING =
            "a record of a journal, durable (see the clock, not the processor), per record";

    private static final String VENUE = "POST of an order to the venue and its answer (see the clock), per order";

    static final List<Row> ALL = List.of(
            new Row(BACKTEST, "floor: by hand, sums only", "BacktestBenchmark.floor"),
            new Row(BACKTEST, "floor that keeps trades and equity", "BacktestBenchmark.floorThatRemembers"),
            new Row(BACKTEST, "sma-cross in the engine", "BacktestBenchmark.engine"),
            new Row(BACKTEST, "ta4j's own loop, DoubleNum", "Ta4jBenchmark.ta4jLoop", "double"),
            new Row(BACKTEST, "ta4j's executor, DoubleNum", "Ta4jBenchmark.ta4jExecutor", "double"),
            new Row(BACKTEST, "ta4j's rules in the engine, DoubleNum", "Ta4jBenchmark.inEngine", "double"),
            new Row(BACKTEST, "ta4j's own loop, DecimalNum", "Ta4jBenchmark.ta4jLoop", "decimal"),
            new Row(BACKTEST, "ta4j's executor, DecimalNum", "Ta4jBenchmark.ta4jExecutor", "decimal"),
            new Row(BACKTEST, "ta4j's rules in the engine, DecimalNum", "Ta4jBenchmark.inEngine", "decimal"),
            new Row(SEARCH, "floor: by hand, sums only, one core", "SweepBenchmark.floor"),
            new Row(SEARCH, "the floor on two cores: what this machine gives", "SweepBenchmark.floorOnTwoCores"),
            new Row(SEARCH, "the search in the engine, one core", "SweepBenchmark.oneCore"),
            new Row(SEARCH, "the search in the engine, two cores (see the clock)", "SweepBenchmark.twoCores"),
            new Row(READING, "floor: by hand, nothing checked", "CsvBenchmark.floor"),
            new Row(READING, "our reader, with the file's SHA-256", "CsvBenchmark.columns"),
            new Row(READING, "the SHA-256 alone", "CsvBenchmark.sha256"),
            new Row(READING, "FastCSV, fields only", "CsvBenchmark.fastCsv"),
            new Row(READING, "FastCSV into the same columns", "CsvBenchmark.fastCsvIntoColumns"),
            new Row(ORDERS, "floor: by hand, on primitives", "OrderPathBenchmark.floor"),
            new Row(ORDERS, "a bar with an order, in the engine", "OrderPathBenchmark.order"),
            new Row(ORDERS, "a bar without one, in the engine", "OrderPathBenchmark.barAlone"),
            new Row(WAY, "floor: by hand, on primitives", "SignalPathBenchmark.floor"),
            new Row(WAY, "the request", "SignalPathBenchmark.request"),
            new Row(WAY, "and confidence and limits", "SignalPathBenchmark.gate"),
            new Row(WAY, "and the simulated exchange, filled", "SignalPathBenchmark.exchange"),
            new Row(WAY, "all: engine, route, two ledgers, callbacks", "SignalPathBenchmark.whole"),
            new Row(WIRE, "floor: one socket", "WireBenchmark.floor"),
            new Row(WIRE, "HttpURLConnection", "WireBenchmark.urlConnection"),
            new Row(WIRE, "java.net.http", "WireBenchmark.httpClient"),
            new Row(WIRE, "XChange, raw", "WireBenchmark.xchange"),
            new Row(TICKS, "floor: by hand, sums only", "TickBenchmark.floor"),
            new Row(TICKS, "trades to bars, bars in the engine", "TickBenchmark.bars"),
            new Row(TICKS, "trades replayed at the exchange, bars made beforehand", "TickBenchmark.replay"),
            new Row(GATE, "floor: one comparison", "GateBenchmark.floor"),
            new Row(GATE, "a threshold", "GateBenchmark.threshold"),
            new Row(GATE, "thresholds by instrument, side and agent", "GateBenchmark.rules"),
            new Row(ALERTS, "floor: HMAC and a streaming parse by hand", "AlertBenchmark.floor"),
            new Row(ALERTS, "verified and parsed", "AlertBenchmark.parse"),
            new Row(ALERTS, "verified, parsed and judged", "AlertBenchmark.read"),
            matching("our book", "MatchingBenchmark.book", "MatchingBenchmark.exchangeCore"),
            matching("exchange-core's direct book", "MatchingBenchmark.exchangeCore", "MatchingBenchmark.exchangeCore"),
            matching(
                    "exchange-core's naive book",
                    "MatchingBenchmark.exchangeCoreNaive",
                    "MatchingBenchmark.exchangeCore"),
            matching(
                    "our book, prices 10,000 ticks apart",
                    "MatchingBenchmark.bookOnFineGrid",
                    "MatchingBenchmark.exchangeCoreOnFineGrid"),
            matching(
                    "exchange-core's direct book, the same",
                    "MatchingBenchmark.exchangeCoreOnFineGrid",
                    "MatchingBenchmark.exchangeCoreOnFineGrid"),
            new Row(DEPTH, "floor: an array over the prices, and bits", "DepthBenchmark.floor"),
            new Row(DEPTH, "our book of levels", "DepthBenchmark.depthBook"),
            new Row(DEPTH, "two TreeMaps", "DepthBenchmark.treeMap"),
            new Row(WRITING, "floor: the bytes, through a buffer", "JournalBenchmark.floor"),
            new Row(WRITING, "a bar into the journal", "JournalBenchmark.write"),
            new Row(WRITING, "SHA-256 of as many bytes", "JournalBenchmark.sha256"),
            new Row(VENUE, "floor: the same server verifies the signature", "VenueBenchmark.floor"),
            new Row(VENUE, "an order that fills, one client", "VenueBenchmark.order"),
            new Row(
                    FORCING,
                    "floor: write and force",
                    "JournalBenchmark.floorForced",
                    null,
                    "JournalBenchmark.floorForced"),
            new Row(FORCING, "append to the journal", "JournalBenchmark.append", null, "JournalBenchmark.floorForced"));

    /** There is no floor for matching: a row stands beside the peer. */
    private static Row matching(String label, String benchmark, String peer) {
        return new Row(MATCHING, label, benchmark, null, peer);
    }

    Row(String group, String label, String benchmark) {
        this(group, label, benchmark, null);
    }

    Row(String group, String label, String benchmark, @Nullable String numbers) {
        this(
                group,
                label,
                benchmark,
                numbers,
                group.equals(BACKTEST)
                        ? "BacktestBenchmark.floor"
                        : benchmark.substring(0, benchmark.indexOf('.')) + ".floor");
    }

    /** The row with this key. */
    static Row named(String key) {
        return ALL.stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no row '" + key + "'"));
    }

    /** How results are found again. */
    String key() {
        return numbers == null ? benchmark : benchmark + ":" + numbers;
    }
}
