package dev.tandem.sweep;

import dev.tandem.model.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** A piece of a {@link Condition}: its value is a {@link BigDecimal}, a {@link String} or a {@link Boolean}. */
sealed interface Expression {
    Object value(Map<String, String> parameters);

    default boolean truth(Map<String, String> parameters) {
        if (value(parameters) instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("'" + this + "' is neither true nor false");
    }

    default BigDecimal number(Map<String, String> parameters) {
        if (value(parameters) instanceof BigDecimal number) {
            return number;
        }
        throw new IllegalArgumentException("'" + this + "' is not a number");
    }

    /** A value that is written down. */
    record Constant(Object value) implements Expression {
        @Override
        public Object value(Map<String, String> parameters) {
            return value;
        }

        @Override
        public String toString() {
            return value instanceof BigDecimal number ? Decimals.text(number) : "'" + value + "'";
        }
    }

    /** The value of a parameter. */
    record Name(String name) implements Expression {
        @Override
        public Object value(Map<String, String> parameters) {
            String text = parameters.get(name);
            if (text == null) {
                throw new IllegalArgumentException("there is no value of '" + name + "'");
            }
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            try {
                return Decimals.parse(text);
            } catch (NumberFormatException e) {
                return text;
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code !a} or {@code -a}. */
    record Unary(char operator, Expression operand) implements Expression {
        @Override
        public Object value(Map<String, String> parameters) {
            return operator == '!'
                    ? (Object) !operand.truth(parameters)
                    : operand.number(parameters).negate();
        }

        @Override
        public String toString() {
            return operator + operand.toString();
        }
    }

    /** Two operands and what is between them. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Object value(Map<String, String> parameters) {
            return switch (operator) {
                case "&&" -> left.truth(parameters) && right.truth(parameters);
                case "||" -> left.truth(parameters) || right.truth(parameters);
                case "==" -> same(parameters);
                case "!=" -> !same(parameters);
                case "<" -> compared(parameters) < 0;
                case "<=" -> compared(parameters) <= 0;
                case ">" -> compared(parameters) > 0;
                case ">=" -> compared(parameters) >= 0;
                case "+" -> left.number(parameters).add(right.number(parameters));
                case "-" -> left.number(parameters).subtract(right.number(parameters));
                case "*" -> left.number(parameters).multiply(right.number(parameters));
                case "/" -> left.number(parameters).divide(divisor(parameters), MathContext.DECIMAL128);
                case "%" -> left.number(parameters).remainder(divisor(parameters));
                default -> throw new IllegalStateException(operator);
            };
        }

        private boolean same(Map<String, String> parameters) {
            Object a = left.value(parameters);
            Object b = right.value(parameters);
            return a instanceof BigDecimal x && b instanceof BigDecimal y ? x.compareTo(y) == 0 : a.equals(b);
        }

        private int compared(Map<String, String> parameters) {
            return left.number(parameters).compareTo(right.number(parameters));
        }

        private BigDecimal divisor(Map<String, String> parameters) {
            BigDecimal divisor = right.number(parameters);
            if (divisor.signum() == 0) {
                throw new IllegalArgumentException("'" + this + "' divides by zero");
            }
            return divisor;
        }

        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }
}
