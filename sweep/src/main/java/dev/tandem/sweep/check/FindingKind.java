package dev.tandem.sweep.check;

/** What can be wrong with a strategy. */
public enum FindingKind {
    /** A decision depends on what had not happened. */
    LOOK_AHEAD("look-ahead"),
    /** Decisions depend on where the history begins. */
    WARM_UP("warm-up"),
    /** Two runs on the same data decide differently. */
    NOT_REPEATABLE("not-repeatable"),
    /** A run decides differently because another one was before it in the same process. */
    STATIC_STATE("static-state");

    private final String text;

    FindingKind(String text) {
        this.text = text;
    }

    /** As programs get it. */
    public String text() {
        return text;
    }
}
