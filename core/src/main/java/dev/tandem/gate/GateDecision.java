package dev.tandem.gate;

import org.jspecify.annotations.Nullable;

/** What the gate says to an order. */
public sealed interface GateDecision {
    /**
     * It may go.
     *
     * @param order what may go
     * @param openingLots how much of it opens or increases a position; the rest closes one
     * @param reduced why it was cut down to its closing part; null if it goes as it was asked for
     */
    record Approved(
            ApprovedOrder.Single order,
            long openingLots,
            @Nullable Denial reduced) implements GateDecision {}

    /** It may not. */
    record Denied(Denial denial) implements GateDecision {}
}
