package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.runtime.session.BarFeed;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The streams of a venue that nobody here has scripted: {@code tandem venue}, on a line that breaks. */
@Execution(ExecutionMode.CONCURRENT)
class VenueStreamTest {
    private static final long MINUTE = 60 * Times.SECOND;
    private static final long START = Times.nanos(Instant.parse("2026-03-01T00:00:00Z"));
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    private static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return condition.getAsBoolean();
    }

    private static BarColumns market(int count) {
        SplittableRandom random = new SplittableRandom(7);
        BarColumns.Builder bars = new BarColumns.Builder(VenueOnLoopback.BTC, MINUTE);
        long price = 6_000_000;
        for (int i = 0; i < count; i++) {
            long next = price + random.nextLong(-900, 901);
            long reach = random.nextLong(300);
            bars.add(
                    START + i * MINUTE,
                    price,
                    Math.max(price, next) + reach,
                    Math.min(price, next) - reach,
                    next,
                    1 + random.nextInt(1_000) / 100.0);
            price = next;
        }
        return bars.build();
    }

    private static String text(Bar bar) {
        return bar.openTime() + " " + bar.openTicks() + " " + bar.highTicks() + " " + bar.lowTicks() + " "
                + bar.closeTicks();
    }

    private static List<String> texts(BarColumns bars) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            all.add(Times.instant(bars.openTimeNanos(i)) + " " + bars.openTicks(i) + " " + bars.highTicks(i) + " "
                    + bars.lowTicks(i) + " " + bars.closeTicks(i));
        }
        return all;
    }

    private Path faults() throws IOException {
        return Files.writeString(
                folder.resolve("faults.txt"),
                "duplicate chance 0.2\nreorder chance 0.2\nstatus 503 on GET /api/v3/klines chance 0.1\n");
    }

    @Test
    void theBarsOfAMarketThatRunsAtAnotherSpeedAreItsOwnOverALineThatBreaks() throws Exception {
        BarColumns market = market(120);
        List<String> seen = new CopyOnWriteArrayList<>();
        List<String> said = new CopyOnWriteArrayList<>();
        try (Venue venue = Venue.of(market)
                        .account("key", "secret")
                        .clock(ClockMode.times(600))
                        .limits(1_000_000, 1_000)
                        .faults(faults())
                        .start();
                Line line = new Line(venue.uri());
                ExecutionPlugin plugin = new XChangeProvider()
                        .open(new PluginConfig(
                                "xchange:binance", "default", Map.of("url", line.url(), "read-timeout", "60s")))) {
            plugin.init(report -> {});
            try (BarFeed feed = new BarFeed(
                    plugin,
                    plugin.instruments().getFirst(),
                    Duration.ofMinutes(1),
                    InstantSource.system(),
                    START,
                    bar -> seen.add(text(bar)),
                    said::add)) {
                feed.start();
                boolean begun = eventually(() -> feed.streamed() > 5);
                line.cut();
                boolean away = eventually(() -> !feed.isStreaming());
                line.mend();
                boolean back = eventually(feed::isStreaming);
                boolean over = eventually(() -> seen.size() >= market.size());

                assertThat(begun).as("%s %s", said, seen).isTrue();
                assertThat(away).isTrue();
                assertThat(back).as("%s", said).isTrue();
                assertThat(over).as("%s", said).isTrue();
            }
        }
        assertThat(seen).isEqualTo(texts(market));
    }

    @Test
    void barsThatAreMadeOfTheVenuesTradesAreTheVenuesBars() throws Exception {
        Map<Long, BarRecord> ours = new TreeMap<>();
        Map<Long, String> theirs = new TreeMap<>();
        TradeBars bars = new TradeBars(VenueOnLoopback.BTC, 60_000);
        BarColumns market = market(20);
        try (Venue venue = Venue.of(market)
                        .account("key", "secret")
                        .clock(ClockMode.times(600))
                        .start();
                TextSocket.Caller caller = new TextSocket.Caller(Duration.ofSeconds(30));
                TextSocket socket =
                        caller.open(URI.create(venue.uri().toString().replaceFirst("^http", "ws")
                                + "/stream?streams=btcusdt@trade/btcusdt@kline_1m"))) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (theirs.size() < 10 && System.nanoTime() < deadline) {
                if (socket.next(Duration.ofMillis(100)) instanceof TextSocket.News.Text(String text)) {
                    JsonNode data = VenueJson.read(text).path("data");
                    if (data.path("e").asText().equals("trade")) {
                        BarRecord bar = bars.add(
                                data.path("t").asLong(),
                                data.path("T").asLong(),
                                VenueJson.decimal(data, "p"),
                                VenueJson.decimal(data, "q"));
                        if (bar != null && bars.isWhole()) {
                            ours.put(bar.openTimeNanos(), bar);
                        }
                    } else if (data.path("k").path("x").asBoolean()) {
                        JsonNode candle = data.path("k");
                        theirs.put(
                                candle.path("t").asLong() * 1_000_000,
                                candle.path("o").asText() + " "
                                        + candle.path("h").asText() + " "
                                        + candle.path("l").asText() + " "
                                        + candle.path("c").asText());
                    }
                }
            }
        }
        ours.keySet().retainAll(theirs.keySet());
        assertThat(ours).hasSizeGreaterThan(5);
        ours.forEach((open, bar) -> assertThat(
                        bar.open().toPlainString() + " " + bar.high().toPlainString() + " "
                                + bar.low().toPlainString() + " " + bar.close().toPlainString())
                .as("%s", Times.instant(open))
                .isEqualTo(prices(String.valueOf(theirs.get(open)))));
    }

    /** Binance writes eight digits, whatever the grid. */
    private static String prices(String text) {
        List<String> prices = new ArrayList<>();
        for (String price : text.split(" ", -1)) {
            prices.add(VenueOnLoopback.BTC
                    .price(VenueOnLoopback.BTC.ticks(new java.math.BigDecimal(price)))
                    .toPlainString());
        }
        return String.join(" ", prices);
    }
}
