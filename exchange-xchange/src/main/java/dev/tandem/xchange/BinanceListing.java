package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Binance's {@code exchangeInfo} lists: what may be traded there, on which grid, and how often one may ask. */
final class BinanceListing {
    private BinanceListing() {}

    /** What is trading at the moment; what our numbers cannot hold is left out. */
    static List<VenueInstrument> instruments(JsonNode info, boolean takesPairs) throws IOException {
        List<VenueInstrument> all = new ArrayList<>();
        for (JsonNode symbol : VenueJson.array(info, "symbols")) {
            VenueInstrument instrument = instrument(symbol, takesPairs);
            if (instrument != null) {
                all.add(instrument);
            }
        }
        return all;
    }

    private static @Nullable VenueInstrument instrument(JsonNode symbol, boolean takesPairs) throws IOException {
        if (!symbol.path("status").asText().equals("TRADING")) {
            return null;
        }
        BigDecimal tick = null;
        BigDecimal lot = null;
        BigDecimal minimum = BigDecimal.ZERO;
        for (JsonNode filter : symbol.path("filters")) {
            switch (filter.path("filterType").asText()) {
                case "PRICE_FILTER" -> tick = VenueJson.decimal(filter, "tickSize");
                case "LOT_SIZE" -> lot = VenueJson.decimal(filter, "stepSize");
                case "NOTIONAL", "MIN_NOTIONAL" -> minimum = VenueJson.decimal(filter, "minNotional");
                default -> {}
            }
        }
        if (tick == null || lot == null || tick.signum() == 0 || lot.signum() == 0) {
            return null;
        }
        Set<String> types = new LinkedHashSet<>();
        symbol.path("orderTypes").forEach(type -> types.add(type.asText()));
        String name = (VenueJson.text(symbol, "baseAsset") + "/" + VenueJson.text(symbol, "quoteAsset"))
                .toUpperCase(Locale.ROOT);
        try {
            long minNotional = Money.of(minimum.setScale(Money.SCALE, RoundingMode.CEILING));
            return new VenueInstrument(
                    Instrument.of(name, tick, lot, minNotional),
                    VenueJson.text(symbol, "symbol"),
                    Set.copyOf(types),
                    takesPairs && symbol.path("ocoAllowed").asBoolean());
        } catch (IllegalArgumentException notOurs) {
            // A name or a grid that our numbers cannot hold; the venue lists thousands, and nobody asked for this one.
            return null;
        }
    }

    /** What may be asked and ordered in which time. */
    static List<RateBudget.Limit> limits(JsonNode info) {
        List<RateBudget.Limit> told = new ArrayList<>();
        for (JsonNode limit : info.path("rateLimits")) {
            String type = limit.path("rateLimitType").asText();
            Duration unit = switch (limit.path("interval").asText()) {
                case "SECOND" -> Duration.ofSeconds(1);
                case "MINUTE" -> Duration.ofMinutes(1);
                case "DAY" -> Duration.ofDays(1);
                default -> Duration.ZERO;
            };
            int permits = limit.path("limit").asInt();
            boolean ours = type.equals("REQUEST_WEIGHT") || type.equals("ORDERS");
            if (ours && permits > 0 && !unit.isZero()) {
                Duration per =
                        unit.multipliedBy(Math.max(1, limit.path("intervalNum").asInt()));
                told.add(new RateBudget.Limit(type, permits, per, type.equals("ORDERS")));
            }
        }
        return told;
    }
}
