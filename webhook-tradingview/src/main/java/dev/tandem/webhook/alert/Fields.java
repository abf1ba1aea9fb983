package dev.tandem.webhook.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All names and values of one alert, flat, in the order in which they came. */
final class Fields {
    /** More than any alert has; a flood of names is refused. */
    static final int MAX = 100;

    private final List<Field> all = new ArrayList<>(24);

    List<Field> all() {
        return all;
    }

    /**
     * Adds a value.
     *
     * @param path the names of the objects around it and its own
     */
    void add(List<String> path, Field.Kind kind, String text) {
        if (all.size() == MAX) {
            throw AlertRefusal.malformed("an alert may have " + MAX + " fields");
        }
        StringBuilder key = new StringBuilder();
        String name = String.join(".", path);
        boolean ofStrategy = false;
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i < name.length() && name.charAt(i) != '.') {
                continue;
            }
            String part = squeeze(name, start, i);
            start = i + 1;
            if (part.equals("strategy") && key.isEmpty() && i < name.length()) {
                ofStrategy = true;
            } else if (!part.isEmpty()) {
                if (!key.isEmpty()) {
                    key.append('.');
                }
                key.append(part);
            }
        }
        all.add(new Field(name, key.toString(), kind, text, ofStrategy));
    }

    /** Letters and digits, small: {@code "long SL"} is {@code longsl}. */
    private static String squeeze(String text, int from, int to) {
        StringBuilder squeezed = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                squeezed.append((char) (c + 32));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                squeezed.append(c);
            } else if (c > 127) {
                squeezed.append('?');
            }
        }
        return squeezed.toString();
    }

    /** The fields under any of these keys that say something. */
    List<Field> said(String... keys) {
        List<Field> found = new ArrayList<>(2);
        for (Field field : all) {
            for (String key : keys) {
                if (field.key().equals(key)
                        && field.kind() != Field.Kind.NOTHING
                        && !field.text().isBlank()) {
                    found.add(field);
                    break;
                }
            }
        }
        return found;
    }

    /** The first field under any of these keys that says something, or null. */
    @Nullable
    Field first(String... keys) {
        List<Field> found = said(keys);
        return found.isEmpty() ? null : found.getFirst();
    }

    boolean has(String key) {
        return first(key) != null;
    }

    /** An unfilled placeholder anywhere. */
    @Nullable
    Field withPlaceholder() {
        for (Field field : all) {
            if (field.text().contains("{{") || field.name().contains("{{")) {
                return field;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d fields", all.size());
    }
}
