package dev.tandem.marketdata;

import dev.tandem.model.Instrument;

/**
 * Makes bars of trades or quotes.
 *
 * <p>An interval starts at a whole multiple of its length since 1970-01-01T00:00Z and holds what happened at its start
 * or later, and before its end. Open and close are the first and the last price in the order of the data, high and low
 * the extremes; an interval in which nothing happened gives no bar. Bars are numbered from 0.
 *
 * <p>Trades give their prices, and as volume the exact sum of their sizes. Quotes give the middle of bid and ask,
 * rounded half-even to the tick, and a volume of 0.
 */
public final class BarAggregator {
    private BarAggregator() {}

    /** Bars of trades. */
    public static BarColumns fromTrades(TradeColumns trades, BarInterval interval) {
        if (trades.roundedValues() > 0) {
            Accumulator bars = new Accumulator(trades.instrument(), interval);
            for (int i = 0; i < trades.size(); i++) {
                bars.add(trades.timeNanos(i), trades.priceTicks(i), trades.sizeUnits(i), trades.rounded(i));
            }
            return bars.finish();
        }
        BarColumns.Builder bars = new BarColumns.Builder(trades.instrument(), interval.nanos());
        int from = 0;
        while (from < trades.size()) {
            from = appendBar(trades, interval, from, bars);
        }
        return bars.build();
    }

    /** The bar that begins with a trade, in one loop over its trades. Returns the first trade behind it. */
    private static int appendBar(TradeColumns trades, BarInterval interval, int from, BarColumns.Builder bars) {
        long start = interval.startOf(trades.timeNanos(from));
        long end = endOf(start, interval);
        int to = trades.firstAtOrAfter(end, from);
        long high = trades.priceTicks(from);
        long low = high;
        long units = 0;
        long bits = 0;
        for (int i = from; i < to; i++) {
            long price = trades.priceTicks(i);
            long size = trades.sizeUnits(i);
            high = Math.max(high, price);
            low = Math.min(low, price);
            units += size;
            bits |= size;
        }
        // So few of so few bits have a sum of 63; whatever is larger is added with care.
        boolean fits = bits < 1L << 43 && to - from < 1 << 20;
        double volume = fits ? units / 1e8 : carefulVolume(trades, from, to);
        bars.append(bars.size(), start, trades.priceTicks(from), high, low, trades.priceTicks(to - 1), volume, 0);
        return to;
    }

    /** More than 92 billion units of the asset in one bar: exact no longer, but not wrong either. */
    private static double carefulVolume(TradeColumns trades, int from, int to) {
        long units = 0;
        double beyond = 0;
        for (int i = from; i < to; i++) {
            if (units > Long.MAX_VALUE - trades.sizeUnits(i)) {
                beyond += units / 1e8;
                units = 0;
            }
            units += trades.sizeUnits(i);
        }
        return beyond + units / 1e8;
    }

    private static long endOf(long start, BarInterval interval) {
        return start > Long.MAX_VALUE - interval.nanos() ? Long.MAX_VALUE : start + interval.nanos();
    }

    /** Bars of the middle between bid and ask. */
    public static BarColumns fromQuotes(QuoteColumns quotes, BarInterval interval) {
        Accumulator bars = new Accumulator(quotes.instrument(), interval);
        for (int i = 0; i < quotes.size(); i++) {
            bars.add(quotes.timeNanos(i), quotes.midTicks(i), 0, quotes.rounded(i));
        }
        return bars.finish();
    }

    /**
     * Longer bars of bars. A bar belongs to the interval that it opens in; the volume is the sum.
     *
     * @throws IllegalArgumentException if the interval is not a multiple of theirs
     */
    public static BarColumns fromBars(BarColumns bars, BarInterval interval) {
        if (interval.nanos() <= bars.intervalNanos() || interval.nanos() % bars.intervalNanos() != 0) {
            throw new IllegalArgumentException("bars of " + interval + " cannot be made of bars of "
                    + new BarInterval(bars.intervalNanos()) + ": a whole multiple is needed");
        }
        BarColumns.Builder longer = new BarColumns.Builder(bars.instrument(), interval.nanos());
        int from = 0;
        while (from < bars.size()) {
            long start = interval.startOf(bars.openTimeNanos(from));
            long high = bars.highTicks(from);
            long low = bars.lowTicks(from);
            double volume = 0;
            int to = from;
            while (to < bars.size() && interval.startOf(bars.openTimeNanos(to)) == start) {
                high = Math.max(high, bars.highTicks(to));
                low = Math.min(low, bars.lowTicks(to));
                volume += bars.volume(to);
                to++;
            }
            longer.append(longer.size(), start, bars.openTicks(from), high, low, bars.closeTicks(to - 1), volume, 0);
            from = to;
        }
        return longer.build();
    }

    /** The bar that is being made, and those that are finished. */
    private static final class Accumulator {
        private final BarColumns.Builder builder;
        private final BarInterval interval;
        private boolean begun;
        private long start;
        private long end;
        private long open;
        private long high;
        private long low;
        private long close;
        private long units;
        private double beyond;
        private int rounded;

        Accumulator(Instrument instrument, BarInterval interval) {
            this.builder = new BarColumns.Builder(instrument, interval.nanos());
            this.interval = interval;
        }

        void add(long time, long price, long sizeUnits, int roundedPrices) {
            if (!begun || time >= end) {
                finishBar();
                begun = true;
                start = interval.startOf(time);
                end = endOf(start, interval);
                open = price;
                high = price;
                low = price;
                units = 0;
                beyond = 0;
                rounded = 0;
            }
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            rounded += roundedPrices;
            if (units > Long.MAX_VALUE - sizeUnits) {
                // more than 92 billion units of the asset in one bar: exact no longer, but not wrong either
                beyond += units / 1e8;
                units = 0;
            }
            units += sizeUnits;
        }

        private void finishBar() {
            if (begun) {
                builder.append(builder.size(), start, open, high, low, close, beyond + units / 1e8, rounded);
            }
        }

        BarColumns finish() {
            finishBar();
            return builder.build();
        }
    }
}
