package dev.tandem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Money;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import dev.tandem.venue.VenueBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Bars in a file, and a venue at which they happen: what a session over the wire is compared with a backtest on. */
final class LockstepMarket implements AutoCloseable {
    static final String KEY = "key-of-a-test";
    static final String SECRET = "secret-of-a-test";

    final Path data;
    final Venue venue;

    private LockstepMarket(Path data, Venue venue) {
        this.data = data;
        this.venue = venue;
    }

    static LockstepMarket of(Path directory, int bars) throws IOException {
        return of(directory, bars, ClockMode.LOCKSTEP, null);
    }

    /** @param faults what goes wrong at the venue; null for nothing */
    static LockstepMarket of(Path directory, int bars, ClockMode clock, @Nullable Path faults) throws IOException {
        return of(directory, rows(bars), "4h", clock, faults);
    }

    /** Minutes around a price of 100, one each second. */
    static LockstepMarket ofMinutes(Path directory, int bars) throws IOException {
        List<String> rows = new ArrayList<>(List.of("timestamp,open,high,low,close,volume"));
        for (int i = 0; i < bars; i++) {
            rows.add(1_700_000_040_000L + 60_000L * i + ",100.00,100.20,99.90," + (100 + i % 2 * 0.1) + ",500");
        }
        return of(directory, rows, "1m", ClockMode.SIXTY_TIMES, null);
    }

    private static LockstepMarket of(
            Path directory, List<String> rows, String bar, ClockMode clock, @Nullable Path faults) throws IOException {
        Path data = directory.resolve("bars.csv");
        Files.write(data, rows, StandardCharsets.UTF_8);
        BarColumns columns = MarketDataReader.read(
                        data.toString(),
                        ReadOptions.builder("BTC/USDT")
                                .bar(BarInterval.parse(bar))
                                .build())
                .bars();
        VenueBuilder venue = Venue.of(columns)
                .account(KEY, SECRET)
                .balance("USDT", Money.parse("1000000"))
                .clock(clock);
        return new LockstepMarket(data, (faults == null ? venue : venue.faults(faults)).start());
    }

    /** What has really happened, which no client is told as a whole. */
    JsonNode truth() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI truth = venue.uri().resolve("/tandem/truth");
            return new ObjectMapper()
                    .readTree(http.send(HttpRequest.newBuilder(truth).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    /** The first bars of a real market; where its file is not there, of one that was made up. */
    static List<String> rows(int bars) throws IOException {
        Path real = Path.of(System.getProperty("tandem.root")).resolve("../shared/data/coinbase_btcusd_4h.csv");
        List<String> rows = new ArrayList<>();
        if (Files.exists(real)) {
            try (BufferedReader reader = Files.newBufferedReader(real)) {
                for (String line = reader.readLine(); line != null && rows.size() <= bars; line = reader.readLine()) {
                    rows.add(line);
                }
            }
            return rows;
        }
        SplittableRandom random = new SplittableRandom(42);
        rows.add("timestamp,open,high,low,close,volume");
        double price = 450;
        for (int i = 0; i < bars; i++) {
            double open = price * (1 + (random.nextDouble() - 0.5) * 0.004);
            double close = open * (1 + (random.nextDouble() - 0.5) * 0.03);
            double high = Math.max(open, close) * (1 + random.nextDouble() * 0.01);
            double low = Math.min(open, close) * (1 - random.nextDouble() * 0.01);
            rows.add(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,%.4f",
                    1463544000000L + i * 14_400_000L,
                    open,
                    high,
                    low,
                    close,
                    100.0));
            price = close;
        }
        return rows;
    }

    @Override
    public void close() {
        venue.close();
    }
}
