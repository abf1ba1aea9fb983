package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarColumns;

/** The floor of an order per bar: what must be computed for it, on primitives, and nothing around it. */
final class FloorOrders {
    private static final double MINIMUM_CONFIDENCE = 0.6;
    private static final long FEE_PART = 1000;

    private final long[] open;
    private final long[] close;

    private FloorOrders(long[] open, long[] close) {
        this.open = open;
        this.close = close;
    }

    static FloorOrders of(BarColumns bars) {
        long[] open = new long[bars.size()];
        long[] close = new long[bars.size()];
        for (int i = 0; i < open.length; i++) {
            open[i] = bars.openTicks(i);
            close[i] = bars.closeTicks(i);
        }
        return new FloorOrders(open, close);
    }

    /** The equity in the end; a unit is bought at one open and sold at the next. */
    long run(long cash) {
        long money = cash;
        long equity = cash;
        int position = 0;
        int order = 0;
        double confidence = 1;
        for (int i = 0; i < close.length; i++) {
            if (order != 0) {
                long fee = fee(open[i]);
                if (money - order * open[i] - fee >= 0) {
                    money -= order * open[i] + fee;
                    position += order;
                }
            }
            int side = position == 0 ? 1 : -1;
            boolean reduces = side < 0;
            boolean affordable = reduces || money >= close[i] + fee(close[i]);
            order = affordable && (reduces || confidence >= MINIMUM_CONFIDENCE) ? side : 0;
            equity = money + position * close[i];
        }
        return equity;
    }

    private static long fee(long price) {
        long whole = price / FEE_PART;
        long twice = 2 * (price - whole * FEE_PART);
        return twice > FEE_PART || twice == FEE_PART && (whole & 1) == 1 ? whole + 1 : whole;
    }
}
