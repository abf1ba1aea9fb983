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
