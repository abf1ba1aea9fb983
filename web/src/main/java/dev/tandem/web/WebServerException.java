package dev.tandem.web;

/** The server cannot start; the message says why and what would be right. */
public final class WebServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
