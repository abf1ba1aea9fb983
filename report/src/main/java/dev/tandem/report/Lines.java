package dev.tandem.report;

import java.util.ArrayList;
import java.util.List;

/** Text in the width of a terminal. */
public final class Lines {
    private static final char NO_BREAK = '\u00a0';

    private Lines() {}

    /**
     * Joins the items to lines of at most so many columns; a line breaks between items only, and what follows the first
     * line is indented.
     */
    static List<String> joined(List<String> items, String separator, int width, String first, String next) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String item : items) {
            if (!empty && columns(line) + columns(separator) + columns(item) > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : separator).append(item);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /** Breaks a sentence into lines of at most so many columns; {@link #together} keeps some of its words on one. */
    static List<String> wrapped(String sentence, int width, String first, String next) {
        return joined(List.of(sentence.split(" ")), " ", width, first, next).stream()
                .map(line -> line.replace(NO_BREAK, ' '))
                .toList();
    }

    static String together(String words) {
        return words.replace(' ', NO_BREAK);
    }

    /**
     * Text that came from outside, safe to print: control characters (which could move the cursor or change colors) are
     * shown as a question mark.
     */
    public static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(isPrintable(c) ? c : '?'));
        return safe.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The text, or its end after a "…" if it is longer than so many columns: of a path, the end tells more. */
    static String endOf(String text, int columns) {
        int length = columns(text);
        return length <= columns ? text : "…" + text.substring(text.offsetByCodePoints(0, length - columns + 1));
    }

    /** The text, or its start before a "…" if it is longer than so many columns. */
    static String startOf(String text, int columns) {
        return columns(text) <= columns ? text : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - columns(text))) + text;
    }

    static int columns(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
