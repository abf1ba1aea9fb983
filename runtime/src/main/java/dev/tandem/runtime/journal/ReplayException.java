package dev.tandem.runtime.journal;

/** An engine does not come to the decisions that are in the journal: the strategy, its parameters or Tandem changed. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Difference difference;

    ReplayException(Difference difference) {
        super("the journal cannot be continued, because this engine would have decided otherwise: " + difference
                + ". Start it as it was started then, or begin a new journal");
        this.difference = difference;
    }

    /** The first difference. */
    public Difference difference() {
        return difference;
    }
}
