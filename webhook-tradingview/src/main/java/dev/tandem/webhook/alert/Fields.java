package dev.tandem.webhook.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All names and values of one alert, flat, in the order in which they came. */
final class Fields {
    /** More than any alert has; a flood of names is refused. */
    static final int MAX = 100;

    private static final StringBuilder STRATEGY = new StringBuilder("strategy");

    private final List<Field> all = new ArrayList<>(12);
    /** The bits of what is said anywhere in it. */
    private long said;

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
        String name = path.size() == 1 ? path.getFirst() : String.join(".", path);
        if (isPlain(name)) {
            add(name, name, kind, text, false);
            return;
        }
        StringBuilder key = new StringBuilder(name.length());
        boolean ofStrategy = false;
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i < name.length() && name.charAt(i) != '.') {
                continue;
            }
            int before = key.length();
            if (before > 0) {
                key.append('.');
            }
            int from = key.length();
            squeeze(name, start, i, key);
            start = i + 1;
            if (from == 0 && i < name.length() && key.compareTo(STRATEGY) == 0) {
                ofStrategy = true;
                key.setLength(0);
            } else if (key.length() == from) {
                key.setLength(before);
            }
        }
        add(name, key.toString(), kind, text, ofStrategy);
    }

    private void add(String name, String key, Field.Kind kind, String text, boolean ofStrategy) {
        Alias alias = Aliases.of(key);
        Field field = new Field(name, key, alias, kind, text, ofStrategy);
        all.add(field);
        if (alias != null && !isSilent(field)) {
            said |= alias.bit();
        }
    }

    /** Whether a name is a key as it stands. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Letters and digits, small: {@code "long SL"} is {@code longsl}. */
    private static void squeeze(String text, int from, int to, StringBuilder squeezed) {
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
    }

    /** The fields of that meaning that say something. */
    List<Field> said(Alias alias) {
        if ((said & alias.bit()) == 0) {
            return List.of();
        }
        List<Field> found = new ArrayList<>(2);
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            if (field.means(alias) && !isSilent(field)) {
                found.add(field);
            }
        }
        return found;
    }

    private static boolean isSilent(Field field) {
        return field.kind() == Field.Kind.NOTHING || field.text().isBlank();
    }

    /** The first field of that meaning that says something, or null. */
    @Nullable
    Field first(Alias alias) {
        List<Field> found = said(alias);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The first field under any of these keys that says something, or null. */
    @Nullable
    Field first(String... keys) {
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            for (String key : keys) {
                if (field.key().equals(key) && !isSilent(field)) {
                    return field;
                }
            }
        }
        return null;
    }

    boolean has(Alias alias) {
        return (said & alias.bit()) != 0;
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
