package dev.tandem.strategy;

/** A strategy asked for something that has not happened yet. */
public final class LookAheadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LookAheadException(long asked, long last) {
        super("bar " + asked + " has not closed yet: the last complete bar is " + last);
    }
}
