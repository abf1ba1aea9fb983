package dev.tandem.sweep;

/** The cluster cannot go on; the message tells the user why. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }
}
