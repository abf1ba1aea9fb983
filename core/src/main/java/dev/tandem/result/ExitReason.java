package dev.tandem.result;

/** Why a position, or a part of it, was left. */
public enum ExitReason {
    /** The strategy said so. */
    SIGNAL("signal"),
    /** Its stop-loss was reached. */
    STOP_LOSS("stop-loss"),
    /** Its take-profit was reached. */
    TAKE_PROFIT("take-profit"),
    /** Its trailing stop was reached. */
    TRAILING_STOP("trailing-stop"),
    /** The run was over and was told to close what is open. */
    END("end");

    private final String text;

    ExitReason(String text) {
        this.text = text;
    }

    /** As it is written in results. */
    public String text() {
        return text;
    }
}
