package dev.tandem.sim.match;

/** What a matcher of ticks tells beside what every matcher tells: there an order may be filled in parts. */
public interface PartMatchListener extends MatchListener {
    /**
     * A part of an order meets a price, or what is left of it. If something is left afterwards,
     * the order stays in the matcher.
     *
     * @param lots how much, at most what is left of the order
     */
    void onPartMatch(RestingOrder order, long priceTicks, long lots, boolean maker);

    /** How much is left of an order, in lots. */
    long leftLots(RestingOrder order);
}
