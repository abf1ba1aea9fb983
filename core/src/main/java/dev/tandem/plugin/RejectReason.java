package dev.tandem.plugin;

import java.util.Locale;

/**
 * Why a venue refused an order, as far as the engine does something about it (FIX tag 103). Plugins tell by the venue's own code
 * and words; whoever cannot tell says {@link #OTHER}.
 */
public enum RejectReason {
    /** Anything else: what it was is for people to read. */
    OTHER,
    /** The market is at the stop or beyond: it would have been triggered at once. */
    STOP_PASSED,
    /** The market is at the target or beyond: it would have been executed at once. */
    TARGET_PASSED;

    /** Whether the order was refused because it would have been executed. */
    public boolean isPassed() {
        return this != OTHER;
    }

    /** As it is written: {@code stop-passed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
