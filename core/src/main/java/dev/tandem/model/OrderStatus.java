package dev.tandem.model;

/** Where an order is in its life (FIX tag 39). */
public enum OrderStatus {
    /** Sent, not yet answered. */
    PENDING_NEW(false),
    /** The venue has it. */
    NEW(false),
    /** Some of it is done. */
    PARTIALLY_FILLED(false),
    /** All of it is done. */
    FILLED(true),
    /** Ended by us. */
    CANCELED(true),
    /** Ended by its time in force, or because it could not be paid for any more. */
    EXPIRED(true),
    /** Refused by the venue. */
    REJECTED(true),
    /** Refused by our own gate: it never left. */
    DENIED(true),
    /** We do not know whether the venue has it; it counts as live. */
    UNCONFIRMED(false);

    private final boolean terminal;

    OrderStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /** Nothing more can happen to it. */
    public boolean isTerminal() {
        return terminal;
    }
}
