package dev.tandem.strategy;

/** A strategy was asked to run with a parameter that it does not have or cannot take. The message is for the user. */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidParameterException(String message) {
        super(message);
    }

    InvalidParameterException(String message, Throwable cause) {
        super(message, cause);
    }
}
