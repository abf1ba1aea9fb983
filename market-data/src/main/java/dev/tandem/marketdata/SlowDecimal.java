package dev.tandem.marketdata;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decimal in a file, by its grammar and exactly: digits, a point with digits behind it, a small exponent. */
final class SlowDecimal {
    static final int MAX_EXPONENT = 18;

    private static final int MAX_LENGTH = 64;
    private static final Pattern FORM = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(?:[eE]([+-]?[0-9]{1,3}))?");

    private SlowDecimal() {}

    /** @throws RowProblem if it is no such number; it says which form is expected */
    static BigDecimal parse(String text, Field field, int at) throws RowProblem {
        Matcher form = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !form.matches()) {
            throw new RowProblem(
                    Reasons.NUMBER,
                    at,
                    text.isEmpty()
                            ? field + " is empty; a decimal number such as 1234.5 is expected"
                            : field + " " + Texts.quote(text) + " is not a decimal number such as 1234.5");
        }
        BigDecimal digits = new BigDecimal(form.group(1));
        String power = form.group(2);
        if (power == null) {
            return digits;
        }
        int exponent = Integer.parseInt(power);
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw new RowProblem(
                    Reasons.NUMBER,
                    at,
                    field + " " + Texts.quote(text) + " has an exponent beyond " + MAX_EXPONENT
                            + "; write it as a decimal number");
        }
        return digits.scaleByPowerOfTen(exponent);
    }
}
