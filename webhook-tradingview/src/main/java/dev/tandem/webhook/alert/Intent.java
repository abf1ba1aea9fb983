package dev.tandem.webhook.alert;

import java.util.Locale;

/** What an alert is meant to do to the position. It is not the action: a sell can open, add, reduce, close or turn around. */
public enum Intent {
    /** From flat to a position. */
    ENTRY,
    /** A position gets bigger. */
    ADD,
    /** A position gets smaller and stays. */
    PARTIAL_EXIT,
    /** A position is closed. */
    EXIT,
    /** A position is closed, and one on the other side is opened. */
    REVERSAL,
    /** Nothing changes. */
    IGNORE;

    /** As it is written in results: {@code partial-exit}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Intent of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether it opens something: only that is asked for its confidence. */
    public boolean opens() {
        return this == ENTRY || this == ADD || this == REVERSAL;
    }
}
