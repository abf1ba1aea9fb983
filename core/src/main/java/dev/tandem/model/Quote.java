package dev.tandem.model;

/** The best bid and offer, as a market data feed tells them. A view that moves on after the call in which it was handed out. */
public interface Quote {
    /** A size that the feed does not tell. */
    long UNKNOWN_SIZE = -1;

    Instrument instrument();

    /** When, by the feed, in nanoseconds since 1970. */
    long timeNanos();

    long bidTicks();

    long askTicks();

    /** In 1e-8 of the base asset, or {@link #UNKNOWN_SIZE}. */
    long bidSizeUnits();

    /** In 1e-8 of the base asset, or {@link #UNKNOWN_SIZE}. */
    long askSizeUnits();

    /** The middle between bid and offer, as a number for indicators. */
    default double midAsDouble() {
        return (instrument().priceAsDouble(bidTicks()) + instrument().priceAsDouble(askTicks())) / 2;
    }
}
