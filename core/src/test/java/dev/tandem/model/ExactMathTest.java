package dev.tandem.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against {@link BigInteger} and {@link BigDecimal}, on numbers of every length and at the ends of the range. */
class ExactMathTest {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        3,
        10,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        0x7FFF_FFFF_0000_0000L,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        -Long.MAX_VALUE,
        1L << 62,
        (1L << 62) + 1,
        100_000_000L,
        1_000_000_000_000_000_000L
    };
    private static final int RUNS = 20_000;

    @Test
    void productsDividedAreTheExactQuotientRoundedAsTold() {
        SplittableRandom random = new SplittableRandom(1);
        int overflows = 0;
        for (int i = 0; i < RUNS; i++) {
            long a = number(random);
            long b = number(random);
            long divisor = Math.max(1, Math.abs(number(random)));
            for (RoundingMode mode : RoundingMode.values()) {
                String wanted = slow(a, b, divisor, mode);
                String got = fast(a, b, divisor, mode);
                if (!wanted.equals(got)) {
                    fail("run " + i + ": " + a + " × " + b + " ÷ " + divisor + " " + mode + ": wanted " + wanted
                            + ", got " + got);
                }
                overflows += got.equals("error") ? 1 : 0;
            }
        }
        assertThat(overflows).as("results that do not fit are among them").isBetween(RUNS / 10, RUNS * 7);
    }

    @Test
    void aDivisorThatIsKnownBeforehandGivesTheSame() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 5 * RUNS; i++) {
            long a = number(random);
            long b = number(random);
            long divisor = Math.max(1, Math.abs(number(random)));
            String wanted = slow(a, b, divisor, RoundingMode.HALF_EVEN);
            String got;
            try {
                got = Long.toString(new Divisor(divisor).multiplyDivideHalfEven(a, b));
            } catch (ArithmeticException e) {
                got = "error";
            }
            if (!wanted.equals(got)) {
                fail("run " + i + ": " + a + " × " + b + " ÷ " + divisor + ": wanted " + wanted + ", got " + got);
            }
        }
    }

    @Test
    void theShortFormsRoundAsTheyAreCalled() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < RUNS; i++) {
            long a = random.nextLong(-1_000_000, 1_000_000);
            long b = random.nextLong(-1_000_000, 1_000_000);
            long divisor = random.nextLong(1, 20);
            assertThat(ExactMath.multiplyDivideHalfEven(a, b, divisor) + " "
                            + ExactMath.multiplyDivideFloor(a, b, divisor) + " "
                            + ExactMath.multiplyDivideCeiling(a, b, divisor))
                    .as("run %s: %s × %s ÷ %s", i, a, b, divisor)
                    .isEqualTo(slow(a, b, divisor, RoundingMode.HALF_EVEN) + " "
                            + slow(a, b, divisor, RoundingMode.FLOOR) + " "
                            + slow(a, b, divisor, RoundingMode.CEILING));
        }
    }

    @Test
    void threeFactorsAreRoundedOnce() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < RUNS; i++) {
            long a = number(random);
            long b = number(random);
            long c = number(random);
            long divisor = Math.max(1, Math.abs(number(random)));
            String wanted = text(
                    BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c)),
                    divisor,
                    RoundingMode.HALF_EVEN);
            String got;
            try {
                got = Long.toString(ExactMath.multiplyDivideHalfEven(a, b, c, divisor));
            } catch (ArithmeticException e) {
                got = "error";
            }
            if (!wanted.equals(got)) {
                fail("run " + i + ": " + a + " × " + b + " × " + c + " ÷ " + divisor + ": wanted " + wanted + ", got "
                        + got);
            }
        }
    }

    @Test
    void productsAreComparedExactly() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < RUNS; i++) {
            long a = number(random);
            long b = number(random);
            // Equal and nearly equal products, as well as any others.
            boolean near = random.nextInt(2) == 0;
            long c = near ? b : number(random);
            long d = near ? a + random.nextInt(-1, 2) : number(random);
            int wanted = BigInteger.valueOf(a)
                    .multiply(BigInteger.valueOf(b))
                    .compareTo(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)));
            assertThat(Integer.signum(ExactMath.compareProducts(a, b, c, d)))
                    .as("run %s: %s × %s against %s × %s", i, a, b, c, d)
                    .isEqualTo(wanted);
        }
    }

    @Test
    void productsAreComparedExactlyWhereTheShortWayEnds() {
        long[] sums = {-(1L << 51) - 1, -(1L << 51), 1 - (1L << 51), -1, 0, 1, (1L << 51) - 1, 1L << 51, Long.MAX_VALUE
        };
        long[] counts = {-1_025, -1_024, -1, 0, 1, 1_023, 1_024, 1_025, 1L << 54, Long.MIN_VALUE};
        for (long a : sums) {
            for (long b : counts) {
                for (long c : sums) {
                    for (long d : counts) {
                        assertThat(Integer.signum(ExactMath.compareProducts(a, b, c, d)))
                                .as("%s × %s against %s × %s", a, b, c, d)
                                .isEqualTo(BigInteger.valueOf(a)
                                        .multiply(BigInteger.valueOf(b))
                                        .compareTo(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d))));
                    }
                }
            }
        }
    }

    @Test
    void whatDoesNotFitNamesTheThreeNumbers() {
        assertThatThrownBy(() -> ExactMath.multiplyDivideHalfEven(Long.MAX_VALUE, 3, 2))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("9223372036854775807 × 3 ÷ 2 does not fit into 64 bits");
        assertThatThrownBy(() -> ExactMath.multiplyDivideFloor(1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("divisor must be positive, was 0");
    }

    private static long number(SplittableRandom random) {
        return random.nextInt(6) == 0
                ? EXTREMES[random.nextInt(EXTREMES.length)]
                : random.nextLong() >> random.nextInt(1, 64);
    }

    private static String fast(long a, long b, long divisor, RoundingMode mode) {
        try {
            return Long.toString(ExactMath.multiplyDivide(a, b, divisor, mode));
        } catch (ArithmeticException e) {
            return "error";
        }
    }

    private static String slow(long a, long b, long divisor, RoundingMode mode) {
        return text(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), divisor, mode);
    }

    private static String text(BigInteger product, long divisor, RoundingMode mode) {
        try {
            long exact = new BigDecimal(product)
                    .divide(BigDecimal.valueOf(divisor), 0, mode)
                    .longValueExact();
            // The range is symmetric, so that every result can be negated.
            return exact == Long.MIN_VALUE ? "error" : Long.toString(exact);
        } catch (ArithmeticException e) {
            return "error";
        }
    }
}
