package dev.tandem.indicator;

/**
 * The relative strength index as Wilder smooths it: the average gain and loss over the first n changes, then
 * {@code g = (g·(n−1) + u)/n}; 100 when the average loss is 0.
 *
 * <p>Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
 */
public final class WilderRsi {
    private final int length;
    private double last = Double.NaN;
    private double gain;
    private double loss;
    private long changes;

    /** @param length n, at least 1 */
    public WilderRsi(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("an RSI needs at least 1 change, was " + length);
        }
        this.length = length;
    }

    /** Takes the next price. */
    public void add(double price) {
        if (Double.isNaN(last)) {
            last = price;
            return;
        }
        double change = price - last;
        last = price;
        double up = Math.max(change, 0.0);
        double down = Math.max(-change, 0.0);
        changes++;
        if (changes < length) {
            gain += up;
            loss += down;
        } else if (changes == length) {
            gain = (gain + up) / length;
            loss = (loss + down) / length;
        } else {
            gain = (gain * (length - 1) + up) / length;
            loss = (loss * (length - 1) + down) / length;
        }
    }

    /** Enough prices have been seen. */
    public boolean isReady() {
        return changes >= length;
    }

    /** From 0 to 100. Only when {@link #isReady()}. */
    public double value() {
        return loss == 0.0 ? 100.0 : 100.0 - 100.0 / (1.0 + gain / loss);
    }
}
