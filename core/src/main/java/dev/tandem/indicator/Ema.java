package dev.tandem.indicator;

/**
 * The exponential moving average: {@code e₀ = x₀}, {@code eᵢ = eᵢ₋₁ + a·(xᵢ − eᵢ₋₁)} with {@code a = 2/(n+1)}.
 */
public final class Ema {
    private final double weight;
    private double value = Double.NaN;

    /** @param length n, at least 1 */
    public Ema(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("an average needs at least 1 price, was " + length);
        }
        weight = 2.0 / (length + 1);
    }

    /** Takes the next price; returns the average with it. */
    public double add(double price) {
        value = Double.isNaN(value) ? price : value + weight * (price - value);
        return value;
    }

    /** The average; NaN before the first price. */
    public double value() {
        return value;
    }
}
