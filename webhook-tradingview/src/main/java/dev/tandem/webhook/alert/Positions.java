package dev.tandem.webhook.alert;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the strategy on the chart held and holds, as far as the alert says so.
 *
 * @param now null if it does not say
 * @param size how much, not signed; null if it does not say
 * @param before null if it does not say
 * @param sizeBefore how much, not signed; null if it does not say
 */
record Positions(
        @Nullable Stance now,
        @Nullable BigDecimal size,
        @Nullable Stance before,
        @Nullable BigDecimal sizeBefore) {
    static Positions read(Fields fields) {
        Stance now = stance(fields.said(Aliases.POSITION));
        BigDecimal size = size(fields.said(Aliases.POSITION_SIZE));
        List<Field> signed = fields.said(Aliases.SIGNED_SIZE);
        if (!signed.isEmpty()) {
            BigDecimal value = Agreement.number("position size", signed);
            Stance direction = value.signum() == 0 ? Stance.FLAT : value.signum() > 0 ? Stance.LONG : Stance.SHORT;
            // Some write it without its sign, beside the position that says the direction.
            boolean unsigned = now == Stance.SHORT && direction == Stance.LONG;
            if (now != null && now != direction && !unsigned) {
                throw contradiction(signed.getFirst(), "position");
            }
            if (size != null && size.compareTo(value.abs()) != 0) {
                throw contradiction(signed.getFirst(), "size of the position");
            }
            now = now == null ? direction : now;
            size = value.abs();
        }
        Stance before = stance(fields.said(Aliases.PREVIOUS));
        BigDecimal sizeBefore = size(fields.said(Aliases.PREVIOUS_SIZE));
        if (now == Stance.FLAT && size != null && size.signum() != 0) {
            throw AlertRefusal.of("contradiction", "the position is flat, and its size is not 0");
        }
        if (before == Stance.FLAT && sizeBefore != null && sizeBefore.signum() != 0) {
            throw AlertRefusal.of("contradiction", "the previous position is flat, and its size is not 0");
        }
        if (now != null && now != Stance.FLAT && size != null && size.signum() == 0) {
            throw AlertRefusal.of("contradiction", "the position is not flat, and its size is 0");
        }
        if (before != null && before != Stance.FLAT && sizeBefore != null && sizeBefore.signum() == 0) {
            throw AlertRefusal.of("contradiction", "the previous position is not flat, and its size is 0");
        }
        return new Positions(now, size, before, sizeBefore);
    }

    private static AlertRefusal contradiction(Field field, String what) {
        return AlertRefusal.of("aliases", "'" + field.name() + "' says something else about the " + what);
    }

    private static @Nullable Stance stance(List<Field> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        return Agreement.of(
                "position",
                fields,
                field -> {
                    Stance stance = Stance.parse(field.text());
                    if (stance == null) {
                        throw AlertRefusal.of(
                                "position",
                                "'" + field.name() + "' must be long, flat or short, was '"
                                        + Agreement.shorten(field.text()) + "'");
                    }
                    return stance;
                },
                (a, b) -> a == b);
    }

    private static @Nullable BigDecimal size(List<Field> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        BigDecimal size = Agreement.number("position size", fields);
        if (size.signum() < 0) {
            throw AlertRefusal.of("position-size", "'" + fields.getFirst().name() + "' must not be negative");
        }
        return size;
    }
}
