package dev.tandem.sim.match;

/**
 * What the matcher decided. During a call new orders may be submitted and others canceled; the order that the call is
 * about is done with, whatever the listener makes of it.
 */
public interface MatchListener {
    /**
     * An order meets a price.
     *
     * @param priceTicks at which it is executed, slippage not yet in it
     * @param maker whether it rested before
     */
    void onMatch(RestingOrder order, long priceTicks, boolean maker);

    /**
     * A part of an order meets a price, or what is left of it; only where ticks happen. If something is left afterwards,
     * the order stays in the matcher.
     *
     * @param lots how much, at most what is left of the order
     */
    default void onPartMatch(RestingOrder order, long priceTicks, long lots, boolean maker) {
        throw new UnsupportedOperationException("only whole orders are matched here");
    }

    /** How much is left of an order, in lots; only asked where ticks happen. */
    default long leftLots(RestingOrder order) {
        throw new UnsupportedOperationException("only whole orders are matched here");
    }

    /**
     * A stop-limit's stop was reached; what its limit makes of it follows. The order must stay, others may be canceled.
     *
     * @param priceTicks the price that reached it
     */
    default void onTriggered(RestingOrder order, long priceTicks) {}

    /** An order ran out of time. */
    void onExpired(RestingOrder order);

    /** A post-only order would have taken. */
    void onPostOnlyWouldTake(RestingOrder order);

    /** Both orders of a pair were touched inside a bar, and neither at its open. */
    void onBothLegsTouched(RestingOrder stop);
}
