package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;

/**
 * The simple returns between bars: {@code r[i] = (equity[i] - equity[i-1]) / equity[i-1]}, for i from 1.
 *
 * <p>There are none where a return would start from an equity of zero or less: what follows the loss of an account is
 * not a return on it.
 *
 * <p>A search works them out for every trial, so they are not kept: one walk along the curve makes all sums, in the order
 * of the bars, and a second one the deviation.
 */
final class Returns {
    private final EquityCurve curve;
    private final int size;
    private final long smallest;
    private final double mean;
    private final double belowZero;
    private final double sumOfEquity;

    private Returns(EquityCurve curve) {
        this.curve = curve;
        int bars = curve.size();
        long least = Long.MAX_VALUE;
        double sum = 0;
        double below = 0;
        double equities = 0;
        long before = 0;
        for (int i = 0; i < bars; i++) {
            long equity = curve.equity(i);
            equities += equity;
            if (i > 0) {
                least = Math.min(least, before);
                // without a change there is nothing to add, also not a negative zero
                if (equity != before) {
                    double value = difference(equity, before) / before;
                    sum += value;
                    if (value < 0) {
                        below += value * value;
                    }
                }
            }
            before = equity;
        }
        boolean lost = least <= 0;
        this.size = lost ? 0 : Math.max(bars - 1, 0);
        this.smallest = least;
        this.mean = sum / size;
        this.belowZero = below;
        this.sumOfEquity = equities;
    }

    static Returns of(EquityCurve curve) {
        return new Returns(curve);
    }

    int size() {
        return size;
    }

    double mean() {
        return mean;
    }

    /** {@code sqrt(sum((r - mean)²) / (n - 1))}. */
    double standardDeviation() {
        double atRest = (0 - mean) * (0 - mean);
        double sum = 0;
        long before = size > 0 ? curve.equity(0) : 0;
        for (int i = 1; i <= size; i++) {
            long equity = curve.equity(i);
            if (equity == before) {
                sum += atRest;
            } else {
                double distance = difference(equity, before) / before - mean;
                sum += distance * distance;
            }
            before = equity;
        }
        return Math.sqrt(sum / (size - 1));
    }

    /** {@code sqrt(sum(min(r, 0)²) / n)}: all returns count, those above zero with nothing. */
    double downsideDeviation() {
        return Math.sqrt(belowZero / size);
    }

    /** The sum of the equity at each bar. */
    double sumOfEquity() {
        return sumOfEquity;
    }

    /**
     * How far a return can be off because money is kept in whole units of 1e-8: one unit over the smallest equity. A
     * deviation that is not above it is rounding, and counts as none.
     */
    double resolution() {
        return size == 0 ? 0 : 1.0 / smallest;
    }

    /** Exact as long as it fits into 64 bits, so that small changes of a large equity keep their digits. */
    static double difference(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? (double) a - (double) b : difference;
    }
}
