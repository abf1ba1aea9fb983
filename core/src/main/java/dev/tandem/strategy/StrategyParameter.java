package dev.tandem.strategy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What can be tuned about a strategy, as its author declared it with {@link Parameter}. */
public final class StrategyParameter {
    private final String name;
    private final ParameterType type;
    private final String description;
    private final @Nullable String minimum;
    private final @Nullable String maximum;
    private final String defaultValue;

    private StrategyParameter(Parameter declared, ParameterType type) {
        this.name = declared.name();
        this.type = type;
        this.description = declared.description();
        this.minimum = bound(declared.min(), "min");
        this.maximum = bound(declared.max(), "max");
        if (minimum != null && maximum != null && new BigDecimal(minimum).compareTo(new BigDecimal(maximum)) > 0) {
            throw new InvalidStrategyException(
                    "parameter '" + name + "' has a min of " + minimum + " above its max of " + maximum);
        }
        try {
            this.defaultValue = read(declared.byDefault()).text();
        } catch (InvalidParameterException e) {
            throw new InvalidStrategyException("the default of a parameter is no good: " + e.getMessage());
        }
    }

    static StrategyParameter of(Parameter declared, Class<?> javaType) {
        if (!declared.name().matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new InvalidStrategyException("'" + declared.name()
                    + "' cannot be a parameter's name: it needs letters, digits, '-' and '_', a letter first");
        }
        return new StrategyParameter(declared, ParameterType.of(javaType, declared.name()));
    }

    private @Nullable String bound(String declared, String which) {
        if (declared.isEmpty()) {
            return null;
        }
        if (!type.hasBounds()) {
            throw new InvalidStrategyException(
                    "parameter '" + name + "' has a " + which + ", which " + type.label() + " cannot have");
        }
        try {
            return type.read(declared).text();
        } catch (IllegalArgumentException e) {
            throw new InvalidStrategyException("parameter '" + name + "' has a " + which + " of '" + declared
                    + "', which is not " + type.expected());
        }
    }

    /** Reads a value and checks it against the bounds. */
    ParameterType.Value read(String text) {
        ParameterType.Value value;
        try {
            value = type.read(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(name + ": bad value '" + text + "': " + expected(), e);
        }
        if (minimum != null && type.number(value).compareTo(new BigDecimal(minimum)) < 0) {
            throw new InvalidParameterException(name + ": " + value.text() + " is below the minimum of " + minimum);
        }
        if (maximum != null && type.number(value).compareTo(new BigDecimal(maximum)) > 0) {
            throw new InvalidParameterException(name + ": " + value.text() + " is above the maximum of " + maximum);
        }
        return value;
    }

    private String expected() {
        String range = range();
        return range.isEmpty() ? type.expected() : type.expected() + ", " + range;
    }

    /** How it is called. */
    public String name() {
        return name;
    }

    /** {@code int}, {@code long}, {@code double}, {@code decimal}, {@code boolean}, {@code text}, or the choices. */
    public String type() {
        return type.label();
    }

    /** What it is when nobody says. */
    public String defaultValue() {
        return defaultValue;
    }

    /** The smallest value, or null if there is no bound. */
    public @Nullable String minimum() {
        return minimum;
    }

    /** The largest value, or null if there is no bound. */
    public @Nullable String maximum() {
        return maximum;
    }

    /** The bounds for people: {@code 1 to 10000}, {@code at least 1}, or empty. */
    public String range() {
        if (minimum != null && maximum != null) {
            return minimum + " to " + maximum;
        }
        if (minimum != null) {
            return "at least " + minimum;
        }
        return maximum == null ? "" : "at most " + maximum;
    }

    /** What it means, with its unit. */
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return name + "=" + defaultValue;
    }
}
