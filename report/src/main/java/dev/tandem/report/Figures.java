package dev.tandem.report;

import dev.tandem.model.Decimals;
import dev.tandem.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers for people: two decimals where they say enough, more where they would say zero, and "–" where there is no
 * number.
 */
public final class Figures {
    /** What stands where there is no number. */
    public static final String NONE = "–";

    private static final int MAX_DECIMALS = 8;
    private static final int PERCENT_DECIMALS = 6;
    private static final int RATIO_DECIMALS = 4;
    private static final double HUGE = 1e9;
    private static final MathContext PRICE = new MathContext(12, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** {@code 1,076,351.56}, {@code 0.00044}. */
    public static String money(long units) {
        return grouped(Money.toDecimal(units), moneyDecimals(units));
    }

    /** With its sign: {@code +1,076,351.56}. */
    public static String signedMoney(long units) {
        return (units > 0 ? "+" : "") + money(units);
    }

    /** How many decimals the amount needs to show at least three digits other than leading zeros, from 2 to 8. */
    public static int moneyDecimals(long units) {
        return decimals(Money.toDecimal(units));
    }

    /** The same of an exact amount. */
    public static int decimals(BigDecimal amount) {
        if (amount.signum() == 0 || amount.abs().compareTo(BigDecimal.ONE) >= 0) {
            return 2;
        }
        BigDecimal shown = Decimals.strip(amount.round(new MathContext(3, RoundingMode.HALF_EVEN)));
        return Math.clamp(shown.scale(), 2, MAX_DECIMALS);
    }

    /** {@code 1,234.50} with as many decimals as told. */
    public static String grouped(BigDecimal value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value.setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** {@code 20,695}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 0.0764} as {@code 7.64 %}. */
    public static String percent(double fraction) {
        return number(fraction * 100, 2, PERCENT_DECIMALS, " %");
    }

    /** {@code 0.0764} as {@code +7.64 %}. */
    public static String signedPercent(double fraction) {
        return (fraction > 0 ? "+" : "") + percent(fraction);
    }

    /** {@code 0.0764} as {@code 7.64}, for a column whose unit stands beside it. */
    public static String hundredfold(double fraction) {
        return number(fraction * 100, 2, PERCENT_DECIMALS, "");
    }

    /** {@code 1.31}. */
    public static String ratio(double value) {
        return number(value, 2, RATIO_DECIMALS, "");
    }

    /** A number with a unit and so many decimals; up to so many others if it takes them to show two digits. */
    public static String number(double value, int decimals, int atMost, String unit) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size >= HUGE) {
            return String.format(Locale.ROOT, "%.2e", value) + unit;
        }
        int shown = decimals;
        if (size > 0 && size < Math.pow(10, -decimals)) {
            int needed = (int) (1 - Math.floor(Math.log10(size)));
            shown = needed <= atMost ? needed : decimals;
        }
        String text = String.format(Locale.ROOT, "%,." + shown + "f", value == 0 ? 0.0 : value);
        return text + unit;
    }

    /** An exact price or quantity, or its first twelve digits if it has more. */
    static BigDecimal short12(BigDecimal value) {
        return value.precision() > PRICE.getPrecision() ? Decimals.strip(value.round(PRICE)) : value;
    }

    /** How many there are of something: {@code 1 trade}, {@code 2 trades}. */
    public static String count(long value, String one) {
        return count(value, one, one + "s");
    }

    /** How many there are of something, with its own plural. */
    public static String count(long value, String one, String several) {
        return count(value) + " " + (value == 1 ? one : several);
    }
}
