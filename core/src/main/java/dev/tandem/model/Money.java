package dev.tandem.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts of a quote asset as a {@code long} of 1e-8 units: 1.50 USD is {@code 150_000_000}.
 *
 * <p>Amounts that arise from a product (price × quantity, rate × notional) are rounded half-even to that unit when they
 * are booked; sums are exact. The range is ±92 billion; what leaves it is an {@link ArithmeticException}, never a
 * wrong number.
 */
public final class Money {
    /** Decimals that are kept. */
    public static final int SCALE = 8;

    /** Units in one whole unit of the asset. */
    public static final long ONE = 100_000_000L;

    private Money() {}

    /**
     * The amount as units of 1e-8.
     *
     * @throws IllegalArgumentException if the amount has more than 8 decimals or is beyond ±92 billion
     */
    public static long of(BigDecimal amount) {
        try {
            return amount.setScale(SCALE, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "amount " + Decimals.text(amount) + " needs at most 8 decimals and must be within ±92 billion", e);
        }
    }

    /** The amount as units of 1e-8, from text such as {@code "1000000"}. */
    public static long parse(String amount) {
        return of(Decimals.parse(amount));
    }

    /** The exact decimal, without trailing zeros. */
    public static BigDecimal toDecimal(long units) {
        return Decimals.strip(BigDecimal.valueOf(units, SCALE));
    }

    /** The exact decimal as plain text, without trailing zeros: {@code 1076351.56352}. */
    public static String toText(long units) {
        return Decimals.text(BigDecimal.valueOf(units, SCALE));
    }

    /** The nearest {@code double}, for statistics only. */
    public static double toDouble(long units) {
        return units / 1e8;
    }
}
