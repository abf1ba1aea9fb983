package dev.tandem.sim.match;

/** How hard the market is to an order inside a bar. */
public enum FillModel {
    /** The default: a price that is touched fills; if stop and target are both touched, the stop wins. */
    REALISTIC,
    /** As realistic, but a limit that rests needs a trade through its price by one tick. */
    PESSIMISTIC,
    /** As realistic, but if stop and target are both touched, the target wins, also in the bar of the entry. */
    OPTIMISTIC
}
