package dev.tandem.indicator;

import dev.tandem.model.ExactMath;

/**
 * The simple moving average of the last n prices, kept as an exact sum of ticks.
 *
 * <p>Averages are compared without dividing: {@code sum₁/n₁ < sum₂/n₂} is {@code sum₁·n₂ < sum₂·n₁}, in 128 bits. On flat
 * minutes two averages are often exactly equal, and an average in floating point then crosses where there is no cross.
 */
public final class Sma {
    private final long[] window;
    private long sum;
    private int next;
    private long count;

    /** @param length how many prices, at least 1 */
    public Sma(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("an average needs at least 1 price, was " + length);
        }
        window = new long[length];
    }

    /** Takes the next price. */
    public void add(long ticks) {
        sum = Math.addExact(sum - window[next], ticks);
        window[next] = ticks;
        next = next + 1 == window.length ? 0 : next + 1;
        count++;
    }

    /** Enough prices have been seen. */
    public boolean isReady() {
        return count >= window.length;
    }

    /** Negative, zero or positive as this average is below, equal to or above the other one; exactly. */
    public int compareTo(Sma other) {
        return ExactMath.compareProducts(sum, other.window.length, other.sum, window.length);
    }

    /** Negative, zero or positive as this average is below, equal to or above a price; exactly. */
    public int compareTo(long ticks) {
        return ExactMath.compareProducts(sum, 1, ticks, window.length);
    }

    /** The average in ticks, as a number. */
    public double asDouble() {
        return (double) sum / window.length;
    }
}
