package dev.tandem.examples;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.util.SplittableRandom;

/** Bars that wander about, flat now and then, with gaps in price and in time. */
final class RandomMarket {
    static final Instrument INSTRUMENT = Instrument.of("BTC/USD", "0.01", "0.00001");
    private static final long INTERVAL = 3_600 * Times.SECOND;

    private RandomMarket() {}

    static BarColumns of(SplittableRandom random, int bars) {
        BarColumns.Builder columns = new BarColumns.Builder(INSTRUMENT, INTERVAL);
        append(columns, random, bars, Times.DAY * random.nextInt(-300, 20_000), 100_000, random.nextInt(20, 2_000));
        return columns.build();
    }

    /** The same bars up to and including {@code last}, and after it a market that has nothing to do with this one. */
    static BarColumns withAnotherFuture(BarColumns bars, int last, SplittableRandom random) {
        BarColumns.Builder columns = upTo(bars, last);
        long close = bars.closeTicks(last);
        long start = switch (random.nextInt(4)) {
            case 0 -> close;
            case 1 -> close * random.nextInt(2, 20);
            case 2 -> Math.max(1, close / random.nextInt(2, 20));
            default -> random.nextLong(1, 1_000_000);
        };
        long opens = bars.openTimeNanos(last) + INTERVAL * (random.nextInt(3) == 0 ? random.nextInt(1, 100) : 1);
        append(columns, random, random.nextInt(1, 200), opens, start, random.nextInt(1, 20_000));
        return columns.build();
    }

    static BarColumns truncated(BarColumns bars, int last) {
        return upTo(bars, last).build();
    }

    private static BarColumns.Builder upTo(BarColumns bars, int last) {
        BarColumns.Builder columns = new BarColumns.Builder(INSTRUMENT, INTERVAL);
        for (int i = 0; i <= last; i++) {
            columns.add(
                    bars.openTimeNanos(i),
                    bars.openTicks(i),
                    bars.highTicks(i),
                    bars.lowTicks(i),
                    bars.closeTicks(i),
                    bars.volume(i));
        }
        return columns;
    }

    private static void append(
            BarColumns.Builder columns, SplittableRandom random, int bars, long opens, long start, int wildness) {
        long price = start;
        long time = opens;
        for (int i = 0; i < bars; i++) {
            long open = random.nextInt(5) == 0 ? near(random, price, 3 * wildness) : price;
            boolean flat = random.nextInt(10) == 0;
            long close = flat ? open : near(random, open, wildness);
            long high = flat ? open : Math.max(open, close) + random.nextInt(wildness);
            long low = flat ? open : Math.max(1, Math.min(open, close) - random.nextInt(wildness));
            columns.add(time, open, high, low, close, random.nextInt(100));
            price = close;
            time += INTERVAL * (random.nextInt(20) == 0 ? random.nextInt(1, 60) : 1);
        }
    }

    private static long near(SplittableRandom random, long price, int wildness) {
        return Math.max(1, price + random.nextInt(-wildness, wildness + 1));
    }
}
