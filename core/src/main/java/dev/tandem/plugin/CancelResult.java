package dev.tandem.plugin;

/** What came of an attempt to cancel an order. */
public sealed interface CancelResult {
    /** It is canceled; what was filled before stays filled. */
    record Canceled(long timeNanos) implements CancelResult {}

    /** Nothing could be canceled: it is filled, or was ended before, or the venue does not know it. */
    record TooLate(String message, long timeNanos) implements CancelResult {}

    /** We do not know. */
    record Unconfirmed(String message, long timeNanos) implements CancelResult {}
}
