package dev.tandem.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request, in the order in which they came; names without regard to case.
 *
 * <p>What decides about trust is read with {@link #single}: a field that was sent twice is an attack or a mistake, and
 * either way has no value. Immutable.
 */
public final class Headers {
    static final Headers NONE = new Headers(new String[0]);

    /** Name, value, name, value: a request has about eight of them, and walking along beats hashing. */
    private final String[] fields;

    Headers(String[] fields) {
        this.fields = fields;
    }

    /** The first value of a field, or null if it was not sent. */
    public @Nullable String first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /** The value of a field that was sent exactly once; null if it was not sent, or more than once. */
    public @Nullable String single(String name) {
        return count(name) == 1 ? first(name) : null;
    }

    /** How often a field was sent. */
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    /** All values of a field. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    /** How many fields there are. */
    public int size() {
        return fields.length / 2;
    }

    Headers with(String name, String value) {
        String[] more = Arrays.copyOf(fields, fields.length + 2);
        more[fields.length] = name;
        more[fields.length + 1] = value;
        return new Headers(more);
    }

    String name(int index) {
        return fields[2 * index];
    }

    String value(int index) {
        return fields[2 * index + 1];
    }

    /** The names only: values may hold secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            names.add(fields[i]);
        }
        return names.toString();
    }
}
