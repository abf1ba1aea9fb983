package dev.tandem.engine;

/** A strategy threw. The cause is what it threw; the message says where in the data it was. */
public final class StrategyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long barIndex;

    StrategyException(String callback, String where, long barIndex, Throwable cause) {
        super(callback + " failed " + where + ": " + cause, cause);
        this.barIndex = barIndex;
    }

    /** The bar that was being handled, or the last one before; {@code -1} before the first. */
    public long barIndex() {
        return barIndex;
    }
}
