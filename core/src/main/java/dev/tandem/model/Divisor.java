package dev.tandem.model;

import java.math.BigInteger;

/**
 * Divides 128-bit products by a divisor that is known beforehand, exactly, without a division: what each price and
 * quantity that becomes money goes through.
 *
 * <p>The quotient of the normalized 128-bit dividend is estimated with a precomputed reciprocal and then corrected, which
 * takes two multiplications (N. Möller, T. Granlund, "Improved Division by Invariant Integers", IEEE Transactions on
 * Computers 60, 2011, algorithm 4).
 */
final class Divisor {
    private static final BigInteger BASE = BigInteger.ONE.shiftLeft(64);

    private final long divisor;
    private final int shift;
    private final long normalized;
    private final long reciprocal;

    /** @param divisor positive */
    Divisor(long divisor) {
        if (divisor <= 0) {
            throw new IllegalArgumentException("divisor must be positive, was " + divisor);
        }
        this.divisor = divisor;
        this.shift = Long.numberOfLeadingZeros(divisor);
        this.normalized = divisor << shift;
        BigInteger wide = BASE.multiply(BASE).subtract(BigInteger.ONE);
        BigInteger d = new BigInteger(Long.toUnsignedString(normalized));
        this.reciprocal = wide.divide(d).subtract(BASE).longValue();
    }

    /**
     * {@code a × b ÷ divisor}, rounded half-even.
     *
     * @throws ArithmeticException if the result does not fit into a {@code long}
     */
    long multiplyDivideHalfEven(long a, long b) {
        long x = Math.absExact(a);
        long y = Math.absExact(b);
        long high = Math.multiplyHigh(x, y);
        long low = x * y;
        if (high >= divisor) {
            throw overflow(a, b);
        }
        // The divisor is at least 1 and a long, so shift is from 1 to 63.
        long u1 = (high << shift) | (low >>> (Long.SIZE - shift));
        long u0 = low << shift;
        long estimate = reciprocal * u1;
        long quotient = Math.unsignedMultiplyHigh(reciprocal, u1) + u1 + 1;
        estimate += u0;
        if (Long.compareUnsigned(estimate, u0) < 0) {
            quotient++;
        }
        long rest = u0 - quotient * normalized;
        if (Long.compareUnsigned(rest, estimate) > 0) {
            quotient--;
            rest += normalized;
        }
        if (Long.compareUnsigned(rest, normalized) >= 0) {
            quotient++;
            rest -= normalized;
        }
        if (quotient < 0) {
            throw overflow(a, b);
        }
        long remainder = rest >>> shift;
        long missing = divisor - remainder;
        if (remainder > missing || (remainder == missing && (quotient & 1) == 1)) {
            quotient = Math.addExact(quotient, 1L);
        }
        return (a ^ b) < 0 ? -quotient : quotient;
    }

    private ArithmeticException overflow(long a, long b) {
        return new ArithmeticException(a + " × " + b + " ÷ " + divisor + " does not fit into 64 bits");
    }
}
