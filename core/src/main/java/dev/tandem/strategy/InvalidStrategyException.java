package dev.tandem.strategy;

/** A class cannot be run as a strategy as it is written. The message says what its author can change. */
public final class InvalidStrategyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidStrategyException(String message) {
        super(message);
    }
}
