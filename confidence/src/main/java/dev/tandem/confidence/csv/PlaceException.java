package dev.tandem.confidence.csv;

/** Something in a file is not what it should be. */
public final class PlaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    public PlaceException(String file, long line, int column, String message) {
        super(message);
        this.place = file + ":" + line + ":" + column;
    }

    /** {@code file:line:column}, both from 1. */
    public String place() {
        return place;
    }
}
