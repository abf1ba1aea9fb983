package dev.tandem.model;

import org.jspecify.annotations.Nullable;

/**
 * How sure the sender of an order is that it pays: a finite number from 0 to 1.
 *
 * <p>A deterministic rule is {@link #CERTAIN}. An alert or an agent states its own; if it does not, its order is
 * {@link #UNSTATED}, and the policy decides what that means (by default: denied). A number on another scale (7.5, 78)
 * is not a confidence and is never scaled into one.
 */
public final class Confidence {
    /** What a deterministic rule has: 1. */
    public static final Confidence CERTAIN = new Confidence(1.0);

    /** Nobody said. Its {@link #value()} is NaN, which no threshold lets through. */
    public static final Confidence UNSTATED = new Confidence(Double.NaN);

    private final double value;

    private Confidence(double value) {
        this.value = value;
    }

    /**
     * A stated confidence.
     *
     * @throws IllegalArgumentException if it is not a finite number from 0 to 1
     */
    public static Confidence of(double value) {
        if (!(value >= 0.0 && value <= 1.0)) {
            throw new IllegalArgumentException("confidence must be a number from 0 to 1, was " + value);
        }
        return value == 1.0 ? CERTAIN : new Confidence(value);
    }

    /** Between 0 and 1, or NaN if unstated: compare as {@code !(value >= minimum)}. */
    public double value() {
        return value;
    }

    public boolean isStated() {
        return !Double.isNaN(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Confidence that && Double.compare(value, that.value) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(value);
    }

    @Override
    public String toString() {
        return isStated() ? Double.toString(value) : "unstated";
    }
}
