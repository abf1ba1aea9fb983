package dev.tandem.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share of something, exact to eight decimals: a fee rate of 0.001, a stop 0.02 away, 100 basis points.
 *
 * @param units the rate times 1e8
 */
public record Rate(long units) {
    /** Units of the rate 1. */
    public static final long ONE = 100_000_000L;

    /** Nothing. */
    public static final Rate ZERO = new Rate(0);

    /**
     * From a fraction: {@code 0.02} is two percent.
     *
     * @throws IllegalArgumentException if it has more than eight decimals
     */
    public static Rate of(BigDecimal fraction) {
        try {
            return new Rate(fraction.setScale(8, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("rate " + Decimals.text(fraction) + " has more than eight decimals", e);
        }
    }

    /** From text: {@code parse("0.001")}. */
    public static Rate parse(String fraction) {
        return of(Decimals.parse(fraction));
    }

    /** From basis points: one is 0.0001. */
    public static Rate ofBasisPoints(BigDecimal points) {
        return of(points.movePointLeft(4));
    }

    /** From percent: one is 0.01. */
    public static Rate ofPercent(BigDecimal percent) {
        return of(percent.movePointLeft(2));
    }

    /** The fraction. */
    public BigDecimal toDecimal() {
        return Decimals.strip(BigDecimal.valueOf(units, 8));
    }

    /** This share of an amount, rounded half-even. */
    public long ofAmount(long amount) {
        return ExactMath.multiplyDivideHalfEven(amount, units, ONE);
    }

    @Override
    public String toString() {
        return Decimals.text(toDecimal());
    }
}
