package dev.tandem.xchange;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What fees in a third asset are worth, such as those in BNB; each price is asked for once a minute at most. */
final class FeePrices {
    private static final Logger LOG = LoggerFactory.getLogger(FeePrices.class);
    private static final long FRESH_NANOS = 60_000_000_000L;

    private final Map<String, VenueInstrument> instruments;
    private final Correspondent venue;
    private final VenueClock clock;
    private final Map<String, CachedPrice> prices = new HashMap<>();

    private record CachedPrice(@Nullable BigDecimal price, long atNanos) {}

    /** @param instruments what the venue lists, by our symbols */
    FeePrices(Map<String, VenueInstrument> instruments, Correspondent venue, VenueClock clock) {
        this.instruments = instruments;
        this.venue = venue;
        this.clock = clock;
    }

    /** What one unit of an asset is worth in another; null if the venue does not say. */
    @Nullable
    BigDecimal price(String asset, String quote) {
        VenueInstrument at = instruments.get(asset + "/" + quote);
        if (at == null) {
            return null;
        }
        synchronized (prices) {
            CachedPrice cached = prices.get(at.symbol());
            if (cached != null && clock.nanos() - cached.atNanos < FRESH_NANOS) {
                return cached.price;
            }
        }
        BigDecimal price = null;
        try {
            price = at.instrument().price(venue.ticker(at).lastTicks());
        } catch (VenueException e) {
            LOG.debug("no price of {}: {}", at.symbol(), e.error().text());
        }
        synchronized (prices) {
            prices.put(at.symbol(), new CachedPrice(price, clock.nanos()));
        }
        return price;
    }
}
