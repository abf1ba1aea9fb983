package dev.tandem.xchange;

/**
 * An answer that is not the one that was hoped for.
 *
 * @param outcome what it means for the order
 * @param kind what went wrong
 * @param code the venue's own code, unchanged; empty if it has none
 * @param message the venue's own words, or what the network said
 * @param status the HTTP status; 0 if there was none
 * @param retryAfterSeconds for how long the venue wants to hear nothing; 0 if it did not say
 * @param raw the answer as it came, without secrets
 */
record VenueError(
        Outcome outcome, ErrorKind kind, String code, String message, int status, long retryAfterSeconds, String raw) {
    static VenueError notSent(String message) {
        return new VenueError(Outcome.NOT_ACCEPTED, ErrorKind.NOT_SENT, "", message, 0, 0, "");
    }

    boolean is(ErrorKind other) {
        return kind == other;
    }

    /** For logs and messages. */
    String text() {
        String what = code.isEmpty() ? message : code + ": " + message;
        return what + " [" + kind.text() + "]";
    }
}
