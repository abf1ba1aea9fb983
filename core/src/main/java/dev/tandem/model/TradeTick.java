package dev.tandem.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A trade of others, as a market data feed tells it. A view that moves on after the call in which it was handed out. */
public interface TradeTick {
    Instrument instrument();

    /** When, by the feed, in nanoseconds since 1970. */
    long timeNanos();

    /** At which price. */
    long priceTicks();

    /** How much, in 1e-8 of the base asset: others need not trade in our lots. */
    long sizeUnits();

    /** Which side took liquidity; null where the feed does not say. */
    @Nullable
    Side aggressor();

    default BigDecimal price() {
        return instrument().price(priceTicks());
    }

    /** How much, in units of the base asset. */
    default BigDecimal size() {
        return BigDecimal.valueOf(sizeUnits(), 8);
    }
}
