package dev.tandem.bench;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import java.util.SplittableRandom;

/**
 * A market that anybody can make again: one-minute bars of a random walk, from a seed.
 *
 * <p>It resembles Bitcoin's minutes where that matters for speed. Prices are in cents; a minute moves by 0.08 % (standard
 * deviation), times a volatility that wanders over hours; one minute in twenty has no trade and stays where it was; every
 * second bar opens a few cents beside the last close. The walk is drawn weakly back to its start, so that an account of
 * 1,000,000 can pay for a unit from the first bar to the last. With averages of 10 and 30 closes about 3.9 % of the bars
 * have an order, as in real minutes.
 */
public final class GeneratedMarket {
    /** What all of it is made from. */
    public static final long SEED = 20_180_404;

    private static final long MINUTE = 60_000_000_000L;
    private static final long FROM = 1_483_228_800_000_000_000L;
    private static final double START = 7_400;
    private static final long TICKS_PER_CENT = 1_000_000;

    private GeneratedMarket() {}

    /** So many bars of {@code BTC/USD} on the default grid of 1e-8; the first of them do not depend on how many. */
    public static BarColumns bars(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        BarColumns.Builder bars = new BarColumns.Builder(Instrument.of("BTC/USD"), MINUTE);
        double price = START;
        double volatility = 1;
        long last = cents(price);
        for (int i = 0; i < count; i++) {
            boolean quiet = random.nextInt(20) == 0;
            long open = random.nextBoolean() && !quiet ? last + random.nextInt(-5, 6) : last;
            volatility = Math.clamp(volatility * Math.exp(0.02 * random.nextGaussian()), 0.25, 4);
            double move = 0.0008 * volatility * random.nextGaussian();
            double spread = 0.0004 * volatility * random.nextDouble();
            if (!quiet) {
                price *= Math.exp(move - 0.0002 * Math.log(price / START));
            }
            long close = quiet ? last : cents(price);
            long high = Math.max(open, close) + (quiet ? 0 : cents(price * spread));
            long low = Math.min(open, close) - (quiet ? 0 : cents(price * spread * random.nextDouble()));
            double volume = quiet ? 0 : random.nextInt(1, 2_000_000_000) / 1e8;
            bars.add(
                    FROM + i * MINUTE,
                    open * TICKS_PER_CENT,
                    high * TICKS_PER_CENT,
                    low * TICKS_PER_CENT,
                    close * TICKS_PER_CENT,
                    volume);
            last = close;
        }
        return bars.build();
    }

    private static long cents(double price) {
        return Math.round(price * 100);
    }
}
