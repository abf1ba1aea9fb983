package dev.tandem.model;

/**
 * A message of the venue has changed the order book, and this is the book after it. A view that moves on after the call in
 * which it was handed out.
 */
public interface BookUpdate {
    /** Is shown the levels of one side. */
    @FunctionalInterface
    interface Levels {
        /**
         * One level.
         *
         * @param sizeUnits what rests there, in 1e-8 of the base asset
         * @return whether to go on
         */
        boolean onLevel(long priceTicks, long sizeUnits);
    }

    Instrument instrument();

    /** When, by the feed, in nanoseconds since 1970. */
    long timeNanos();

    /** The venue's number of the last change in the message; 0 where it does not say. */
    long lastUpdateId();

    /** The best price of a side: {@link Side#BUY} for the bids; 0 if the side is empty. */
    long bestTicks(Side side);

    /** What rests at a price, in 1e-8 of the base asset; 0 for nothing. */
    long sizeUnits(Side side, long priceTicks);

    /** Shows the levels of a side, best first, until the visitor has seen enough. */
    void levels(Side side, Levels visitor);
}
