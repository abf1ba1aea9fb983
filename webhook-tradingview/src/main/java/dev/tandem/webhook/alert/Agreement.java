package dev.tandem.webhook.alert;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Several names for the same thing have to say the same; none of them is picked. */
final class Agreement {
    private Agreement() {}

    static <T> T of(String what, List<Field> fields, Function<Field, T> reader, BiPredicate<T, T> same) {
        T value = reader.apply(fields.getFirst());
        for (Field field : fields.subList(1, fields.size())) {
            if (!same.test(value, reader.apply(field))) {
                throw AlertRefusal.of(
                        "aliases",
                        "'" + fields.getFirst().name() + "' and '" + field.name() + "' say different things about the "
                                + what);
            }
        }
        return value;
    }

    static BigDecimal number(String what, List<Field> fields) {
        return of(what, fields, field -> number(what, field), (a, b) -> a.compareTo(b) == 0);
    }

    static BigDecimal number(String what, Field field) {
        BigDecimal value = field.kind() == Field.Kind.TRUTH
                ? null
                : Numbers.parse(field.text().strip());
        if (value == null) {
            throw AlertRefusal.of(
                    what.replace(' ', '-'),
                    "'" + field.name() + "' must be a plain number such as 0.5, was '" + shorten(field.text()) + "'");
        }
        return value;
    }

    static BigDecimal positive(String what, Field field) {
        BigDecimal value = number(what, field);
        if (value.signum() < 0) {
            throw AlertRefusal.of(what.replace(' ', '-'), "'" + field.name() + "' must not be negative");
        }
        return value;
    }

    static boolean truth(Field field) {
        return switch (field.text().strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default ->
                throw AlertRefusal.of(
                        "field", "'" + field.name() + "' must be true or false, was '" + shorten(field.text()) + "'");
        };
    }

    static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
