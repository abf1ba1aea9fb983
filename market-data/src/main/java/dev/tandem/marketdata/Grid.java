package dev.tandem.marketdata;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The steps that a decimal of a file is counted in: ticks for prices, 1e-8 for what was traded. */
final class Grid {
    /** What others traded, and what rests in a book, is counted in this, whatever the lot of our own orders is. */
    static final Grid SIZES = new Grid(Instrument.DEFAULT_STEP, true);

    static final long[] POW10 = new long[19];
    private static final long[] LIMIT = new long[19];
    private static final double[] POW10_DOUBLE = new double[23];

    static {
        long power = 1;
        for (int i = 0; i < POW10.length; i++) {
            POW10[i] = power;
            LIMIT[i] = Long.MAX_VALUE / power;
            power *= 10;
        }
        for (int i = 0; i < POW10_DOUBLE.length; i++) {
            POW10_DOUBLE[i] = Double.parseDouble("1e" + i);
        }
    }

    /** An answer of {@link #steps}: this value needs the exact way. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private final BigDecimal step;
    private final boolean rounds;
    private final int scale;
    private final long units;

    Grid(BigDecimal step, boolean rounds) {
        this.step = Decimals.strip(step);
        this.rounds = rounds;
        this.scale = this.step.scale();
        this.units = this.step.unscaledValue().longValueExact();
    }

    BigDecimal step() {
        return step;
    }

    /** Whether a value between two steps goes to the nearer one (half-even); otherwise it is refused. */
    boolean rounds() {
        return rounds;
    }

    /**
     * {@code mantissa × 10^-decimals} in steps, or {@link #UNKNOWN} if it does not fit or is refused.
     *
     * @param mantissa not negative
     * @param decimals from 0 to 18
     */
    long steps(long mantissa, int decimals) {
        long value;
        int shift = scale - decimals;
        if (shift >= 0) {
            if (mantissa > LIMIT[shift]) {
                return UNKNOWN;
            }
            value = mantissa * POW10[shift];
        } else {
            long divisor = POW10[-shift];
            value = mantissa / divisor;
            long rest = mantissa - value * divisor;
            if (rest != 0) {
                if (!rounds || units != 1) {
                    return UNKNOWN;
                }
                long other = divisor - rest;
                if (rest > other || (rest == other && (value & 1) == 1)) {
                    value++;
                }
            }
        }
        if (units != 1) {
            long quotient = value / units;
            return quotient * units == value ? quotient : UNKNOWN;
        }
        return value;
    }

    /** Whether {@link #steps} had to round; asked only after it gave an answer. */
    boolean rounded(long mantissa, int decimals) {
        return decimals > scale && mantissa % POW10[decimals - scale] != 0;
    }

    /** The same by definition: the slow twin of {@link #steps}. */
    long steps(BigDecimal value) throws ArithmeticException {
        return value.divide(step, 0, rounds ? RoundingMode.HALF_EVEN : RoundingMode.UNNECESSARY)
                .longValueExact();
    }

    /**
     * {@code mantissa × 10^-decimals} as the nearest double, or NaN where one division does not give it. Up to 2^53 the
     * mantissa, and up to 10^22 the divisor, are exact, so that their quotient is rounded once.
     */
    static double nearest(long mantissa, int decimals) {
        return mantissa <= 1L << 53 ? mantissa / POW10_DOUBLE[decimals] : Double.NaN;
    }
}
