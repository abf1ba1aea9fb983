package dev.tandem.sim.book;

/**
 * What a market order by amount may still spend, in ticks times lots: 128 bits, because on fine grids the product leaves
 * 64 bits at a thousand units of money.
 */
final class Amount {
    private Amount() {}

    /** How many lots the order can still take at this price, at most so many. */
    static long lotsFor(BookOrder order, long ticks, long atMost) {
        long costHigh = Math.multiplyHigh(ticks, atMost);
        long costLow = ticks * atMost;
        boolean enough = order.amountHigh > costHigh
                || (order.amountHigh == costHigh && Long.compareUnsigned(order.amountLow, costLow) >= 0);
        return enough ? atMost : divide(order.amountHigh, order.amountLow, ticks);
    }

    static void spend(BookOrder order, long ticks, long lots) {
        long low = ticks * lots;
        long borrow = Long.compareUnsigned(order.amountLow, low) < 0 ? 1 : 0;
        order.amountHigh -= Math.multiplyHigh(ticks, lots) + borrow;
        order.amountLow -= low;
    }

    /** Binary long division (ring 0 knows nothing outside itself), for a quotient that fits into 63 bits and a divisor below 2^62. */
    static long divide(long high, long low, long divisor) {
        if (high == 0) {
            return Long.divideUnsigned(low, divisor);
        }
        long rest = high;
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--) {
            rest = rest << 1 | (low >>> bit & 1);
            quotient <<= 1;
            if (rest >= divisor) {
                rest -= divisor;
                quotient |= 1;
            }
        }
        return quotient;
    }
}
