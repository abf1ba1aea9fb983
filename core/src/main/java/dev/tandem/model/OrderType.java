package dev.tandem.model;

/** How an order finds its price (FIX tag 40). Prices are ticks of the order's instrument. */
public sealed interface OrderType {
    /** At whatever the market gives. */
    record Market() implements OrderType {
        /** The one market type: it has no price. */
        public static final Market INSTANCE = new Market();
    }

    /**
     * At this price or better (FIX tag 44).
     *
     * @param priceTicks the worst price that is acceptable
     */
    record Limit(long priceTicks) implements OrderType {}

    /**
     * A market order once the market has reached this price (FIX tag 99).
     *
     * @param stopTicks the price that triggers it
     */
    record Stop(long stopTicks) implements OrderType {}

    /**
     * A limit order once the market has reached the stop.
     *
     * @param stopTicks the price that triggers it
     * @param limitTicks the worst price that is acceptable then
     */
    record StopLimit(long stopTicks, long limitTicks) implements OrderType {}

    /**
     * A stop that follows the market at a distance and never goes back. It is the engine's: what rests at the venue is
     * a stop that the engine raises at each close.
     *
     * @param distance the distance from the best close so far, as a fraction of it, above 0 and below 1
     */
    record TrailingStop(Rate distance) implements OrderType {
        public TrailingStop {
            if (distance.units() <= 0 || distance.units() >= Rate.ONE) {
                throw new IllegalArgumentException(
                        "a trailing stop's distance must be a fraction above 0 and below 1, was " + distance);
            }
        }
    }
}
