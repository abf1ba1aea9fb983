package dev.tandem.sim.book;

/** Why the venue itself ended an accepted order (FIX tag 39=C). */
public enum Expiry {
    /** Immediate-or-cancel: what could be had was had. */
    IMMEDIATE_OR_CANCEL,
    /** Fill-or-kill: not all of it could be had. */
    FILL_OR_KILL,
    /** A market order has emptied the other side of the book. */
    NO_LIQUIDITY,
    /** It would have traded with its own account. Binance: EXPIRED_IN_MATCH. */
    SELF_TRADE,
    /** The other order of its pair traded, triggered or expired. */
    OTHER_OF_PAIR,
    /** It was triggered, and its account could no longer pay. */
    INSUFFICIENT_BALANCE
}
