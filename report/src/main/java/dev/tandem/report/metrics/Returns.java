package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;

/**
 * The simple returns between bars: {@code r[i] = (equity[i] - equity[i-1]) / equity[i-1]}, for i from 1.
 *
 * <p>There are none where a return would start from an equity of zero or less: what follows the loss of an account is
 * not a return on it.
 */
final class Returns {
    private final double[] values;
    private final double resolution;

    private Returns(double[] values, double resolution) {
        this.values = values;
        this.resolution = resolution;
    }

    static Returns of(EquityCurve curve) {
        double[] values = new double[Math.max(curve.size() - 1, 0)];
        long smallest = Long.MAX_VALUE;
        for (int i = 1; i < curve.size(); i++) {
            long before = curve.equity(i - 1);
            if (before <= 0) {
                return new Returns(new double[0], 0);
            }
            smallest = Math.min(smallest, before);
            values[i - 1] = difference(curve.equity(i), before) / before;
        }
        return new Returns(values, 1.0 / smallest);
    }

    int size() {
        return values.length;
    }

    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** {@code sqrt(sum((r - mean)²) / (n - 1))}. */
    double standardDeviation() {
        double mean = mean();
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    /** {@code sqrt(sum(min(r, 0)²) / n)}: all returns count, those above zero with nothing. */
    double downsideDeviation() {
        double sum = 0;
        for (double value : values) {
            double below = Math.min(value, 0);
            sum += below * below;
        }
        return Math.sqrt(sum / values.length);
    }

    /**
     * How far a return can be off because money is kept in whole units of 1e-8: one unit over the smallest equity. A
     * deviation that is not above it is rounding, and counts as none.
     */
    double resolution() {
        return resolution;
    }

    /** Exact as long as it fits into 64 bits, so that small changes of a large equity keep their digits. */
    static double difference(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? (double) a - (double) b : difference;
    }
}
