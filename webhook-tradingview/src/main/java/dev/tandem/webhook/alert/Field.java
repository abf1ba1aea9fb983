package dev.tandem.webhook.alert;

import org.jspecify.annotations.Nullable;

/**
 * One name of a message with its value.
 *
 * @param name as it was written, with the names around it: {@code strategy.order_action}
 * @param key the name as it is looked up: small letters and digits, objects around it separated by points, without the
 *     object {@code strategy}
 * @param alias what the key means; null if that is not understood
 * @param kind what the value was
 * @param text the value's text
 * @param ofStrategy whether it stood in {@code strategy}
 */
record Field(String name, String key, @Nullable Alias alias, Kind kind, String text, boolean ofStrategy) {
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }

    boolean means(Alias what) {
        return alias != null && alias.bit() == what.bit();
    }

    /** Whether it says anything: an empty text, a null, a false and a zero do not. */
    boolean isSaid() {
        return switch (kind) {
            case NOTHING -> false;
            case TRUTH -> text.equals("true");
            case TEXT, NUMBER ->
                !text.isBlank() && !Numbers.isZero(text) && !text.equalsIgnoreCase("false") && !isNone(text);
        };
    }

    private static boolean isNone(String text) {
        return text.equalsIgnoreCase("none") || text.equalsIgnoreCase("null") || text.equalsIgnoreCase("n/a");
    }
}
