package dev.tandem.benchmarks;

import dev.tandem.marketdata.TradeColumns;

/**
 * The floor of a backtest that begins with trades: bars of a minute, {@code sma-cross} with 10 and 30 closes, one unit, fills at the
 * next trade, fees and equity, by hand on arrays for this one strategy.
 */
final class FloorTicks {
    private static final int FAST = 10;
    private static final int SLOW = 30;
    private static final long MINUTE = 60_000_000_000L;

    private final long[] time;
    private final long[] price;
    private final long[] size;

    /** What came of it; money in 1e-8. */
    record Outcome(int trades, int bars, long equity, long extremes) {}

    private FloorTicks(long[] time, long[] price, long[] size) {
        this.time = time;
        this.price = price;
        this.size = size;
    }

    static FloorTicks of(TradeColumns trades) {
        long[] time = new long[trades.size()];
        long[] price = new long[trades.size()];
        long[] size = new long[trades.size()];
        for (int i = 0; i < time.length; i++) {
            time[i] = trades.timeNanos(i);
            price[i] = trades.priceTicks(i);
            size[i] = trades.sizeUnits(i);
        }
        return new FloorTicks(time, price, size);
    }

    /** Prices are in 1e-8, and so is money: a tick times a unit is an amount. */
    Outcome run(long cash) {
        long[] ring = new long[SLOW];
        long end = time[0] - Math.floorMod(time[0], MINUTE) + MINUTE;
        long high = price[0];
        long low = price[0];
        long volume = 0;
        long extremes = 0;
        long money = cash;
        long fast = 0;
        long slow = 0;
        int bars = 0;
        int before = 0;
        int position = 0;
        int order = 0;
        int trades = 0;
        for (int i = 0; i < price.length; i++) {
            long now = price[i];
            if (time[i] >= end) {
                long close = price[i - 1];
                fast += close - (bars < FAST ? 0 : ring[(bars - FAST) % SLOW]);
                slow += close - (bars < SLOW ? 0 : ring[bars % SLOW]);
                ring[bars % SLOW] = close;
                bars++;
                if (bars >= SLOW) {
                    int relation = Long.compare(fast * SLOW, slow * FAST);
                    if (bars > SLOW) {
                        if (relation > 0 && before <= 0 && position == 0) {
                            order = 1;
                        } else if (relation < 0 && before >= 0 && position == 1) {
                            order = -1;
                        }
                    }
                    before = relation;
                }
                extremes += high - low + volume;
                high = now;
                low = now;
                volume = 0;
                end = time[i] - Math.floorMod(time[i], MINUTE) + MINUTE;
            }
            if (order != 0) {
                money -= order * now + FloorLoop.thousandth(now);
                position += order;
                trades += position;
                order = 0;
            }
            high = Math.max(high, now);
            low = Math.min(low, now);
            volume += size[i];
        }
        return new Outcome(trades, bars + 1, money + position * price[price.length - 1], extremes);
    }
}
