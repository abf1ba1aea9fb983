package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/** Market data for everybody: book, trades, candles, tickers. */
final class MarketCalls {
    private static final int[] DEPTH_LIMITS = {100, 500, 1_000, 5_000};
    private static final int[] DEPTH_WEIGHTS = {5, 25, 50, 250};

    private final BinanceRest rest;
    private final Symbols symbols;
    private final VenueCore core;
    private final Depth depth;

    MarketCalls(BinanceRest rest, Symbols symbols, VenueCore core, Depth depth) {
        this.rest = rest;
        this.symbols = symbols;
        this.core = core;
        this.depth = depth;
    }

    void install(WebServerBuilder server) {
        rest.route(
                server, "GET", "/api/v3/depth", MarketCalls::depthWeight, Endpoint.Access.PUBLIC, locked(this::depth));
        open(server, "/api/v3/trades", 25, this::trades);
        open(server, "/api/v3/historicalTrades", 25, this::trades);
        open(server, "/api/v3/aggTrades", 4, this::aggTrades);
        open(server, "/api/v3/klines", 2, this::klines);
        open(server, "/api/v3/uiKlines", 2, this::klines);
        open(server, "/api/v3/avgPrice", 2, this::averagePrice);
        perSymbol(server, "/api/v3/ticker/24hr", 2, 80, this::day);
        perSymbol(server, "/api/v3/ticker/price", 2, 4, this::price);
        perSymbol(server, "/api/v3/ticker/bookTicker", 2, 4, this::bookTicker);
    }

    private void open(WebServerBuilder server, String path, int weight, Endpoint endpoint) {
        rest.route(server, "GET", path, weight, Endpoint.Access.PUBLIC, locked(endpoint));
    }

    private Endpoint locked(Endpoint endpoint) {
        return call -> {
            synchronized (core) {
                return endpoint.answer(call);
            }
        };
    }

    /** Writes what is known of one symbol. */
    @FunctionalInterface
    private interface Ticker {
        void write(JsonGenerator json, boolean mini) throws IOException;
    }

    private enum Kind {
        FULL,
        MINI
    }

    /** An object for {@code symbol}, an array for {@code symbols} and for neither. */
    private void perSymbol(WebServerBuilder server, String path, int one, int all, Ticker ticker) {
        rest.route(
                server,
                "GET",
                path,
                parameters -> parameters.has("symbol") ? one : all,
                Endpoint.Access.PUBLIC,
                locked(call -> {
                    boolean single = call.parameters().has("symbol");
                    Collection<SymbolRules> wanted = rest.wanted(call.parameters());
                    boolean mini =
                            call.parameters().word("type", Kind.class, BinanceError.invalid("type")) == Kind.MINI;
                    call.parameters().requireAllRead();
                    return BinanceRest.json(json -> {
                        if (single) {
                            ticker.write(json, mini);
                            return;
                        }
                        json.writeStartArray();
                        for (SymbolRules rules : wanted) {
                            if (rules.equals(core.rules())) {
                                ticker.write(json, mini);
                            }
                        }
                        json.writeEndArray();
                    });
                }));
    }

    private static int depthWeight(Parameters parameters) {
        String text = parameters.has("limit") ? parameters.text("limit") : "100";
        long limit = text != null && text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0;
        for (int i = 0; i < DEPTH_LIMITS.length; i++) {
            if (limit <= DEPTH_LIMITS[i]) {
                return DEPTH_WEIGHTS[i];
            }
        }
        return DEPTH_WEIGHTS[DEPTH_WEIGHTS.length - 1];
    }

    private Response depth(Call call) throws IOException {
        symbols.required(call.parameters());
        Long limit = call.parameters().integer("limit");
        call.parameters().requireAllRead();
        int most = limit == null ? 100 : Math.clamp(limit, 1, 5_000);
        return BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeNumberField("lastUpdateId", depth.updateId());
            depth.write(json, "bids", true, most);
            depth.write(json, "asks", false, most);
            json.writeEndObject();
        });
    }

    private Response trades(Call call) throws IOException {
        symbols.required(call.parameters());
        Long from = call.parameters().integer("fromId");
        Page page = Page.read(call.parameters());
        call.parameters().requireAllRead();
        List<Tape.PublicTrade> trades =
                page.of(core.tape().lastTrades(1_000), Tape.PublicTrade::id, Tape.PublicTrade::millis, from);
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (Tape.PublicTrade trade : trades) {
                json.writeStartObject();
                json.writeNumberField("id", trade.id());
                json.writeStringField("price", core.price(trade.ticks()));
                json.writeStringField("qty", core.rules().text(trade.quantity()));
                json.writeStringField("quoteQty", quoted(trade));
                json.writeNumberField("time", trade.millis());
                json.writeBooleanField("isBuyerMaker", trade.buyerMakes());
                json.writeBooleanField("isBestMatch", true);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private String quoted(Tape.PublicTrade trade) {
        return core.rules().text(core.rules().instrument().price(trade.ticks()).multiply(trade.quantity()));
    }

    private Response aggTrades(Call call) throws IOException {
        symbols.required(call.parameters());
        Long from = call.parameters().integer("fromId");
        Page page = Page.read(call.parameters());
        call.parameters().requireAllRead();
        List<Tape.PublicTrade> trades =
                page.of(core.tape().lastTrades(1_000), Tape.PublicTrade::id, Tape.PublicTrade::millis, from);
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (Tape.PublicTrade trade : trades) {
                json.writeStartObject();
                json.writeNumberField("a", trade.id());
                json.writeStringField("p", core.price(trade.ticks()));
                json.writeStringField("q", core.rules().text(trade.quantity()));
                json.writeNumberField("f", trade.id());
                json.writeNumberField("l", trade.id());
                json.writeNumberField("T", trade.millis());
                json.writeBooleanField("m", trade.buyerMakes());
                json.writeBooleanField("M", true);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Finished candles only: what is still in progress would be taken for finished by who compares with a clock. */
    private Response klines(Call call) throws IOException {
        symbols.required(call.parameters());
        long interval = Intervals.nanos(call.parameters().requiredText("interval"));
        call.parameters().text("timeZone");
        Page page = Page.read(call.parameters());
        call.parameters().requireAllRead();
        List<Candle> candles = core.tape().candles(interval, page.start(), page.end(), page.limit());
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (Candle candle : candles) {
                json.writeStartArray();
                json.writeNumber(candle.openMillis());
                json.writeString(core.price(candle.open()));
                json.writeString(core.price(candle.high()));
                json.writeString(core.price(candle.low()));
                json.writeString(core.price(candle.close()));
                json.writeString(core.rules().text(candle.volume()));
                json.writeNumber(candle.closeMillis());
                json.writeString(core.rules().text(candle.quoteVolume()));
                json.writeNumber(candle.trades());
                json.writeString(core.rules().text(candle.buyVolume()));
                json.writeString(core.rules().text(candle.buyQuoteVolume()));
                json.writeString("0");
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }

    private Response averagePrice(Call call) throws IOException {
        symbols.required(call.parameters());
        call.parameters().requireAllRead();
        BigDecimal average = core.tape().averagePrice();
        return BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeNumberField("mins", SymbolRules.AVERAGE_MINUTES);
            json.writeStringField("price", core.rules().text(average == null ? BigDecimal.ZERO : average));
            json.writeNumberField("closeTime", core.tape().nowMillis());
            json.writeEndObject();
        });
    }

    private void price(JsonGenerator json, boolean mini) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", core.rules().symbol());
        json.writeStringField("price", core.price(core.tape().lastTicks()));
        json.writeEndObject();
    }

    private void bookTicker(JsonGenerator json, boolean mini) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", core.rules().symbol());
        best(json);
        json.writeEndObject();
    }

    private void best(JsonGenerator json) throws IOException {
        Depth.Level bid = depth.best(true);
        Depth.Level ask = depth.best(false);
        json.writeStringField("bidPrice", core.price(bid.ticks()));
        json.writeStringField("bidQty", core.quantity(bid.lots()));
        json.writeStringField("askPrice", core.price(ask.ticks()));
        json.writeStringField("askQty", core.quantity(ask.lots()));
    }

    private void day(JsonGenerator json, boolean mini) throws IOException {
        Candle day = core.tape().day();
        json.writeStartObject();
        json.writeStringField("symbol", core.rules().symbol());
        BigDecimal open = price(day == null ? 0 : day.open());
        BigDecimal close = price(day == null ? 0 : day.close());
        BigDecimal volume = day == null ? BigDecimal.ZERO : day.volume();
        BigDecimal quoted = day == null ? BigDecimal.ZERO : day.quoteVolume();
        if (!mini) {
            json.writeStringField("priceChange", core.rules().text(close.subtract(open)));
            json.writeStringField("priceChangePercent", percent(open, close));
            json.writeStringField("weightedAvgPrice", core.rules().text(average(volume, quoted, close)));
            json.writeStringField("prevClosePrice", core.rules().text(open));
        }
        json.writeStringField("lastPrice", core.rules().text(close));
        if (!mini) {
            List<Tape.PublicTrade> last = core.tape().lastTrades(1);
            json.writeStringField(
                    "lastQty",
                    core.rules()
                            .text(
                                    last.isEmpty()
                                            ? BigDecimal.ZERO
                                            : last.getFirst().quantity()));
            best(json);
        }
        json.writeStringField("openPrice", core.rules().text(open));
        json.writeStringField("highPrice", core.price(day == null ? 0 : day.high()));
        json.writeStringField("lowPrice", core.price(day == null ? 0 : day.low()));
        json.writeStringField("volume", core.rules().text(volume));
        json.writeStringField("quoteVolume", core.rules().text(quoted));
        json.writeNumberField("openTime", day == null ? core.tape().nowMillis() : day.openMillis());
        json.writeNumberField("closeTime", core.tape().nowMillis());
        json.writeNumberField("firstId", core.tape().lastTradeId() == 0 ? -1 : 1);
        json.writeNumberField(
                "lastId", core.tape().lastTradeId() == 0 ? -1 : core.tape().lastTradeId());
        json.writeNumberField("count", core.tape().lastTradeId());
        json.writeEndObject();
    }

    private BigDecimal price(long ticks) {
        return core.rules().instrument().price(ticks);
    }

    static BigDecimal average(BigDecimal volume, BigDecimal quoted, BigDecimal close) {
        return volume.signum() == 0 ? close : quoted.divide(volume, 8, RoundingMode.HALF_EVEN);
    }

    static String percent(BigDecimal open, BigDecimal close) {
        return open.signum() == 0
                ? "0.000"
                : close.subtract(open)
                        .movePointRight(2)
                        .divide(open, 3, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }
}
