package dev.tandem.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Products of two {@code long}s divided by a third, exactly, with the 128-bit product in between.
 *
 * <p>On the default grid (1e-8) {@code price × quantity} leaves 64 bits at 922 units of the quote asset, so the wide
 * product is the normal case and not an exception. Nothing here allocates and nothing wraps: a result that does not
 * fit is an {@link ArithmeticException}.
 */
public final class ExactMath {
    private static final long LARGE = 1L << 51;
    private static final long SMALL = 1L << 10;

    private ExactMath() {}

    /** {@code a × b ÷ divisor}, rounded half-even. {@code divisor} is positive. */
    public static long multiplyDivideHalfEven(long a, long b, long divisor) {
        return multiplyDivide(a, b, divisor, RoundingMode.HALF_EVEN);
    }

    /** {@code a × b ÷ divisor}, rounded towards negative infinity. {@code divisor} is positive. */
    public static long multiplyDivideFloor(long a, long b, long divisor) {
        return multiplyDivide(a, b, divisor, RoundingMode.FLOOR);
    }

    /** {@code a × b ÷ divisor}, rounded towards positive infinity. {@code divisor} is positive. */
    public static long multiplyDivideCeiling(long a, long b, long divisor) {
        return multiplyDivide(a, b, divisor, RoundingMode.CEILING);
    }

    /**
     * {@code a × b ÷ divisor} with the given rounding.
     *
     * @throws ArithmeticException if the result does not fit into a {@code long}
     */
    public static long multiplyDivide(long a, long b, long divisor, RoundingMode rounding) {
        if (divisor <= 0) {
            throw new IllegalArgumentException("divisor must be positive, was " + divisor);
        }
        boolean negative = (a ^ b) < 0;
        long x = Math.absExact(a);
        long y = Math.absExact(b);
        long high = Math.multiplyHigh(x, y);
        long low = x * y;
        long quotient;
        if (high == 0 && low >= 0) {
            quotient = low / divisor;
        } else if (high < divisor) {
            quotient = divideWide(high, low, divisor);
            if (quotient < 0) {
                throw overflow(a, b, divisor);
            }
        } else {
            throw overflow(a, b, divisor);
        }
        long remainder = low - quotient * divisor;
        if (remainder != 0 && roundsAway(quotient, remainder, divisor, negative, rounding)) {
            quotient = Math.addExact(quotient, 1L);
        }
        return negative ? -quotient : quotient;
    }

    /** Negative, zero or positive as {@code a × b} is below, equal to or above {@code c × d}; exactly. */
    public static int compareProducts(long a, long b, long c, long d) {
        // Factors of 51 bits and of 10 have products of 61: hardly any sum of prices times a count is larger.
        if (((a + LARGE | c + LARGE) >>> 52 | (b + SMALL | d + SMALL) >>> 11) == 0) {
            return Long.compare(a * b, c * d);
        }
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    /** Whether {@code a × b} fits into a {@code long}, the smallest one excepted. */
    static boolean fits(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return (high == 0 && low >= 0) || (high == -1 && low < 0 && low != Long.MIN_VALUE);
    }

    /** {@code a × b ÷ divisor}, half-even, for factors whose product with {@code b} may itself leave 64 bits. */
    static long multiplyDivideHalfEven(long a, long b, long c, long divisor) {
        if (fits(b, c)) {
            return multiplyDivideHalfEven(a, b * c, divisor);
        }
        BigInteger product =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static boolean roundsAway(
            long quotient, long remainder, long divisor, boolean negative, RoundingMode rounding) {
        return switch (rounding) {
            case DOWN, UNNECESSARY -> {
                if (rounding == RoundingMode.UNNECESSARY) {
                    throw new ArithmeticException("rounding necessary");
                }
                yield false;
            }
            case UP -> true;
            case FLOOR -> negative;
            case CEILING -> !negative;
            case HALF_UP -> remainder >= divisor - remainder;
            case HALF_DOWN -> remainder > divisor - remainder;
            case HALF_EVEN -> {
                long rest = divisor - remainder;
                yield remainder > rest || (remainder == rest && (quotient & 1) == 1);
            }
        };
    }

    /** Unsigned 128 by 64 bits with {@code high < divisor}: long division in base 2^32 (Knuth, TAOCP 2, 4.3.1 D). */
    private static long divideWide(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long d = divisor << shift;
        long d1 = d >>> 32;
        long d0 = d & 0xFFFF_FFFFL;
        long n32 = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long n10 = low << shift;
        long n1 = n10 >>> 32;
        long n0 = n10 & 0xFFFF_FFFFL;

        long q1 = Long.divideUnsigned(n32, d1);
        long r = n32 - q1 * d1;
        while (q1 >>> 32 != 0 || Long.compareUnsigned(q1 * d0, (r << 32) | n1) > 0) {
            q1--;
            r += d1;
            if (r >>> 32 != 0) {
                break;
            }
        }
        long n21 = (n32 << 32) + n1 - q1 * d;
        long q0 = Long.divideUnsigned(n21, d1);
        r = n21 - q0 * d1;
        while (q0 >>> 32 != 0 || Long.compareUnsigned(q0 * d0, (r << 32) | n0) > 0) {
            q0--;
            r += d1;
            if (r >>> 32 != 0) {
                break;
            }
        }
        return (q1 << 32) + q0;
    }

    private static ArithmeticException overflow(long a, long b, long divisor) {
        return new ArithmeticException(a + " × " + b + " ÷ " + divisor + " does not fit into 64 bits");
    }
}
