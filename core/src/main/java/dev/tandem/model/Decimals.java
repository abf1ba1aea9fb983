package dev.tandem.model;

import java.math.BigDecimal;

/** Decimal numbers as people write them: ASCII digits, an optional sign, an optional point, at most 18 digits on each side. */
public final class Decimals {
    private static final int MAX_DIGITS = 18;

    private Decimals() {}

    /**
     * Reads a plain decimal such as {@code 0.001} or {@code -12}.
     *
     * <p>Stricter than {@link BigDecimal#BigDecimal(String)} on purpose: no exponent, no digits of other scripts, no
     * blank, no separator; so that nothing is read as a number that its writer did not mean as one, and no short text
     * can become a number that takes seconds to print.
     *
     * @throws NumberFormatException with a message that names the text and the form that is expected
     */
    public static BigDecimal parse(CharSequence text) {
        int length = text.length();
        int i = 0;
        if (i < length && text.charAt(i) == '-') {
            i++;
        }
        int whole = 0;
        while (i < length && isDigit(text.charAt(i))) {
            i++;
            whole++;
        }
        int decimals = 0;
        if (i < length && text.charAt(i) == '.') {
            i++;
            while (i < length && isDigit(text.charAt(i))) {
                i++;
                decimals++;
            }
            if (decimals == 0) {
                whole = 0;
            }
        }
        if (i != length || whole == 0 || whole > MAX_DIGITS || decimals > MAX_DIGITS) {
            throw new NumberFormatException("'" + shorten(text) + "' is not a decimal number such as 12 or 0.001");
        }
        return new BigDecimal(text.toString());
    }

    /** Plain text without exponent and without trailing zeros. */
    public static String text(BigDecimal value) {
        return strip(value).toPlainString();
    }

    /** The same number without trailing zeros, with a scale that is not negative. */
    public static BigDecimal strip(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String shorten(CharSequence text) {
        return text.length() <= 40 ? text.toString() : text.subSequence(0, 40) + "…";
    }
}
