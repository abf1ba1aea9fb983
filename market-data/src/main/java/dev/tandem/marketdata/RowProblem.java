package dev.tandem.marketdata;

/** What is wrong with a row. Without a stack trace, as a lenient reader may meet millions. */
final class RowProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int at;
    private final boolean fatal;

    /**
     * @param reason the kind of problem, under which a lenient reader counts it
     * @param at where in the buffer
     * @param message what is wrong, the bad value, what would be right
     */
    RowProblem(String reason, int at, String message) {
        this(reason, at, message, false);
    }

    private RowProblem(String reason, int at, String message, boolean fatal) {
        super(message, null, false, false);
        this.reason = reason;
        this.at = at;
        this.fatal = fatal;
    }

    /** A problem of the file or the call and not of the row: no reader skips it. */
    static RowProblem fatal(int at, String message) {
        return new RowProblem("", at, message, true);
    }

    String reason() {
        return reason;
    }

    int at() {
        return at;
    }

    boolean isFatal() {
        return fatal;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
