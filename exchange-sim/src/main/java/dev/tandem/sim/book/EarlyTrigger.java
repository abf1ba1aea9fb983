package dev.tandem.sim.book;

/** What becomes of a stop whose price is already reached when it arrives. */
public enum EarlyTrigger {
    /** It is rejected ({@link Reject#WOULD_TRIGGER}), as on Binance. */
    REJECT,
    /** It is accepted and triggered at once: for a venue that stood still while the order was sent. */
    TRIGGER
}
