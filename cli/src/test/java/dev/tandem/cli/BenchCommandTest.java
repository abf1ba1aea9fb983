package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.bench.GeneratedMarket;
import dev.tandem.model.Money;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem bench}, for people and for programs. What the numbers are worth is tested where they are measured. */
class BenchCommandTest {
    private static final String SAMPLE = "bench --quick --data sample:apple-daily --instrument AAPL/USD";

    @TempDir
    Path directory;

    @Test
    void theDocumentHasTheKeysOfItsSchema() throws IOException {
        JsonNode bench = json(SAMPLE + " --strategy sma-cross -p fast=5 --format json");
        assertThat(names(bench))
                .containsExactly(
                        "schema",
                        "strategy",
                        "instrument",
                        "data",
                        "events",
                        "orders",
                        "eventsPerSecond",
                        "nanosPerEvent",
                        "bytesPerEvent",
                        "rounds",
                        "parts",
                        "method",
                        "conditions",
                        "latencies",
                        "last");
        assertThat(bench.get("schema").asText()).isEqualTo("tandem.bench/1");
        assertThat(bench.get("strategy").toString())
                .isEqualTo("{\"name\":\"sma-cross\",\"params\":{\"fast\":\"5\",\"slow\":\"30\"}}");
        assertThat(bench.get("data").get("source").asText()).isEqualTo("sample:apple-daily");
        assertThat(bench.get("data").get("sha256").asText()).hasSize(64);
        assertThat(bench.get("events").asLong())
                .isEqualTo(bench.get("data").get("bars").asLong());
        assertThat(bench.get("eventsPerSecond").asLong()).isPositive();
        assertThat(bench.get("nanosPerEvent").get("min").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(bench.get("nanosPerEvent").get("median").asDouble());
        assertThat(bench.get("bytesPerEvent").asDouble()).isPositive();
        assertThat(names(bench.get("conditions")))
                .contains(
                        "cpu",
                        "processors",
                        "os",
                        "jdk",
                        "collectors",
                        "flags",
                        "loadBefore",
                        "loadAfter",
                        "disturbed");
    }

    @Test
    void theSecondRunIsComparedWithTheFirst() throws IOException {
        JsonNode first = json(SAMPLE + " --format json");
        assertThat(first.get("last").isNull()).isTrue();
        JsonNode second = json(SAMPLE + " --format json").get("last");
        assertThat(second.get("minNanosPerEvent").asDouble())
                .isEqualTo(first.get("nanosPerEvent").get("min").asDouble());
        assertThat(second.get("verdict").asText()).isIn("faster", "slower", "same");
        assertThat(call(SAMPLE).out()).contains("  Last run    ", "; now ");
        assertThat(json(SAMPLE + " -p fast=7 --format json").get("last").isNull())
                .as("with other parameters it is another run")
                .isTrue();
    }

    @Test
    void latenciesAreMeasuredAtFourRates() throws IOException {
        JsonNode latencies = json(SAMPLE + " --format json").get("latencies");
        assertThat(latencies).hasSize(4);
        assertThat(latencies.get(0).get("perSecond").asLong()).isEqualTo(125_000);
        assertThat(latencies.get(3).get("perSecond").asLong()).isEqualTo(1_000_000);
        assertThat(names(latencies.get(0).get("nanos")))
                .containsExactly("p50", "p90", "p95", "p99", "p99.9", "p99.99", "max");
    }

    @Test
    void theReportIsAPageThatNeedsNothingElse() throws IOException {
        Call call = call(SAMPLE + " --report out");
        assertThat(call.err()).isEmpty();
        String page = Files.readString(directory.resolve("out/index.html"));
        assertThat(page)
                .contains("<svg", "<rect", "Where the time goes", "1M per second")
                .doesNotContain("http://", "<script");
        JsonNode result =
                new ObjectMapper().readTree(directory.resolve("out/result.json").toFile());
        assertThat(result.get("schema").asText()).isEqualTo("tandem.bench/1");
    }

    @Test
    void anExchangeIsMeasuredThroughItsPlugin() throws IOException {
        try (Venue venue = Venue.of(GeneratedMarket.bars(100))
                .clock(ClockMode.REAL_TIME)
                .account("k", "s")
                .balance("USD", 1_000_000 * Money.ONE)
                .start()) {
            Path keys = Files.createFile(
                    directory.resolve("keys"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(keys, "key=k\nsecret=s\n");
            Call call = call("bench --exchange xchange:binance --instrument BTC/USD --quick --format json --report out"
                    + " --credentials keys --endpoint " + venue.uri());
            assertThat(call.err()).isEmpty();
            JsonNode calls = new ObjectMapper().readTree(call.out()).get("calls");
            assertThat(calls).hasSize(5);
            assertThat(calls.get(0).get("call").asText()).isEqualTo("place an order");
            assertThat(calls.get(0).get("latencies").get(0).get("count").asLong())
                    .isEqualTo(20);
            assertThat(Files.readString(directory.resolve("out/index.html"))).contains("ask for the balances", "<rect");
        }
    }

    @Test
    void ordersAreNotSentToAnExchangeWithoutSayingSo() {
        Call call = call("bench --exchange xchange:binance --instrument BTC/USDT");
        assertThat(call.exitCode()).isEqualTo(3);
        assertThat(call.err()).contains("--sandbox or --endpoint, or --send-orders");
    }

    @Test
    void theSharesAddUpToOne() throws IOException {
        JsonNode parts = json(SAMPLE + " --format json").get("parts");
        assertThat(names(parts)).containsExactly("data", "engine", "orders", "strategy");
        double sum = 0;
        for (JsonNode part : parts) {
            sum += part.get("share").asDouble();
        }
        assertThat(sum).isBetween(0.999, 1.001);
    }

    @Test
    void generatedBarsAreNotReadAndSoHaveNoShare() throws IOException {
        JsonNode bench = json("bench --quick --format json");
        assertThat(bench.get("data").get("source").asText()).startsWith("generated");
        assertThat(bench.get("data").get("sha256").isNull()).isTrue();
        assertThat(bench.get("parts").get("data").isNull()).isTrue();
        assertThat(bench.get("events").asLong()).isEqualTo(200_000);
    }

    @Test
    void ownStrategiesAreMeasuredFromTheirFile() throws IOException {
        Files.writeString(directory.resolve("Nothing.java"), """
                public class Nothing implements dev.tandem.strategy.Strategy {}
                """);
        Call call = call(SAMPLE + " --strategy Nothing.java");
        assertThat(call.err()).isEmpty();
        assertThat(call.out())
                .startsWith("nothing\nAAPL/USD · ")
                .contains("bars per second")
                .contains("Orders      none")
                .contains("Where the time goes")
                .contains("processors");
    }

    @Test
    void aStrategyThatThrowsIsSaidAsInABacktest() throws IOException {
        Files.writeString(directory.resolve("Late.java"), """
                public class Late implements dev.tandem.strategy.Strategy {
                    private int bars;
                    public void onBar(dev.tandem.model.Bar bar, dev.tandem.strategy.Trader trader) {
                        if (++bars == 100) {
                            throw new IllegalStateException("no idea");
                        }
                    }
                }
                """);
        Call call = call(SAMPLE + " --strategy Late.java");
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).startsWith("Late.java:5: IllegalStateException: no idea (bar 99, ");
    }

    private Call call(String arguments) {
        return Call.of(directory, arguments.split(" "));
    }

    private JsonNode json(String arguments) throws IOException {
        Call call = call(arguments);
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
        return new ObjectMapper().readTree(call.out());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
