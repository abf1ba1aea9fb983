package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem data fetch} and {@code tandem health} against {@code tandem venue}. */
class DataFetchCommandTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = 1_704_067_200_000_000_000L;
    private static final int BARS = 2_500;
    private static final int GAP_AT = 1_700;
    private static final int GAP = 5;

    @TempDir
    Path directory;

    private @Nullable Venue venue;

    @AfterEach
    void stop() {
        if (venue != null) {
            venue.close();
        }
    }

    private String start(String... faults) throws Exception {
        BarColumns.Builder bars = new BarColumns.Builder(BTC, MINUTE);
        for (int i = 0; i < BARS + GAP; i++) {
            if (i < GAP_AT || i >= GAP_AT + GAP) {
                long open = 4_200_000L + i;
                bars.add(START + i * MINUTE, open, open + 50, open - 50, open + 7, 1.25);
            }
        }
        var builder = Venue.of(bars.build()).account("k", "s").clock(ClockMode.MAX);
        if (faults.length > 0) {
            builder.faults(Files.writeString(directory.resolve("faults.txt"), String.join("\n", faults)));
        }
        Venue started = builder.start();
        venue = started;
        // The bars are played as fast as this machine can.
        URI last = URI.create(started.uri() + "/tandem/truth");
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!http.send(HttpRequest.newBuilder(last).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("\"steps\":" + 4 * BARS)) {
                LockSupport.parkNanos(5_000_000);
            }
        }
        return started.uri().toString();
    }

    private Call fetch(String endpoint, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "data",
                "fetch",
                "--exchange",
                "xchange:binance",
                "--endpoint",
                endpoint,
                "--instrument",
                "BTC/USDT",
                "--bar",
                "1m"));
        arguments.addAll(List.of(more));
        return Call.of(directory, arguments.toArray(String[]::new));
    }

    private static JsonNode json(Call call) throws IOException {
        assertThat(call.exitCode()).as(call.err()).isZero();
        return new ObjectMapper().readTree(call.out());
    }

    @Test
    void historyIsFetchedPageByPageGapsAreReportedAndABacktestReadsIt() throws Exception {
        String endpoint = start();

        JsonNode result = json(
                fetch(endpoint, "--from", "2024-01-01", "--to", "2024-01-03", "-o", "btc.csv", "--format", "json"));

        assertThat(result.get("schema").asText()).isEqualTo("tandem.fetch/1");
        assertThat(result.get("bars").asInt()).isEqualTo(BARS);
        assertThat(result.get("fetched").asInt()).isEqualTo(BARS);
        assertThat(result.get("first").asText()).isEqualTo("2024-01-01T00:00:00.000Z");
        assertThat(result.get("duplicates").asInt()).isZero();
        assertThat(result.get("gaps")).hasSize(2);
        assertThat(result.get("gaps").get(0).toString())
                .isEqualTo("{\"from\":\"2024-01-02T04:20:00.000Z\",\"to\":\"2024-01-02T04:25:00.000Z\",\"bars\":5}");
        assertThat(result.get("gaps").get(1).get("bars").asInt()).isEqualTo(2 * 1_440 - BARS - GAP);
        assertThat(Files.readAllLines(directory.resolve("btc.csv")))
                .hasSize(BARS + 1)
                .startsWith(
                        "timestamp,open,high,low,close,volume", "1704067200000,42000,42000.5,41999.5,42000.07,1.25");
        Call backtest = Call.of(
                directory,
                "backtest",
                "--data",
                "btc.csv",
                "--instrument",
                "BTC/USDT",
                "--strategy",
                "sma-cross",
                "--format",
                "json");
        assertThat(json(backtest).get("data").get("events").asInt()).isEqualTo(BARS);
    }

    @Test
    void aFetchThatWasCutOffGoesOnWhereTheFileEnds() throws Exception {
        String endpoint = start();
        fetch(endpoint, "--from", "2024-01-01", "--to", "2024-01-02T10:00:00Z", "-o", "whole.csv");
        fetch(endpoint, "--from", "2024-01-01", "--to", "2024-01-01T05:00:00Z", "-o", "part.csv");
        Files.writeString(directory.resolve("part.csv"), "170408520", java.nio.file.StandardOpenOption.APPEND);

        JsonNode result = json(fetch(
                endpoint,
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-02T10:00:00Z",
                "-o",
                "part.csv",
                "--format",
                "json"));

        assertThat(result.get("resumedAt").asText()).isEqualTo("2024-01-01T05:00:00.000Z");
        assertThat(result.get("fetched").asInt()).isEqualTo(34 * 60 - 300 - GAP);
        assertThat(directory.resolve("part.csv")).hasSameTextualContentAs(directory.resolve("whole.csv"));
        JsonNode again = json(fetch(
                endpoint,
                "--from",
                "2024-01-01",
                "--to",
                "2024-01-02T10:00:00Z",
                "-o",
                "part.csv",
                "--format",
                "json"));
        assertThat(again.get("fetched").asInt()).isZero();
        assertThat(directory.resolve("part.csv")).hasSameTextualContentAs(directory.resolve("whole.csv"));
    }

    @Test
    void aPageThatFailsIsAskedForAgain() throws Exception {
        String endpoint = start("status 503 on GET /api/v3/klines at 2");

        Call call = fetch(endpoint, "--from", "2024-01-01", "--to", "2024-01-02T17:00:00Z", "-o", "btc.csv");

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.err()).contains("503").contains("asked again in 1 s");
        assertThat(call.out())
                .startsWith("btc.csv  2455 bars of 1m of BTC/USDT from xchange:binance, 2455 of them new")
                .contains("gaps        1 (5 bars)");
    }

    @Test
    void aFileOfSomethingElseIsNotContinued() throws Exception {
        String endpoint = start();
        Files.writeString(directory.resolve("notes.txt"), "buy low\n");
        Files.writeString(
                directory.resolve("eth.csv"), "timestamp,open,high,low,close,volume\n1704067200000,1,2,1,2,3\n");

        assertThat(fetch(endpoint, "--from", "2024-01-01", "-o", "notes.txt").err())
                .startsWith("notes.txt:1: this is not a file of bars");
        Call other = fetch(endpoint, "--from", "2024-01-01", "-o", "eth.csv");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("the file holds something else");
        assertThat(fetch(endpoint, "--from", "2023-12-01", "-o", "eth.csv").err())
                .contains("--from is earlier");
    }

    @Test
    void whatTheExchangeDoesNotHaveIsSaid() throws Exception {
        String endpoint = start();

        Call instrument = Call.of(
                directory,
                "data",
                "fetch",
                "--exchange",
                "xchange:binance",
                "--endpoint",
                endpoint,
                "--instrument",
                "BTC/USD",
                "--bar",
                "1m",
                "--from",
                "2024-01-01",
                "-o",
                "x.csv");
        assertThat(instrument.exitCode()).isEqualTo(2);
        assertThat(instrument.err()).isEqualTo("tandem: --instrument: bad value 'BTC/USD': did you mean 'BTC/USDT'?\n");
        Call bar = Call.of(
                directory,
                "data",
                "fetch",
                "--exchange",
                "xchange:binance",
                "--endpoint",
                endpoint,
                "--instrument",
                "BTC/USDT",
                "--bar",
                "7m",
                "--from",
                "2024-01-01",
                "-o",
                "x.csv");
        assertThat(bar.exitCode()).isEqualTo(2);
        assertThat(bar.err())
                .startsWith("tandem: --bar: Binance has no bars of ")
                .contains("15m");
        Call nowhere = fetch(endpoint, "--from", "2024-01-01", "-o", "nowhere/x.csv");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("nowhere/x.csv: there is no folder ");
        Call nothing = fetch(endpoint, "--from", "2020-01-01", "--to", "2020-01-02", "-o", "x.csv");
        assertThat(nothing.exitCode()).isEqualTo(4);
        assertThat(nothing.err()).contains("has no bars of 1m of BTC/USDT between 2020-01-01T00:00:00.000Z");
    }

    @Test
    void exchangesAreListedWithWhatTheyCanDoWithoutANetwork() throws IOException {
        JsonNode exchanges =
                json(Call.of(directory, "exchanges", "--format", "json")).get("exchanges");

        List<String> names = new ArrayList<>();
        exchanges.forEach(exchange -> names.add(exchange.get("name").asText()));
        assertThat(names)
                .contains(
                        "sim",
                        "xchange:binance",
                        "xchange:bitstamp",
                        "xchange:bybit",
                        "xchange:coinbase",
                        "xchange:kraken",
                        "xchange:okex");
        JsonNode binance = exchanges.get(names.indexOf("xchange:binance"));
        assertThat(binance.get("capabilities").toString())
                .contains("\"oco\"", "\"history\"", "\"execution-stream\"")
                .doesNotContain("short");
    }

    @Test
    void theHealthOfAnExchange() throws Exception {
        String endpoint = start();

        Call healthy = Call.of(
                directory, "health", "--exchange", "xchange:binance", "--endpoint", endpoint, "--format", "json");
        JsonNode json = json(healthy);
        assertThat(json.get("schema").asText()).isEqualTo("tandem.health/1");
        assertThat(json.get("state").asText()).isEqualTo("healthy");
        assertThat(json.get("instruments").asInt()).isEqualTo(1);
        Objects.requireNonNull(venue).close();
        Call down = Call.of(directory, "health", "--exchange", "xchange:binance", "--endpoint", endpoint);
        assertThat(down.exitCode()).isEqualTo(4);
        assertThat(down.out()).startsWith("xchange:binance  down: ");
    }

    @Test
    void keysComeFromAFileThatOnlyItsOwnerReads() throws Exception {
        String endpoint = start();
        Path keys = Files.writeString(directory.resolve("keys.txt"), "key=k\nsecret=s\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        String[] call = {"health", "--exchange", "xchange:binance", "--endpoint", endpoint, "--credentials", "keys.txt"
        };

        Call open = Call.of(directory, call);
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Call closed = Call.of(directory, call);
        Files.writeString(keys, "key=k\nsecret=another-secret\n");
        Call wrong = Call.of(directory, call);

        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.err()).contains("chmod 600");
        assertThat(closed.exitCode()).as(closed.out() + closed.err()).isZero();
        assertThat(wrong.exitCode()).isEqualTo(4);
        assertThat(wrong.out()).contains("down").doesNotContain("another-secret");
    }
}
