package dev.tandem.venue;

/** Ends a call with an error for the client. It says what a client did wrong, so nobody needs to know where. */
final class BinanceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient BinanceError error;

    BinanceException(BinanceError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    BinanceError error() {
        return error;
    }
}
