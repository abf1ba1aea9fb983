package dev.tandem.strategy;

import dev.tandem.model.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a parameter's text can be read as. */
sealed interface ParameterType {
    /** A value with the one text that stands for it: {@code 010} is {@code 10}. */
    record Value(Object object, String text) {}

    /** How it is called in a list: {@code int}, {@code decimal}, {@code slow|fast}. */
    String label();

    /** What a good value looks like: {@code a whole number such as 10}. */
    String expected();

    /** @throws IllegalArgumentException if the text is not a value of this type */
    Value read(String text);

    /** The number by which a bound is checked. */
    default BigDecimal number(Value value) {
        throw new UnsupportedOperationException(label() + " has no order");
    }

    default boolean hasBounds() {
        return false;
    }

    /** @throws InvalidStrategyException if a parameter cannot have this type */
    static ParameterType of(Class<?> type, String parameter) {
        if (type == int.class) {
            return new Whole("int", Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            return new Whole("long", Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == double.class) {
            return new Fractional("double");
        }
        if (type == BigDecimal.class) {
            return new Fractional("decimal");
        }
        if (type == boolean.class) {
            return new Truth();
        }
        if (type == String.class) {
            return new Text();
        }
        if (type.isEnum()) {
            return new Choice(List.of(type.getEnumConstants()));
        }
        throw new InvalidStrategyException("parameter '" + parameter + "' has the type " + type.getSimpleName()
                + ": it can be int, long, double, boolean, BigDecimal, String or an enum");
    }

    /** Whole numbers in a range. */
    record Whole(String label, long smallest, long largest) implements ParameterType {
        @Override
        public String expected() {
            return "a whole number such as 10";
        }

        @Override
        public Value read(String text) {
            if (!text.matches("-?[0-9]{1,19}")) {
                throw new IllegalArgumentException("not a whole number");
            }
            long number;
            try {
                number = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("beyond 64 bits", e);
            }
            if (number < smallest || number > largest) {
                throw new IllegalArgumentException("not within " + smallest + ".." + largest);
            }
            return largest == Integer.MAX_VALUE
                    ? new Value((int) number, Long.toString(number))
                    : new Value(number, Long.toString(number));
        }

        @Override
        public BigDecimal number(Value value) {
            return new BigDecimal(value.text());
        }

        @Override
        public boolean hasBounds() {
            return true;
        }
    }

    /** Decimal numbers, exact or as the nearest {@code double}. */
    record Fractional(String label) implements ParameterType {
        @Override
        public String expected() {
            return "a decimal number such as 0.5";
        }

        @Override
        public Value read(String text) {
            BigDecimal number = Decimals.strip(Decimals.parse(text));
            return new Value("double".equals(label) ? (Object) number.doubleValue() : number, Decimals.text(number));
        }

        @Override
        public BigDecimal number(Value value) {
            return new BigDecimal(value.text());
        }

        @Override
        public boolean hasBounds() {
            return true;
        }
    }

    /** {@code true} or {@code false}. */
    record Truth() implements ParameterType {
        @Override
        public String label() {
            return "boolean";
        }

        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Value read(String text) {
            return switch (text) {
                case "true" -> new Value(true, text);
                case "false" -> new Value(false, text);
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }
    }

    /** Any text. */
    record Text() implements ParameterType {
        @Override
        public String label() {
            return "text";
        }

        @Override
        public String expected() {
            return "text";
        }

        @Override
        public Value read(String text) {
            return new Value(text, text);
        }
    }

    /** One of an enum's constants, in lower case with hyphens. */
    record Choice(List<Object> constants) implements ParameterType {
        @Override
        public String label() {
            return String.join("|", names());
        }

        @Override
        public String expected() {
            return "one of " + String.join(", ", names());
        }

        @Override
        public Value read(String text) {
            List<String> names = names();
            int index = names.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
            if (index < 0) {
                throw new IllegalArgumentException("unknown");
            }
            return new Value(constants.get(index), names.get(index));
        }

        private List<String> names() {
            List<String> names = new ArrayList<>();
            for (Object constant : constants) {
                names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            return names;
        }
    }
}
