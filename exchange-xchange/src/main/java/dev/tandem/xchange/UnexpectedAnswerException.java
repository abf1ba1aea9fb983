package dev.tandem.xchange;

import java.io.IOException;

/** The venue said 200, and something else than it ought to: whatever was asked may have happened. */
final class UnexpectedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String raw;

    UnexpectedAnswerException(String message, String raw) {
        super(message);
        this.raw = raw;
    }

    String raw() {
        return raw;
    }
}
