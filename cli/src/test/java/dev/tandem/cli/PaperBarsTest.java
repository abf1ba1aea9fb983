package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code tandem paper} beside a market that goes on by itself: the strategy is shown the venue's own bars, each of them. */
@Execution(ExecutionMode.CONCURRENT)
class PaperBarsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** So many bars has a wave of the market: in each the averages cross. */
    private static final int A_WAVE = 13;
    /** Of a market that is over. */
    private static final long THEN = 1_704_067_200_000L;

    /** A bar as both sides can say it: when it opened, in milliseconds, and what happened in it. */
    private record Row(long time, List<BigDecimal> values) {
        static Row of(long time, String... texts) {
            List<BigDecimal> values = new ArrayList<>();
            for (String text : texts) {
                values.add(new BigDecimal(text).stripTrailingZeros());
            }
            return new Row(time, values);
        }
    }

    @TempDir
    Path directory;

    @Test
    @Tag("long")
    void minutesOfAMarketThatRunsSixtyTimesAsFast() throws Exception {
        check(THEN, "1m", 60_000, ClockMode.SIXTY_TIMES, "15s", 5);
    }

    @Test
    @Tag("long")
    void minutesOfSuchAMarketThatAreAskedFor() throws Exception {
        check(THEN, "1m", 60_000, ClockMode.SIXTY_TIMES, "15s", 5, "--no-stream");
    }

    @Test
    void secondsOfOurOwnTime() throws Exception {
        check(Math.floorDiv(System.currentTimeMillis(), 1_000) * 1_000, "1s", 1_000, ClockMode.REAL_TIME, "15s", 5);
    }

    @Test
    @Tag("long")
    void tenMinutesOfOurOwnTime() throws Exception {
        long minute = 60_000;
        long next = (Math.floorDiv(System.currentTimeMillis(), minute) + 1) * minute;
        Thread.sleep(next - System.currentTimeMillis());
        check(next, "1m", minute, ClockMode.REAL_TIME, "630s", 10);
    }

    private void check(
            long from, String bar, long millis, ClockMode clock, String duration, int atLeast, String... more)
            throws Exception {
        Path data = directory.resolve("bars.csv");
        List<Row> truth = market(data, from, millis);
        try (Venue venue = Venue.of(MarketDataReader.read(
                                data.toString(),
                                ReadOptions.builder("BTC/USDT")
                                        .bar(BarInterval.parse(bar))
                                        .build())
                        .bars())
                .clock(clock)
                .start()) {
            List<String> arguments = new ArrayList<>(List.of(
                    "paper",
                    "--exchange",
                    "xchange:binance",
                    "--endpoint",
                    venue.uri().toString(),
                    "--instrument",
                    "BTC/USDT",
                    "--bar",
                    bar,
                    "--strategy",
                    "sma-cross",
                    "-p",
                    "fast=2",
                    "-p",
                    "slow=3",
                    "--quantity",
                    "0.1",
                    "--warmup",
                    "0",
                    "--duration",
                    duration,
                    "--journal",
                    "paper",
                    "--format",
                    "json"));
            arguments.addAll(List.of(more));
            Call run = Call.of(directory, arguments.toArray(String[]::new));
            assertThat(run.exitCode()).as(run.err()).isIn(0, 130);
            assertThat(run.err())
                    .contains(
                            more.length == 0
                                    ? "bars of BTC/USDT: by stream\n"
                                    : "bars of BTC/USDT: asked for: xchange:binance is set to listen to no streams");
            List<Row> shown = shown();
            assertThat(shown).as(run.err()).hasSizeGreaterThanOrEqualTo(atLeast);
            for (int i = 1; i < shown.size(); i++) {
                assertThat(shown.get(i).time - shown.get(i - 1).time)
                        .as("each bar, once and in order: %s", shown)
                        .isEqualTo(millis);
            }
            assertThat(truth).containsAll(shown);
            assertThat(published(venue, bar, shown)).isEqualTo(shown);
            everyCentIsExplained(shown.size());
        }
    }

    /** Its fills come between two bars, and in parts; what the backtest of the same bars has otherwise is still all accounted for. */
    private void everyCentIsExplained(int bars) throws IOException {
        Call call = Call.of(directory, "replay", "paper", "--against", "backtest", "--format", "json");
        assertThat(call.exitCode()).as(call.err()).isZero();
        JsonNode replay = JSON.readTree(call.out());
        assertThat(replay.get("identical").asBoolean()).isTrue();
        if (bars > A_WAVE) {
            assertThat(replay.get("trades").asInt()).isPositive();
        }
        JsonNode sums = replay.get("against").get("sums");
        assertThat(new BigDecimal(sums.get("unexplained").asText()))
                .as(replay.toString())
                .isZero();
    }

    /** What the strategy was shown, of the session's journal. */
    private List<Row> shown() throws IOException {
        Call call = Call.of(directory, "journal", "show", "paper", "--type", "bar", "--format", "json");
        assertThat(call.exitCode()).as(call.err()).isZero();
        List<Row> rows = new ArrayList<>();
        for (JsonNode line :
                JSON.readerFor(JsonNode.class).<JsonNode>readValues(call.out()).readAll()) {
            rows.add(Row.of(
                    Instant.parse(line.get("openTime").asText()).toEpochMilli(),
                    line.get("open").asText(),
                    line.get("high").asText(),
                    line.get("low").asText(),
                    line.get("close").asText(),
                    line.get("volume").asText()));
        }
        return rows;
    }

    /** What the venue says of the same time. */
    private static List<Row> published(Venue venue, String bar, List<Row> shown) throws Exception {
        URI address = venue.uri()
                .resolve("/api/v3/klines?symbol=BTCUSDT&interval=" + bar + "&startTime=" + shown.getFirst().time
                        + "&endTime=" + shown.getLast().time);
        List<Row> rows = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String text = http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode line : JSON.readTree(text)) {
                rows.add(Row.of(
                        line.get(0).asLong(),
                        line.get(1).asText(),
                        line.get(2).asText(),
                        line.get(3).asText(),
                        line.get(4).asText(),
                        line.get(5).asText()));
            }
        }
        return rows;
    }

    /** A market that goes up and down by itself, enough of it for a quarter of an hour. */
    private static List<Row> market(Path file, long from, long millis) throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,open,high,low,close,volume"));
        List<Row> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(11);
        double price = 450;
        for (int i = 0; i < 900; i++) {
            double close = 450 + 5 * Math.sin(i / 2.0) + random.nextDouble();
            String[] values = {
                text(price),
                text(Math.max(price, close) + random.nextDouble()),
                text(Math.min(price, close) - random.nextDouble()),
                text(close),
                String.format(Locale.ROOT, "%.4f", 50 + random.nextDouble())
            };
            long time = from + i * millis;
            lines.add(time + "," + String.join(",", values));
            rows.add(Row.of(time, values));
            price = close;
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
        return rows;
    }

    private static String text(double price) {
        return String.format(Locale.ROOT, "%.2f", price);
    }
}
