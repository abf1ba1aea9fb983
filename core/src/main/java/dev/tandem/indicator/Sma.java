package dev.tandem.indicator;

import dev.tandem.model.ExactMath;

/**
 * The simple moving average of the last n prices, kept as an exact sum of ticks.
 *
 * <p>Averages are compared without dividing: {@code sum₁/n₁ < sum₂/n₂} is {@code sum₁·n₂ < sum₂·n₁}, in 128 bits. On flat
 * minutes two averages are often exactly equal, and an average in floating point then crosses where there is no cross.
 */
public final class Sma {
    private static final int MOST = 1 << 30;

    private final int length;

    /** The last prices, each where its number says; a power of two, so that no end of it has to be looked for. */
    private final long[] window;

    private long sum;
    private long count;

    /** @param length how many prices, at least 1 and at most 1,073,741,824 */
    public Sma(int length) {
        if (length < 1 || length > MOST) {
            throw new IllegalArgumentException("an average needs 1 to " + MOST + " prices, was " + length);
        }
        this.length = length;
        window = new long[length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1];
    }

    /** Takes the next price. */
    public void add(long ticks) {
        int last = window.length - 1;
        // before the first lap is over this is a place where nothing has been yet
        long left = window[(int) (count - length) & last];
        sum = Math.addExact(sum - left, ticks);
        window[(int) count & last] = ticks;
        count++;
    }

    /** Enough prices have been seen. */
    public boolean isReady() {
        return count >= length;
    }

    /** Negative, zero or positive as this average is below, equal to or above the other one; exactly. */
    public int compareTo(Sma other) {
        return ExactMath.compareProducts(sum, other.length, other.sum, length);
    }

    /** Negative, zero or positive as this average is below, equal to or above a price; exactly. */
    public int compareTo(long ticks) {
        return ExactMath.compareProducts(sum, 1, ticks, length);
    }

    /** The average in ticks, as a number. */
    public double asDouble() {
        return (double) sum / length;
    }
}
