package dev.tandem.ta4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Instrument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The bars that tests run over. */
final class MarketSets {
    private static final Map<String, BarColumns> READ = new HashMap<>();
    private static final long MINUTE = 60_000_000_000L;

    private MarketSets() {}

    /** A file beside the project (skipped where there is none), a sample, or {@code random:SEED:BARS}. */
    static BarColumns bars(String name) {
        if (name.startsWith("random:")) {
            String[] parts = name.split(":");
            return random(Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }
        if (name.startsWith("sample:")) {
            return READ.computeIfAbsent(
                    name,
                    n -> MarketDataReader.read(n, ReadOptions.of("AAPL/USD")).bars());
        }
        Path file = Path.of(System.getProperty("tandem.root", ".."))
                .resolve("../shared/data")
                .resolve(name + ".csv");
        assumeTrue(Files.exists(file), () -> "skipped: " + name + " is not beside the project");
        return READ.computeIfAbsent(
                name,
                n -> MarketDataReader.read(file, ReadOptions.of("BTC/USD")).bars());
    }

    /** A walk in ticks of 0.01, with flat stretches, gaps and minutes that are missing. */
    static BarColumns random(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder builder = new BarColumns.Builder(Instrument.of("TEST/USD", "0.01", "0.001"), MINUTE);
        long time = 1_700_000_000_000_000_000L;
        long price = 100_000;
        for (int i = 0; i < size; i++) {
            boolean flat = random.nextInt(4) == 0;
            long open = Math.max(100, price + (random.nextInt(20) == 0 ? random.nextInt(-400, 401) : 0));
            long close = flat ? open : Math.max(100, open + random.nextInt(-150, 151));
            long high = Math.max(open, close) + (flat ? 0 : random.nextInt(80));
            long low = Math.max(50, Math.min(open, close) - (flat ? 0 : random.nextInt(80)));
            builder.add(time, open, high, low, close, random.nextInt(1, 10_000) / 1000.0);
            price = close;
            time += MINUTE * (random.nextInt(50) == 0 ? 7 : 1);
        }
        return builder.build();
    }
}
