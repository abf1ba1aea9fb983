package dev.tandem.runtime.session;

/** What becomes of orders and positions when a session is stopped on purpose. */
public enum StopPolicy {
    /** All stays as it is, exits included; the session can be gone on with. */
    KEEP,
    /** Open orders are canceled; exits and positions stay. */
    CANCEL,
    /** Positions are closed at the market, and everything is canceled. */
    CLOSE
}
