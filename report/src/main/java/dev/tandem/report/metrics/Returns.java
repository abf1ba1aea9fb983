package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;

/**
 * The simple returns between bars: {@code r[i] = (equity[i] - equity[i-1]) / equity[i-1]}, for i from 1.
 *
 * <p>There are none where a return would start from an equity of zero or less: what follows the loss of an account is
 * not a return on it.
 *
 * <p>A search works them out for every trial, so they are not kept: there are their sums, from one walk along the curve.
 */
final class Returns {
    /** Where a variance from sums has lost more than two digits, it is worked out around the mean. */
    private static final double CANCELED = 1e-2;

    private final EquityCurve curve;
    private final CurveWalk walk;
    private final int size;
    private final double squares;
    private final double mean;

    Returns(EquityCurve curve, CurveWalk walk) {
        this.curve = curve;
        this.walk = walk;
        ReturnSums sums = walk.returns();
        boolean lost = walk.smallest() <= 0;
        this.size = lost ? 0 : Math.max(curve.size() - 1, 0);
        this.squares = sums.sumOfSquares();
        this.mean = sums.sum() / size;
    }

    int size() {
        return size;
    }

    double mean() {
        return mean;
    }

    /** {@code sqrt(sum((r - mean)²) / (n - 1))}. */
    double standardDeviation() {
        double sum = squares - mean * mean * size;
        return Math.sqrt((sum < CANCELED * squares ? sumAroundMean() : sum) / (size - 1));
    }

    private double sumAroundMean() {
        double sum = 0;
        for (int i = 1; i <= size; i++) {
            long before = curve.equity(i - 1);
            double distance = CurveWalk.difference(curve.equity(i), before) / before - mean;
            sum += distance * distance;
        }
        return sum;
    }

    /** {@code sqrt(sum(min(r, 0)²) / n)}: all returns count, those above zero with nothing. */
    double downsideDeviation() {
        return Math.sqrt(walk.belowZero() / size);
    }

    /** The sum of the equity at each bar. */
    double sumOfEquity() {
        return walk.sumOfEquity();
    }

    /**
     * How far a return can be off because money is kept in whole units of 1e-8: one unit over the smallest equity. A
     * deviation that is not above it is rounding, and counts as none.
     */
    double resolution() {
        return size == 0 ? 0 : 1.0 / walk.smallest();
    }
}
