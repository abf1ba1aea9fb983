package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Trades of others, the same for everybody: about six a second, a price that wanders. */
final class GeneratedTrades {
    private GeneratedTrades() {}

    static MarketData of(int count) {
        try {
            Path file = Files.createTempFile("tandem-trades", ".csv");
            try {
                write(file, count);
                return MarketDataReader.read(
                        file,
                        ReadOptions.builder("BTC/USD").bar(BarInterval.MINUTE).build());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the trades could not be written", e);
        }
    }

    private static void write(Path file, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_122);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("timestamp,price,size,side\n");
            long time = 1_700_000_000_000L;
            long cents = 6_000_000;
            for (int i = 0; i < count; i++) {
                time += random.nextInt(330);
                cents = Math.max(1_000_000, cents + random.nextInt(-40, 41));
                out.write(time + "," + BigDecimal.valueOf(cents, 2) + ","
                        + BigDecimal.valueOf(random.nextInt(1, 100_000), 5)
                        + (random.nextBoolean() ? ",buy\n" : ",sell\n"));
            }
        }
    }
}
