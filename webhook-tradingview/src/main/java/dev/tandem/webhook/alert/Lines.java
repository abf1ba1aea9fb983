package dev.tandem.webhook.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values as text, one pair to a line: what is written into the inbox's journal, and read again from there. */
public final class Lines {
    private Lines() {}

    /** {@code name=value} lines; a value may have several lines itself. */
    public static String text(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> add(text, name, value));
        return text.toString();
    }

    /** Adds a line to a text. */
    public static void add(StringBuilder text, String name, String value) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(name).append('=');
        if (value.indexOf('\\') < 0 && value.indexOf('\n') < 0) {
            text.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }

    /**
     * The mirror of {@link #text}.
     *
     * @throws IllegalArgumentException if a line is none
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("no line of a record: " + line);
            }
            values.put(line.substring(0, equals), unescape(line.substring(equals + 1)));
        }
        return values;
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                text.append(next == 'n' ? '\n' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
