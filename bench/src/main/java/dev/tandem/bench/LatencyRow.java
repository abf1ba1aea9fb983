package dev.tandem.bench;

import org.HdrHistogram.Histogram;

/**
 * How late operations were done that were due at a fixed rate, in nanoseconds.
 *
 * @param wanted how many were due in a second
 * @param reached how many were done in a second
 * @param histogram of all of them
 */
public record LatencyRow(long wanted, double reached, Histogram histogram) {
    /** Slower than the rate by more than this share, the latencies are those of a queue that only grows. */
    private static final double KEEPS_UP = 0.99;

    /** Whether it kept up with the rate. */
    public boolean keptUp() {
        return reached >= KEEPS_UP * wanted;
    }

    public long nanosAt(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    public long worstNanos() {
        return histogram.getMaxValue();
    }
}
