package dev.tandem.gate;

/** What an order is for. */
public enum OrderRole {
    /** A strategy's own order. */
    STRATEGY,
    /** The stop-loss of a bracket. */
    STOP_LOSS,
    /** The take-profit of a bracket. */
    TAKE_PROFIT,
    /** The trailing stop of a bracket. */
    TRAILING_STOP,
    /** Closes what is open when a run ends. */
    CLOSE_AT_END;

    /** An exit that protects a position. */
    public boolean isExit() {
        return this == STOP_LOSS || this == TAKE_PROFIT || this == TRAILING_STOP;
    }
}
