package dev.tandem.sweep;

import dev.tandem.model.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that one parameter of a strategy may take, in their order.
 *
 * <pre>
 * 5..23:2      5, 7, 9, … 23
 * 5..23        5, 6, 7, … 23
 * 0.1..0.5:0.2 0.1, 0.3, 0.5
 * 5,10,20      these three
 * 10           this one
 * </pre>
 *
 * @param name of the parameter
 * @param values at least one, all different
 * @param written as the user wrote it
 */
public record ParameterRange(String name, List<String> values, String written) {
    /** More values of one parameter than anybody can look at. */
    public static final int MAX_VALUES = 1_000_000;

    private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+?)\\.\\.(-?[0-9.]+?)(?::(-?[0-9.]+))?");

    public ParameterRange {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + ": there is no value");
        }
    }

    /**
     * Reads a range, a list or a single value.
     *
     * @throws IllegalArgumentException saying what would be right
     */
    public static ParameterRange parse(String name, String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return new ParameterRange(name, range(name, text, range), text);
        }
        if (text.indexOf(',') < 0) {
            return new ParameterRange(name, List.of(text), text);
        }
        List<String> values = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(
                        name + ": bad list '" + text + "': a value between two commas is missing");
            }
            values.add(value.strip());
        }
        return new ParameterRange(name, List.copyOf(new LinkedHashSet<>(values)), text);
    }

    private static List<String> range(String name, String text, Matcher range) {
        BigDecimal from = number(name, text, range.group(1));
        BigDecimal to = number(name, text, range.group(2));
        boolean whole = from.stripTrailingZeros().scale() <= 0
                && to.stripTrailingZeros().scale() <= 0;
        if (range.group(3) == null && !whole) {
            throw new IllegalArgumentException(
                    name + ": bad range '" + text + "': a range of fractions needs a step, such as 0.1..0.5:0.05");
        }
        BigDecimal step = range.group(3) == null ? BigDecimal.ONE : number(name, text, range.group(3));
        if (step.signum() <= 0) {
            throw new IllegalArgumentException(name + ": bad range '" + text + "': the step must be above 0");
        }
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(name + ": bad range '" + text + "': it is empty, because it begins at "
                    + Decimals.text(from) + " and ends at " + Decimals.text(to) + "; the smaller number comes first");
        }
        if (to.subtract(from).divideToIntegralValue(step).compareTo(BigDecimal.valueOf(MAX_VALUES)) >= 0) {
            throw new IllegalArgumentException(
                    name + ": bad range '" + text + "': more than " + MAX_VALUES + " values; take a larger step");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            values.add(Decimals.text(value));
        }
        return values;
    }

    private static BigDecimal number(String name, String text, String part) {
        try {
            return Decimals.parse(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ": bad range '" + text + "': '" + part + "' is not a number; such as 5..23:2", e);
        }
    }

    /** How many values there are. */
    public int size() {
        return values.size();
    }
}
