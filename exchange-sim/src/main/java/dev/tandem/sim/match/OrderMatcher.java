package dev.tandem.sim.match;

/** Where orders of one instrument wait for prices, whatever the prices come from. */
public interface OrderMatcher {
    /** Whether no order is here. */
    boolean isEmpty();

    void submit(RestingOrder order);

    /** Submits two orders of which one cancels the other. */
    void submitPair(RestingOrder stop, RestingOrder limit);

    /** Takes an order out; its sibling stays. */
    void remove(RestingOrder order);

    /** Moves the stop of a resting order; it keeps its place among the others. */
    void moveStop(RestingOrder order, long stopTicks);
}
