package dev.tandem.xchange;

/** Carries a {@link VenueError} out of a call to a venue. */
final class VenueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient VenueError error;

    VenueException(VenueError error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    VenueError error() {
        return error;
    }
}
