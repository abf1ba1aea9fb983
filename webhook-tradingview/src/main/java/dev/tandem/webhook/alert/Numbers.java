package dev.tandem.webhook.alert;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as alerts bring them: ASCII digits, a decimal point, at most 18 digits on each side, no unit, no separator. */
final class Numbers {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,18})?");
    private static final Pattern SCIENTIFIC =
            Pattern.compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)[eE]([+-]?[0-9]{1,2})");

    private Numbers() {}

    /** Null if it is none. What becomes longer than 18 digits on a side is none either. */
    static @Nullable BigDecimal parse(String text) {
        if (PLAIN.matcher(text).matches()) {
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

    static boolean isZero(String text) {
        BigDecimal value = parse(text);
        return value != null && value.signum() == 0;
    }
}
