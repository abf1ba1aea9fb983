package dev.tandem.confidence.score;

import java.util.Arrays;

/** Where a figure probably is; both NaN where nothing can be said. */
public record Interval(double low, double high) {
    static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    /** The middle 95 % of values of which some may be NaN, linear between neighbors. */
    static Interval ofMiddle(double[] values) {
        double[] known =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return known.length == 0 ? UNKNOWN : new Interval(quantile(known, 0.025), quantile(known, 0.975));
    }

    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
