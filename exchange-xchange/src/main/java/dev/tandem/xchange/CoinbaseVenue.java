package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.ExchangeSpecification;

/** Coinbase Advanced Trade, spot. What is peculiar about it stands in {@link CoinbaseProfile}. */
final class CoinbaseVenue extends GenericVenue {
    private static final String REST = "https://api.coinbase.com";
    private static final int PAGE = 300;
    /** Windows without a bar that are asked for in a row: where nobody trades, Coinbase has none. */
    private static final int EMPTY_WINDOWS = 20;

    private static final Candles CANDLES = new Candles(
            "Coinbase",
            Map.of(
                    60L, "ONE_MINUTE",
                    300L, "FIVE_MINUTE",
                    900L, "FIFTEEN_MINUTE",
                    1_800L, "THIRTY_MINUTE",
                    3_600L, "ONE_HOUR",
                    7_200L, "TWO_HOUR",
                    14_400L, "FOUR_HOUR",
                    21_600L, "SIX_HOUR",
                    86_400L, "ONE_DAY"));

    private final CoinbaseCalls calls;
    private final VenueClock clock;
    private final String streams;

    CoinbaseVenue(VenueProfile.Access access) {
        super(access, false);
        ExchangeSpecification specification = access.specification();
        String url = access.settings().url();
        specification.setSslUri(url == null ? REST : url);
        this.calls = VenueJson.calls(CoinbaseCalls.class, specification);
        this.clock = access.clock();
        this.streams = access.settings().socket(CoinbaseStream.ADDRESS, CoinbaseStream.ADDRESS);
    }

    @Override
    public List<VenueInstrument> instruments() throws IOException {
        List<VenueInstrument> all = new ArrayList<>();
        for (JsonNode product : VenueJson.array(calls.products("SPOT"), "products")) {
            VenueInstrument instrument = instrument(product);
            if (instrument != null) {
                all.add(instrument);
            }
        }
        return all;
    }

    private static @Nullable VenueInstrument instrument(JsonNode product) throws IOException {
        boolean online = product.path("status").asText("online").equals("online")
                && !product.path("is_disabled").asBoolean()
                && !product.path("trading_disabled").asBoolean();
        String[] sides = VenueJson.text(product, "product_id").split("-", -1);
        if (!online || sides.length != 2) {
            return null;
        }
        BigDecimal tick =
                VenueJson.decimal(product, product.has("price_increment") ? "price_increment" : "quote_increment");
        BigDecimal minimum = VenueJson.decimal(product, "quote_min_size");
        try {
            return new VenueInstrument(
                    Instrument.of(
                            sides[0] + "/" + sides[1],
                            tick,
                            VenueJson.decimal(product, "base_increment"),
                            Money.of(minimum.setScale(Money.SCALE, RoundingMode.CEILING))),
                    VenueJson.text(product, "product_id"),
                    Set.of(),
                    false);
        } catch (IllegalArgumentException notOurs) {
            // A name or a grid that our numbers cannot hold; the venue lists hundreds, and nobody asked for this one.
            return null;
        }
    }

    @Override
    public Optional<Long> time() throws IOException {
        JsonNode answer = calls.time();
        return Optional.of(Candles.number(answer, answer.path("epochMillis")));
    }

    /** The prices of the last trade. */
    @Override
    public Ticker ticker(VenueInstrument instrument) throws IOException {
        JsonNode answer = calls.ticker(instrument.symbol(), 1);
        Instrument grid = instrument.instrument();
        JsonNode trade = VenueJson.array(answer, "trades").path(0);
        long last = VenueJson.ticks(grid, answer, trade.path("price"));
        return new Ticker(
                grid,
                known(grid, answer, "best_bid", last),
                known(grid, answer, "best_ask", last),
                last,
                Times.nanos(time(trade)));
    }

    private static long known(Instrument grid, JsonNode answer, String field, long otherwise) throws IOException {
        return answer.path(field).asText().isEmpty() ? otherwise : VenueJson.ticks(grid, answer, answer.path(field));
    }

    private static Instant time(JsonNode trade) throws IOException {
        try {
            return Instant.parse(VenueJson.text(trade, "time"));
        } catch (DateTimeParseException e) {
            throw new UnexpectedAnswerException("a trade without a time", trade.toString());
        }
    }

    @Override
    public List<VenueBalance> balances() throws IOException {
        throw new IOException(
                "there are prices only: XChange's module speaks an interface that Coinbase has taken away; give no key");
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        String length = CANDLES.name(bar);
        long from = fromMillis;
        for (int i = 0; i < EMPTY_WINDOWS && from < toMillis; i++) {
            long to = Math.min(toMillis, from + PAGE * bar.toMillis());
            JsonNode answer = calls.candles(
                    instrument.symbol(), Math.floorDiv(from, 1_000L), Math.floorDiv(to - 1, 1_000L), length, PAGE);
            List<BarRecord> bars = new ArrayList<>();
            for (JsonNode row : VenueJson.array(answer, "candles")) {
                bars.add(Candles.bar(
                        instrument,
                        Candles.number(row, row.path("start")) * 1_000,
                        bar.toMillis(),
                        row,
                        row.path("open"),
                        row.path("high"),
                        row.path("low"),
                        row.path("close"),
                        row.path("volume")));
            }
            List<BarRecord> page = Candles.page(bars, fromMillis, toMillis, clock.marketMillis());
            if (!page.isEmpty()) {
                return page;
            }
            from = to;
        }
        return List.of();
    }

    @Override
    public StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        CANDLES.name(bar);
        return new CoinbaseStream(streams, instrument, instrument.symbol(), bar.toMillis());
    }
}
