package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;

/**
 * What {@code tandem venue --clock 1x} runs, without limits on the rate, in a JVM of its own: says where it listens, and
 * ends when its input does.
 */
public final class VenueProcess {
    static final String KEY = "bench";
    static final String SECRET = "bench-secret";
    static final String SYMBOL = "BTCUSDT";
    private static final int BARS = 10_000;

    private VenueProcess() {}

    static Venue start() {
        Instrument btc = Instrument.of("BTC/USDT", "0.01", "0.00001");
        BarColumns.Builder bars = new BarColumns.Builder(btc, 60_000_000_000L);
        for (int i = 0; i < BARS; i++) {
            long open = 6_000_000L + i % 7;
            bars.add(1_704_067_200_000_000_000L + i * 60_000_000_000L, open, open + 100, open - 100, open + 1, 10);
        }
        return Venue.of(bars.build())
                .clock(ClockMode.REAL_TIME)
                .account(KEY, SECRET)
                .balance("USDT", 1_000_000_000L * Money.ONE)
                .balance("BTC", 10_000L * Money.ONE)
                .limits(1_000_000_000, 1_000_000_000)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        try (Venue venue = start()) {
            System.out.println(venue.uri());
            System.out.flush();
            while (System.in.read() >= 0) {
                // waits for the end
            }
        }
    }
}
