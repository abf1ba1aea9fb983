package dev.tandem.model;

import org.jspecify.annotations.Nullable;

/**
 * An order as our side sees it, from the moment it is submitted until nothing more can happen to it. It changes as
 * reports arrive; a strategy may keep it and look.
 */
public interface Order {
    ClientOrderId id();

    /** What was asked for. */
    OrderRequest request();

    OrderStatus status();

    /** How much was asked for after sizing, in lots; 0 if it was denied before it was sized. */
    long lots();

    /** How much is done, in lots. */
    long filledLots();

    /** Why it was denied, rejected or expired; null otherwise. */
    @Nullable
    String reason();

    /**
     * Why the gate denied it, or the part of it that would have opened a position, as a program counts it: {@code confidence},
     * {@code trading-state}; null if it let all of it pass.
     */
    @Nullable
    String denial();

    default Instrument instrument() {
        return request().instrument();
    }

    default Side side() {
        return request().side();
    }

    default long remainingLots() {
        return lots() - filledLots();
    }

    /** Something may still happen to it. */
    default boolean isOpen() {
        return !status().isTerminal();
    }
}
