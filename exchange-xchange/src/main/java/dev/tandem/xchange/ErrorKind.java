package dev.tandem.xchange;

/** What went wrong, in one vocabulary for all venues. */
enum ErrorKind {
    INSUFFICIENT_BALANCE("insufficient-balance"),
    RATE_LIMITED("rate-limited"),
    CLOCK_SKEW("clock-skew"),
    NONCE("nonce"),
    BAD_CREDENTIALS("bad-credentials"),
    DUPLICATE_ORDER("duplicate-order"),
    UNKNOWN_ORDER("unknown-order"),
    UNKNOWN_INSTRUMENT("unknown-instrument"),
    INVALID_ORDER("invalid-order"),
    OFF_GRID("off-grid"),
    MIN_NOTIONAL("min-notional"),
    POST_ONLY("post-only"),
    /** A stop whose price the market has passed already. */
    STOP_PASSED("stop-passed"),
    /** The market is not between the two prices of a pair: it has passed one of them. */
    PAIR_PASSED("pair-passed"),
    MARKET_CLOSED("market-closed"),
    UNAVAILABLE("unavailable"),
    /** No connection came about: nothing was sent. */
    UNREACHABLE("unreachable"),
    /** We did not send it: too much was going on. */
    NOT_SENT("not-sent"),
    /** The answer was lost, cut, or makes no sense. */
    UNCLEAR("unclear"),
    OTHER("other");

    private final String text;

    ErrorKind(String text) {
        this.text = text;
    }

    /** Whether the same may go well a moment later, without anything being changed. */
    boolean isPassing() {
        return switch (this) {
            case RATE_LIMITED, UNAVAILABLE, UNREACHABLE, NOT_SENT, UNCLEAR -> true;
            default -> false;
        };
    }

    String text() {
        return text;
    }
}
