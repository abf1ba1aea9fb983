package dev.tandem.webhook.alert;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as alerts bring them: ASCII digits, a decimal point, at most 18 digits on each side, no unit, no separator. */
final class Numbers {
    private static final int DIGITS = 18;
    private static final Pattern SCIENTIFIC =
            Pattern.compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)[eE]([+-]?[0-9]{1,2})");

    private Numbers() {}

    /** Null if it is none. What becomes longer than 18 digits on a side is none either. */
    static @Nullable BigDecimal parse(String text) {
        if (isPlain(text)) {
            return new BigDecimal(text);
        }
        var parts = SCIENTIFIC.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int exponent = Integer.parseInt(parts.group(2));
        if (Math.abs(exponent) > 18) {
            return null;
        }
        BigDecimal value = new BigDecimal(parts.group(1)).scaleByPowerOfTen(exponent);
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return stripped.scale() > 18 || stripped.precision() - stripped.scale() > 18 ? null : stripped;
    }

    /** {@code -?[0-9]{1,18}(\.[0-9]{1,18})?}, by hand: it is asked for every number of every alert. */
    private static boolean isPlain(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = digits(text, start);
        if (point == start || point - start > DIGITS) {
            return false;
        }
        if (point == text.length()) {
            return true;
        }
        int end = digits(text, point + 1);
        return text.charAt(point) == '.' && end == text.length() && end > point + 1 && end - point - 1 <= DIGITS;
    }

    /** Where the ASCII digits that begin there end. */
    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    static boolean isZero(String text) {
        BigDecimal value = parse(text);
        return value != null && value.signum() == 0;
    }
}
