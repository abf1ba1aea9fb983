package dev.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.ExitReason;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.ResultHash;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {
    /** Strict: duplicate keys and trailing tokens are errors, NaN is not a number. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.00001");

    /** The document of the command line's contract, as it stands there. */
    private static final String CONTRACT = """
            {"schema":"tandem.backtest/1","strategy":{"name":"sma-cross","params":{"fast":"10","slow":"30"}},
             "instrument":"BTC/USD","data":{"source":"…","sha256":"…","kind":"bars","events":20695,"rounded":0,"from":"…","to":"…"},
             "cash":"1000000","equity":"1076351.56352","fees":"24650.06648","position":"1","bothLegsTouched":0,
             "trades":[{"side":"long","quantity":"1","entryIndex":31,"entryTime":"…","entryPrice":"452.1","exitIndex":40,"exitTime":"…","exitPrice":"449",
               "exitReason":"signal","fees":"0.9011","pnl":"-4.0011","confidence":1.0}],
             "orders":{"submitted":0,"filled":0,"canceled":0,"denied":0,"rejected":0,"expired":0,"denials":[{"reason":"confidence","count":0}]},
             "metrics":{"totalReturn":0.07,"cagr":0.0,"maxDrawdown":0.0,"sharpe":0.0,"sortino":0.0,"calmar":0.0,"winRate":0.0,"profitFactor":0.0,"exposure":0.0,"turnover":0.0,"buyAndHold":0.0,"breakEvenBps":0.0},
             "timing":{"load_ms":0,"run_ms":0,"events_per_second":0},
             "receipt":{"tandem":"0.1.0","java":"25","dataSha256":"…","strategySha256":"…","seed":42,"resultSha256":"…"}}
            """;

    private static Runs ordinary() {
        return Runs.hourly()
                .strategy("sma-cross", "fast", "10", "slow", "30")
                .cash("1000000")
                .equity("1000000", "1000009.999", "999995.9989", "1000001")
                .lots(0, 100_000, 0, -100_000)
                .prices(452.1, 460, 449, 455)
                .trade(1, "452.1", 2, "449", ExitReason.STOP_LOSS, "-4.0011")
                .trade(2, "449", 3, "455", ExitReason.SIGNAL, "5.5")
                .openShort(3, "455", "455", "-0.455")
                .position(BTC, -100_000)
                .fees("2.2561")
                .notional("2260.1")
                .bothLegs(1)
                .rounded(2)
                .skipped("high below low", 3)
                .orders(new OrderCounts(
                        5, 3, 1, 4, 0, 1, Map.of("confidence", 3L, "risk", 1L), Map.of(), Map.of("good-for-bars", 1L)))
                .assumption("fills", "realistic");
    }

    @Test
    void theWholeDocumentOfASmallRun() {
        RunResult run = Runs.hourly()
                .strategy("sma-cross", "slow", "30", "fast", "10")
                .cash("100")
                .equity("100", "110", "99", "108.9")
                .lots(0, 100_000, 0, 0)
                .prices(50, 40, 60, 60)
                .closes(0, Times.DAY, 2 * Times.DAY, 7305 * Times.DAY / 10)
                .trade(1, "40.5", 2, "60", ExitReason.TAKE_PROFIT, "18.5")
                .fees("1.1")
                .notional("100.5")
                .assumption("fills", "realistic")
                .result();
        assertThat(JsonReport.text(run)).isEqualTo("""
                        {"schema":"tandem.backtest/1","strategy":{"name":"sma-cross","params":{"slow":"30","fast":"10"}},\
                        "instrument":"BTC/USD","data":{"source":"prices.csv","sha256":"HASH","kind":"bars","events":4,"bars":4,"rounded":0,\
                        "from":"2024-01-01T00:00:00.000Z","to":"2024-01-01T04:00:00.000Z","interval":"1h","skipped":[]},\
                        "cash":"100","equity":"108.9","fees":"1.1","position":"0","bothLegsTouched":0,"bracketDelayMatters":0,\
                        "equityAtTwiceFees":"107.8","trades":[{"side":"long","quantity":"1",\
                        "entryIndex":1,"entryTime":"2024-01-01T01:00:00.000Z","entryPrice":"40.5",\
                        "exitIndex":2,"exitTime":"2024-01-01T02:00:00.000Z","exitPrice":"60","exitReason":"take-profit",\
                        "fees":"0.5","pnl":"18.5","confidence":1.0}],\
                        "orders":{"submitted":0,"filled":0,"canceled":0,"denied":0,"rejected":0,"expired":0,\
                        "denials":[],"rejections":[],"expirations":[]},\
                        "metrics":{METRICS},"metricDefinitions":{DEFINITIONS},"assumptions":{"fills":"realistic"},\
                        "findings":[],"timing":{"load_ms":45.123,"run_ms":12,"events_per_second":333},\
                        "receipt":{"tandem":"0.1.0","java":"25.0.3","dataSha256":"HASH","strategySha256":"HASH","seed":42,"resultSha256":"RESULT"}}
                        """.replace("HASH", Runs.HASH)
                .replace("RESULT", ResultHash.of(run.trades(), run.equity()))
                .replace("METRICS", metricsOfTheSmallRun())
                .replace("DEFINITIONS", definitions()));
    }

    /** In the order of the contract, then ours: sqrt(1.089) - 1, sqrt(365.25 / 12), sqrt(365.25 / 3). */
    private static String metricsOfTheSmallRun() {
        return """
                "totalReturn":0.089,"cagr":0.043551627855565184,"maxDrawdown":0.1,"sharpe":5.5170191226784775,"sortino":11.034038245356955,"calmar":0.43551627855565184,\
                "winRate":1.0,"profitFactor":null,"exposure":0.25,"turnover":0.9619526202440776,"buyAndHold":0.2,\
                "breakEvenBps":995.0248756218906,"maxDrawdownBars":1,"maxDrawdownDays":1.0,"maxDrawdownRecoveryBars":null,\
                "totalReturnAtTwiceFees":0.078,"periodsPerYear":365.25\
                """;
    }

    private static String definitions() {
        List<String> entries = new ArrayList<>();
        for (MetricDefinition metric : MetricDefinition.values()) {
            entries.add("\"" + metric.key() + "\":\"" + metric.unit().text() + ": " + metric.formula() + "\"");
        }
        return String.join(",", entries);
    }

    @Test
    void everyKeyOfTheContractIsThereWithItsKindOfValue() throws IOException {
        missing(
                "",
                STRICT.readTree(CONTRACT),
                STRICT.readTree(JsonReport.text(ordinary().result())));
    }

    private static void missing(String path, JsonNode contract, JsonNode actual) {
        assertThat(actual).as(path).isNotNull();
        if (contract.isObject()) {
            List<String> promised = new ArrayList<>();
            contract.fieldNames().forEachRemaining(promised::add);
            List<String> given = new ArrayList<>();
            actual.fieldNames().forEachRemaining(given::add);
            if (!path.endsWith("/params")) {
                assertThat(given).as("keys of " + path).containsSubsequence(promised);
            }
            promised.forEach(key -> missing(path + "/" + key, contract.get(key), actual.get(key)));
        } else if (contract.isArray()) {
            missing(path + "/0", contract.get(0), actual.get(0));
        } else if (!actual.isNull()) {
            assertThat(actual.isTextual()).as(path + " is text").isEqualTo(contract.isTextual());
            assertThat(actual.isNumber()).as(path + " is a number").isEqualTo(contract.isNumber());
        }
    }

    @Test
    void anOpenTradeHasNoExit() throws IOException {
        JsonNode open = STRICT.readTree(JsonReport.text(ordinary().result()))
                .get("trades")
                .get(2);
        assertThat(open.toString())
                .isEqualTo("{\"side\":\"short\",\"quantity\":\"1\",\"entryIndex\":3,"
                        + "\"entryTime\":\"2024-01-01T03:00:00.000Z\",\"entryPrice\":\"455\",\"exitIndex\":null,"
                        + "\"exitTime\":null,\"exitPrice\":null,\"exitReason\":null,\"fees\":\"0.25\",\"pnl\":\"-0.455\","
                        + "\"confidence\":null}");
    }

    @Test
    void liveThereAreNoRows() throws IOException {
        Trade live = new Trade(BTC, Side.BUY, 1, -1, -1, 100, -1, 1_999_999, 101, ExitReason.SIGNAL, 0, 1, 0.75);
        JsonNode trade = STRICT.readTree(
                        JsonReport.text(Runs.hourly().trade(live).result()))
                .get("trades")
                .get(0);
        assertThat(trade.get("entryIndex").isNull()).isTrue();
        assertThat(trade.get("exitIndex").isNull()).isTrue();
        assertThat(trade.get("entryTime").textValue()).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(trade.get("exitTime").textValue()).isEqualTo("1970-01-01T00:00:00.001Z");
        assertThat(trade.get("quantity").textValue()).isEqualTo("0.00001");
        assertThat(trade.get("pnl").textValue()).isEqualTo("0.00000001");
        assertThat(trade.get("confidence").doubleValue()).isEqualTo(0.75);
    }

    @Test
    void reasonsAreCountedTheMostFrequentFirst() throws IOException {
        JsonNode document = STRICT.readTree(JsonReport.text(ordinary().result()));
        assertThat(document.get("orders").get("denials").toString())
                .isEqualTo("[{\"reason\":\"confidence\",\"count\":3},{\"reason\":\"risk\",\"count\":1}]");
        assertThat(document.get("orders").get("expirations").toString())
                .isEqualTo("[{\"reason\":\"good-for-bars\",\"count\":1}]");
        assertThat(document.get("data").get("skipped").toString())
                .isEqualTo("[{\"reason\":\"high below low\",\"count\":3}]");
        assertThat(document.get("position").textValue()).isEqualTo("-1");
    }

    @Test
    void severalInstrumentsAreNamed() throws IOException {
        Instrument eth = Instrument.of("ETH/USD", "0.01", "0.001");
        RunResult run = Runs.hourly()
                .instruments(BTC, eth)
                .trade(1, "100", 2, "110", ExitReason.SIGNAL, "10")
                .trade(new Trade(eth, Side.BUY, 1500, 1, 0, 1, 2, 0, 1, ExitReason.SIGNAL, 0, 0, 1))
                .position(eth, 250)
                .position(BTC, 3)
                .result();
        JsonNode document = STRICT.readTree(JsonReport.text(run));
        assertThat(document.get("instrument").textValue()).isEqualTo("BTC/USD");
        assertThat(document.get("position").textValue()).isEqualTo("0.00003");
        assertThat(document.get("positions").toString())
                .isEqualTo("[{\"instrument\":\"ETH/USD\",\"quantity\":\"0.25\"},"
                        + "{\"instrument\":\"BTC/USD\",\"quantity\":\"0.00003\"}]");
        assertThat(document.get("trades").findValuesAsText("instrument")).containsExactly("BTC/USD", "ETH/USD");
        assertThat(document.get("trades").findValuesAsText("quantity")).containsExactly("1", "1.5");
    }

    static Stream<Runs> edges() {
        Runs bigNumbers = Runs.hourly()
                .cash("92000000000")
                .equity("92000000000", "-92000000000", "92000000000")
                .fees("91999999999.99999999")
                .notional("92000000000")
                .prices(1e300, Double.MIN_VALUE, -1e300)
                .timing(Long.MAX_VALUE, Long.MAX_VALUE);
        return Stream.of(
                Runs.hourly(),
                Runs.hourly().equity("1000"),
                Runs.hourly().equity("1000", "1000", "1000"),
                Runs.hourly().cash("0").equity("0", "0"),
                Runs.hourly().equity("1000", "-5", "0").prices(0, 0, 0),
                Runs.hourly().equity("1000", "1001").prices(Double.NaN, Double.POSITIVE_INFINITY),
                Runs.hourly().bars("1700-01-01T00:00:00Z", 1).equity("1000", "1001"),
                Runs.hourly().timing(0, 0),
                Runs.hourly()
                        .strategy("\"\\\u0000\u001b\u2028</script>", "\t", "\n", "ключ", "値 😀")
                        .source("C:\\data\\\ud800 lone surrogate"),
                Runs.hourly().instruments(),
                ordinary(),
                bigNumbers);
    }

    @ParameterizedTest
    @MethodSource("edges")
    void everyResultIsValidJsonOnOneLine(Runs runs) throws IOException {
        String text = JsonReport.text(runs.result());
        assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode document = STRICT.readTree(text);
        document.get("metrics")
                .forEach(value -> assertThat(value.isNumber() || value.isNull()).isTrue());
        assertThat(document.get("timing").get("events_per_second").isNumber()).isTrue();
        assertThat(document.get("strategy").get("name").textValue())
                .isEqualTo(runs.result().strategyName());
    }

    @Test
    void aMapWithoutAnOrderIsWrittenInOrder() throws IOException {
        RunResult run = ordinary().result();
        RunResult shuffled = new RunResult(
                run.strategyName(),
                Map.of("e", "5", "b", "2", "d", "4", "a", "1", "c", "3"),
                run.instruments(),
                run.data(),
                run.cash(),
                run.equity(),
                run.fees(),
                run.positions(),
                run.bothLegsTouched(),
                run.bracketDelayMatters(),
                run.trades(),
                run.orders(),
                run.tradedNotional(),
                run.equityCurve(),
                run.assumptions(),
                run.timing(),
                run.receipt());
        assertThat(JsonReport.text(shuffled)).contains("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\",\"e\":\"5\"}");
    }

    @Test
    void theWriterIsFlushedAndStaysOpen() throws IOException {
        List<String> calls = new ArrayList<>();
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                calls.add("flush");
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
        JsonReport.write(ordinary().result(), out);
        assertThat(calls).contains("flush").doesNotContain("close");
        assertThat(out.toString()).isEqualTo(JsonReport.text(ordinary().result()));
    }
}
