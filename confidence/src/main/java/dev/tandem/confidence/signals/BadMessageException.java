package dev.tandem.confidence.signals;

import java.util.Set;
import java.util.TreeSet;

/** What an agent has sent cannot be understood, or says what cannot be. The message names the field. */
public final class BadMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final int line;
    private final int column;

    BadMessageException(String field, String message) {
        this(field, message, 1, 1);
    }

    BadMessageException(String field, String message, int line, int column) {
        super(message);
        this.field = field;
        this.line = line;
        this.column = column;
    }

    /** The field that is wrong; empty if the whole is. */
    public String field() {
        return field;
    }

    /** Where the text is no JSON, from 1. */
    public int line() {
        return line;
    }

    /** Where the text is no JSON, from 1. */
    public int column() {
        return column;
    }

    static BadMessageException missing(String field, String example) {
        return new BadMessageException(field, field + ": missing; for example " + example);
    }

    static BadMessageException unknown(String field, Set<String> known) {
        return new BadMessageException(
                field, field + ": unknown field; the fields are " + String.join(", ", new TreeSet<>(known)));
    }
}
