package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Money;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several strategies in one file, in one process: what happens to one is not the others' business. */
@Execution(ExecutionMode.CONCURRENT)
class SeveralStrategiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It buys and sells in turn. */
    private static final String GOOD = """
            import dev.tandem.model.Bar;
            import dev.tandem.strategy.*;
            public final class Good implements Strategy {
                private int bars;
                @Override public void onBar(Bar bar, Trader trader) {
                    if (bars++ % 2 == 0) { trader.buy(); } else if (!trader.position().isFlat()) { trader.close(); }
                }
            }
            """;

    @TempDir
    Path directory;

    private Venue venue() throws IOException {
        Path data = directory.resolve("bars.csv");
        Files.write(data, minutes(1_200), StandardCharsets.UTF_8);
        BarColumns columns = MarketDataReader.read(
                        data.toString(),
                        ReadOptions.builder("BTC/USDT")
                                .bar(BarInterval.parse("1m"))
                                .build())
                .bars();
        return Venue.of(columns)
                .clock(ClockMode.SIXTY_TIMES)
                .account(LockstepMarket.KEY, LockstepMarket.SECRET)
                .balance("USDT", Money.parse("1000000"))
                .start();
    }

    /** A market that goes up and down by itself, a minute a bar: sixty times as fast, a bar a second. */
    static List<String> minutes(int bars) {
        List<String> rows = new ArrayList<>();
        rows.add("timestamp,open,high,low,close,volume");
        double price = 450;
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < bars; i++) {
            double close = 450 + 5 * Math.sin(i / 2.0) + random.nextDouble();
            rows.add(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,%.4f",
                    1704067200000L + i * 60_000L,
                    price,
                    Math.max(price, close) + 1,
                    Math.min(price, close) - 1,
                    close,
                    100.0));
            price = close;
        }
        return rows;
    }

    private void file(String text) throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), text);
    }

    private Call call(String... arguments) {
        return Call.of(directory, LiveParityTest.environment(directory), arguments);
    }

    private JsonNode status() throws IOException {
        Call call = call("status", "--journal", "all", "--format", "json");
        return call.exitCode() == 0 ? JSON.readTree(call.out()).get("sessions") : JSON.createArrayNode();
    }

    private static JsonNode one(Map<String, JsonNode> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static Map<String, JsonNode> byName(JsonNode sessions) {
        Map<String, JsonNode> all = new HashMap<>();
        sessions.forEach(session -> all.put(session.get("name").asText(), session));
        return all;
    }

    private Map<String, JsonNode> until(CompletableFuture<Call> run, Predicate<Map<String, JsonNode>> good)
            throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        Map<String, JsonNode> now = Map.of();
        while (System.nanoTime() - deadline < 0) {
            now = byName(status());
            if (!now.isEmpty() && good.test(now)) {
                return now;
            }
            assertThat(run.isDone()).as(() -> "it has ended: " + run.join()).isFalse();
            Thread.sleep(100);
        }
        throw new AssertionError("90 s have passed; it is " + now);
    }

    @Test
    @Tag("long")
    void oneThatThrowsOneThatHangsAndOneThatFloodsDoNotStopTheOthers() throws Exception {
        Files.writeString(directory.resolve("Good.java"), GOOD);
        Files.writeString(
                directory.resolve("Throws.java"),
                GOOD.replace("Good", "Throws")
                        .replace(
                                "if (bars++",
                                "if (bars > 1) { throw new IllegalStateException(\"no idea\"); } if (bars++"));
        Files.writeString(
                directory.resolve("Hangs.java"),
                GOOD.replace("Good", "Hangs")
                        .replace(
                                "if (bars++",
                                "while (bars > 1) { Thread.onSpinWait(); if (Thread.interrupted()) { throw new IllegalStateException(\"stopped\"); } } if (bars++"));
        Files.writeString(
                directory.resolve("Floods.java"),
                GOOD.replace("Good", "Floods")
                        .replace("if (bars++", "for (int i = 0; i < 5_000; i++) { trader.buy(); } if (bars++"));
        try (Venue venue = venue()) {
            file("""
                    exchange: xchange:binance
                    endpoint: %s
                    instrument: BTC/USDT
                    bar: 1m
                    journal: all
                    format: json
                    warmup: 0
                    cash: 100000
                    quantity: 0.1
                    max-thinking: 2s
                    metrics: 127.0.0.1:0
                    strategies:
                      good: { strategy: Good.java }
                      throws: { strategy: Throws.java }
                      hangs: { strategy: Hangs.java }
                      floods: { strategy: Floods.java }
                    """.formatted(venue.uri()));
            CompletableFuture<Call> run = CompletableFuture.supplyAsync(() -> call("live", "--duration", "45s"));
            Map<String, JsonNode> now = until(
                    run,
                    all -> all.size() == 4
                            && state(all, "throws").equals("halted")
                            && state(all, "hangs").equals("fenced")
                            && state(all, "floods").equals("halted"));
            assertThat(one(now, "throws").get("cause").asText()).contains("no idea");
            assertThat(one(now, "floods").get("cause").asText()).contains("(limit ");
            assertThat(one(now, "floods").get("submitted").asLong()).isBetween(1L, 61L);
            assertThat(one(now, "floods").get("denied").asLong()).isGreaterThan(4_000);
            long then = one(now, "good").get("bars").asLong();
            until(run, all -> one(all, "good").get("bars").asLong() > then + 5);
            assertThat(state(byName(status()), "good")).isEqualTo("active");

            assertThat(call("halt", "--journal", "all", "--only", "good", "--because", "enough")
                            .exitCode())
                    .isZero();
            assertThat(state(byName(status()), "good")).isEqualTo("halted");
            Call unknown = call("halt", "--journal", "all", "--only", "godo");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("there is no strategy 'godo'; there are good, throws, hangs, floods");
            Call ended = run.get(3, TimeUnit.MINUTES);
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
            assertThat(ended.err())
                    .contains("tandem: hangs: the strategy hangs has not come back", "good fill BUY 0.1 BTC/USDT at 4");
            JsonNode document = JSON.readTree(ended.out());
            assertThat(document.get("schema").asText()).isEqualTo("tandem.live/1");
            Map<String, JsonNode> results = byName(document.get("strategies"));
            assertThat(results.keySet()).containsExactlyInAnyOrder("good", "throws", "hangs", "floods");
            assertThat(one(results, "good").at("/result/schema").asText()).isEqualTo("tandem.backtest/1");
            assertThat(one(results, "good").at("/result/trades")).isNotEmpty();
            assertThat(one(results, "floods").at("/result/orders/denials").toString())
                    .contains("order-rate");
            assertThat(one(results, "hangs").get("result").isNull()).isTrue();
            assertThat(one(results, "hangs").get("error").asText()).contains("fenced off");
            assertThat(call("journal", "verify", "all/good").exitCode()).isZero();
        }
    }

    private void two(Venue venue, String trend, String revert) throws IOException {
        file("""
                exchange: xchange:binance
                endpoint: %s
                instrument: BTC/USDT
                bar: 1m
                journal: all
                quantity: 0.1
                warmup: 0
                strategies:
                  trend: { strategy: sma-cross%s }
                  revert: { strategy: sma-cross%s }
                """.formatted(venue.uri(), trend, revert));
    }

    @Test
    void twoThatAreToOwnMoreThanTheirAccountHasAreRefusedBeforeAnyOrder() throws Exception {
        try (Venue venue = venue()) {
            two(venue, ", cash: 600000", ", cash: 500000");
            Call refused = call("live", "--duration", "1s");

            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
            assertThat(refused.err())
                    .contains(
                            "cash: the strategies that begin in one account at xchange:binance are to own 1100000 USDT"
                                    + " (trend 600000, revert 500000), and it has 1000000 USDT: give them less, or the account more");
            assertThat(directory.resolve("all")).doesNotExist();

            // Nothing is remembered of it: with less they begin.
            two(venue, ", cash: 500000", ", cash: 500000");
            Call good = call("live", "--duration", "1s");
            assertThat(good.exitCode()).as(good.err()).isZero();
        }
    }

    @Test
    void eachOfThemSaysWhatItOwnsTheFirstToo() throws Exception {
        try (Venue venue = venue()) {
            two(venue, "", ", cash: 500000");
            Call refused = call("live", "--duration", "1s");

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("--cash: missing; several strategies trade in this account");
        }
    }

    private static String state(Map<String, JsonNode> all, String name) {
        JsonNode session = all.get(name);
        return session == null ? "" : session.get("state").asText();
    }

    @Test
    void accountsInstrumentsAndStrategiesAreChecked() throws IOException {
        file("""
                bar: 1m
                quantity: 0.1
                journal: all
                accounts:
                  main: { exchange: xchange:binance, sandbox: true }
                  second:
                    exchange: xchange:binance
                    endpoint: http://127.0.0.1:9
                strategies:
                  - name: trend
                    account: main
                    strategy: sma-cross
                    instrument: BTC/USDT
                    param: { fast: 3, slow: 8 }
                  - name: revert
                    account: second
                    strategy: rsi-limit
                    instrument: ETH/USDT
                    bar: 5m
                """);
        Map<String, String> keys = Map.of(
                "TANDEM_BINANCE_MAIN_KEY",
                "k",
                "TANDEM_BINANCE_MAIN_SECRET",
                "s",
                "TANDEM_BINANCE_SECOND_KEY",
                "k2",
                "TANDEM_BINANCE_SECOND_SECRET",
                "s2");
        Call call = Call.of(directory, keys, "live", "--check");
        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.out()).isEqualTo("""
                ok: trend: sma-cross on BTC/USDT at xchange:binance
                ok: revert: rsi-limit on ETH/USDT at xchange:binance
                """);
        Call missing = Call.of(directory, Map.of(), "live", "--check");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err())
                .startsWith("tandem.yaml:10: strategies.trend: ")
                .contains("TANDEM_BINANCE_MAIN_KEY");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            trend: { stategy: sma-cross } | tandem.yaml:7: unknown key 'stategy' below 'strategies.trend': did you mean 'strategy'?
            trend: { strategy: sma-cross, journal: x } | tandem.yaml:7: unknown key 'journal' below 'strategies.trend': it is about the whole process and belongs to the top of the file
            trend: { strategy: sma-cros } | tandem.yaml:7: strategies.trend: --strategy: bad value 'sma-cros': did you mean 'sma-cross'?
            trend: { strategy: sma-cross, quantity: lots } | tandem.yaml:7: quantity: bad value 'lots': a number above 0, such as 0.5
            trend: { strategy: sma-cross, account: man } | tandem.yaml:7: account: there is no 'man' below 'accounts'; there are main
            trend: { strategy: sma-cross, bar: } | tandem.yaml:7: strategies.trend.bar: expected one value, such as 'bar: …'
            trend: { instrument: BTC/USDT } | tandem.yaml:7: strategies.trend: strategy: missing, here and at the top; for example 'bar: 1m'
            a b: { strategy: sma-cross } | tandem.yaml:7: strategies: 'a b' cannot be a name: up to 40 letters, digits, '.', '_' and '-', and a letter or digit first
            trend: { strategy: sma-cross, param: { fast: x } } | tandem.yaml:7: strategies.trend: -p: fast
            """)
    void aFileThatIsWrongIsNamedWithLineKeyAndWhatWouldBeRight(String row, String error) throws IOException {
        file("""
                instrument: BTC/USDT
                bar: 1m
                journal: all
                accounts:
                  main: { exchange: xchange:binance, sandbox: true }
                strategies:
                  %s
                """.formatted(row));
        Call call = Call.of(
                directory,
                Map.of("TANDEM_BINANCE_MAIN_KEY", "k", "TANDEM_BINANCE_MAIN_SECRET", "s"),
                "live",
                "--check");
        assertThat(call.exitCode()).as(call.out()).isEqualTo(2);
        assertThat(call.err()).contains(error).doesNotContain("\tat ");
        assertThat(call.err().lines().count()).isEqualTo(1);
    }

    @Test
    void whatASessionSaysOfItselfCanBeScrapedAndItsLogRead() throws Exception {
        try (Venue venue = venue()) {
            file("""
                    exchange: xchange:binance
                    endpoint: %s
                    instrument: BTC/USDT
                    bar: 1m
                    journal: all
                    metrics: 127.0.0.1:0
                    log-file: logs/session.json
                    strategies:
                      trend: { strategy: sma-cross, param: { fast: 2, slow: 4 }, quantity: 0.1, min-confidence: 0 }
                    """.formatted(venue.uri()));
            Path err = directory.resolve("err");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.tandem.cli.Main",
                    "paper"));
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(err.toFile())
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
            try {
                URI metrics = address(process, err);
                String text = scraped(metrics, process, "tandem_orders_total{status=\"filled\",strategy=\"trend\"} ");
                assertThat(text)
                        .contains(
                                "tandem_state{state=\"active\",strategy=\"trend\"} 1.0",
                                "tandem_state{state=\"halted\",strategy=\"trend\"} 0.0",
                                "tandem_equity{strategy=\"trend\"} ",
                                "tandem_feed_age_seconds{strategy=\"trend\"} ",
                                "tandem_denials_total{reason=\"confidence\",strategy=\"trend\"} 0.0",
                                "tandem_stage_seconds_bucket{stage=\"decision\",strategy=\"trend\",le=\"0.001\"} ",
                                "tandem_stage_seconds_bucket{stage=\"force\",strategy=\"trend\",le=\"0.001\"} ",
                                "tandem_stage_seconds_count{stage=\"answer\",strategy=\"trend\"} ");
                assertThat(get(metrics.resolve("/health/live")).statusCode()).isEqualTo(200);
                HttpResponse<String> ready = get(metrics.resolve("/health/ready"));
                assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            } finally {
                process.destroy();
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }
            List<String> lines = Files.readAllLines(directory.resolve("logs/session.json"));
            JsonNode first = JSON.readTree(lines.getFirst());
            assertThat(first.get("topic").asText()).isEqualTo("started");
            assertThat(first.get("strategy").asText()).isEqualTo("trend");
            assertThat(first.get("level").asText()).isEqualTo("info");
            assertThat(first.get("time").asText()).endsWith("Z");
            assertThat(lines).anyMatch(line -> line.contains("\"topic\":\"fill\""));
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI address(Process process, Path err) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() - deadline < 0 && process.isAlive()) {
            String said = Files.readString(err);
            int at = said.indexOf("metrics at ");
            if (at >= 0 && said.indexOf("\n", at) > 0) {
                return URI.create(
                        said.substring(at + 11, said.indexOf("\n", at)).strip());
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no address: " + Files.readString(err));
    }

    /** The text, when what is counted has been. */
    private static String scraped(URI metrics, Process process, String counted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        String text = "";
        while (System.nanoTime() - deadline < 0 && process.isAlive()) {
            text = get(metrics).body();
            int at = text.indexOf(counted);
            if (at >= 0 && text.charAt(at + counted.length()) != '0') {
                return text;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(text);
    }
}
