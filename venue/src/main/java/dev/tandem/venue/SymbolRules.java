package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Which orders the venue takes for one symbol: Binance's filters, with Binance's names and texts.
 *
 * <p>A bound of zero is a rule that is off, as in the protocol.
 */
final class SymbolRules {
    /** Decimals of prices and quantities in every answer. */
    private static final int DECIMALS = 8;

    private static final BigDecimal MOST_PRICE = new BigDecimal("1000000");
    private static final BigDecimal MOST_QUANTITY = new BigDecimal("9000");
    private static final BigDecimal MOST_NOTIONAL = new BigDecimal("9000000");
    private static final BigDecimal UP = new BigDecimal("5");
    private static final BigDecimal DOWN = new BigDecimal("0.2");
    static final int LEAST_TRAILING = 10;
    static final int MOST_TRAILING = 2_000;
    static final int MOST_ORDERS = 200;
    static final int MOST_ALGO_ORDERS = 5;
    static final int AVERAGE_MINUTES = 5;

    private final Instrument instrument;
    private final String symbol;
    private final BigDecimal minPrice;
    private final BigDecimal maxPrice;
    private final BigDecimal minQuantity;
    private final BigDecimal maxQuantity;
    private final BigDecimal minNotional;
    private final BigDecimal maxNotional;
    private final int decimals;

    /** The bounds that Binance's large pairs have, widened where the instrument's grid is coarser than theirs. */
    SymbolRules(Instrument instrument) {
        this.instrument = instrument;
        this.symbol = instrument.base() + instrument.quote();
        this.minPrice = instrument.tickSize();
        this.maxPrice = MOST_PRICE.max(instrument.tickSize().movePointRight(8));
        this.minQuantity = instrument.lotSize();
        this.maxQuantity = MOST_QUANTITY.max(instrument.lotSize().multiply(BigDecimal.valueOf(900_000_000)));
        this.minNotional = BigDecimal.valueOf(instrument.minNotional(), Money.SCALE);
        this.maxNotional = MOST_NOTIONAL.max(minNotional.movePointRight(6));
        this.decimals = Math.max(
                DECIMALS,
                Math.max(instrument.tickSize().scale(), instrument.lotSize().scale()));
    }

    Instrument instrument() {
        return instrument;
    }

    /** {@code BTCUSDT}. */
    String symbol() {
        return symbol;
    }

    /** A price or quantity as every answer has it: {@code 0.02000000}. */
    String text(BigDecimal value) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /**
     * The first filter that an order fails, or null.
     *
     * @param reference the average price that a market order's worth and a limit's distance are measured with; null while
     *     nothing has traded, and then neither is
     */
    @Nullable
    BinanceError check(OrderForm order, @Nullable BigDecimal reference) {
        BigDecimal price = order.price();
        BigDecimal stopPrice = order.stopPrice();
        BigDecimal quantity = order.quantity();
        if (isTooPrecise(price)) {
            return BinanceError.tooPrecise("price");
        }
        if (isTooPrecise(stopPrice)) {
            return BinanceError.tooPrecise("stopPrice");
        }
        if (isTooPrecise(quantity)) {
            return BinanceError.tooPrecise("quantity");
        }
        if (isTooPrecise(order.quoteOrderQty())) {
            return BinanceError.tooPrecise("quoteOrderQty");
        }
        if (isZero(quantity) || isZero(order.quoteOrderQty())) {
            return BinanceError.INVALID_QUANTITY;
        }
        if (isZero(price)) {
            return BinanceError.INVALID_PRICE;
        }
        if (isOutside(price, minPrice, maxPrice, instrument.tickSize())
                || isOutside(stopPrice, minPrice, maxPrice, instrument.tickSize())) {
            return BinanceError.filter("PRICE_FILTER");
        }
        if (isOutside(quantity, minQuantity, maxQuantity, instrument.lotSize())) {
            return BinanceError.filter("LOT_SIZE");
        }
        int trailing = order.trailingDelta();
        if (trailing != 0 && (trailing < LEAST_TRAILING || trailing > MOST_TRAILING)) {
            return BinanceError.filter("TRAILING_DELTA");
        }
        if (price != null && reference != null && isFar(price, reference)) {
            return BinanceError.filter("PERCENT_PRICE_BY_SIDE");
        }
        return checkNotional(order, reference);
    }

    private @Nullable BinanceError checkNotional(OrderForm order, @Nullable BigDecimal reference) {
        BigDecimal quoted = order.quoteOrderQty();
        BigDecimal quantity = order.quantity();
        BigDecimal price = order.price() != null ? order.price() : reference;
        BigDecimal worth;
        if (quoted != null) {
            worth = quoted;
        } else if (quantity != null && price != null) {
            worth = quantity.multiply(price);
        } else {
            return null;
        }
        boolean limited = order.price() != null;
        return worth.compareTo(minNotional) < 0 || (limited && worth.compareTo(maxNotional) > 0)
                ? BinanceError.filter("NOTIONAL")
                : null;
    }

    private boolean isTooPrecise(@Nullable BigDecimal value) {
        return value != null && value.stripTrailingZeros().scale() > decimals;
    }

    private static boolean isZero(@Nullable BigDecimal value) {
        return value != null && value.signum() == 0;
    }

    private static boolean isOutside(@Nullable BigDecimal value, BigDecimal least, BigDecimal most, BigDecimal step) {
        return value != null
                && (value.compareTo(least) < 0
                        || value.compareTo(most) > 0
                        || value.remainder(step).signum() != 0);
    }

    private static boolean isFar(BigDecimal price, BigDecimal reference) {
        return price.compareTo(reference.multiply(UP)) > 0 || price.compareTo(reference.multiply(DOWN)) < 0;
    }

    /** This symbol's object in {@code exchangeInfo}. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", symbol);
        json.writeStringField("status", "TRADING");
        json.writeStringField("baseAsset", instrument.base());
        json.writeNumberField("baseAssetPrecision", decimals);
        json.writeStringField("quoteAsset", instrument.quote());
        json.writeNumberField("quotePrecision", decimals);
        json.writeNumberField("quoteAssetPrecision", decimals);
        json.writeNumberField("baseCommissionPrecision", decimals);
        json.writeNumberField("quoteCommissionPrecision", decimals);
        words(
                json,
                "orderTypes",
                "LIMIT",
                "LIMIT_MAKER",
                "MARKET",
                "STOP_LOSS",
                "STOP_LOSS_LIMIT",
                "TAKE_PROFIT",
                "TAKE_PROFIT_LIMIT");
        json.writeBooleanField("icebergAllowed", false);
        json.writeBooleanField("ocoAllowed", true);
        json.writeBooleanField("otoAllowed", false);
        json.writeBooleanField("quoteOrderQtyMarketAllowed", true);
        json.writeBooleanField("allowTrailingStop", true);
        json.writeBooleanField("cancelReplaceAllowed", true);
        json.writeBooleanField("amendAllowed", false);
        json.writeBooleanField("isSpotTradingAllowed", true);
        json.writeBooleanField("isMarginTradingAllowed", false);
        json.writeArrayFieldStart("filters");
        filters(json);
        json.writeEndArray();
        json.writeArrayFieldStart("permissions");
        json.writeEndArray();
        json.writeArrayFieldStart("permissionSets");
        json.writeStartArray();
        json.writeString("SPOT");
        json.writeEndArray();
        json.writeEndArray();
        json.writeStringField("defaultSelfTradePreventionMode", OrderForm.SelfTradePrevention.EXPIRE_MAKER.name());
        json.writeArrayFieldStart("allowedSelfTradePreventionModes");
        for (OrderForm.SelfTradePrevention mode : OrderForm.SelfTradePrevention.values()) {
            json.writeString(mode.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void filters(JsonGenerator json) throws IOException {
        filter(json, "PRICE_FILTER");
        range(json, "minPrice", minPrice, "maxPrice", maxPrice, "tickSize", instrument.tickSize());
        filter(json, "LOT_SIZE");
        range(json, "minQty", minQuantity, "maxQty", maxQuantity, "stepSize", instrument.lotSize());
        filter(json, "MARKET_LOT_SIZE");
        range(json, "minQty", BigDecimal.ZERO, "maxQty", maxQuantity, "stepSize", BigDecimal.ZERO);
        filter(json, "TRAILING_DELTA");
        json.writeNumberField("minTrailingAboveDelta", LEAST_TRAILING);
        json.writeNumberField("maxTrailingAboveDelta", MOST_TRAILING);
        json.writeNumberField("minTrailingBelowDelta", LEAST_TRAILING);
        json.writeNumberField("maxTrailingBelowDelta", MOST_TRAILING);
        json.writeEndObject();
        filter(json, "PERCENT_PRICE_BY_SIDE");
        json.writeStringField("bidMultiplierUp", UP.toPlainString());
        json.writeStringField("bidMultiplierDown", DOWN.toPlainString());
        json.writeStringField("askMultiplierUp", UP.toPlainString());
        json.writeStringField("askMultiplierDown", DOWN.toPlainString());
        json.writeNumberField("avgPriceMins", AVERAGE_MINUTES);
        json.writeEndObject();
        filter(json, "NOTIONAL");
        json.writeStringField("minNotional", text(minNotional));
        json.writeBooleanField("applyMinToMarket", true);
        json.writeStringField("maxNotional", text(maxNotional));
        json.writeBooleanField("applyMaxToMarket", false);
        json.writeNumberField("avgPriceMins", AVERAGE_MINUTES);
        json.writeEndObject();
        filter(json, "MAX_NUM_ORDERS");
        json.writeNumberField("maxNumOrders", MOST_ORDERS);
        json.writeEndObject();
        filter(json, "MAX_NUM_ALGO_ORDERS");
        json.writeNumberField("maxNumAlgoOrders", MOST_ALGO_ORDERS);
        json.writeEndObject();
    }

    private static void filter(JsonGenerator json, String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("filterType", type);
    }

    private void range(
            JsonGenerator json,
            String least,
            BigDecimal leastValue,
            String most,
            BigDecimal mostValue,
            String step,
            BigDecimal stepValue)
            throws IOException {
        json.writeStringField(least, text(leastValue));
        json.writeStringField(most, text(mostValue));
        json.writeStringField(step, text(stepValue));
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, String name, String... words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }
}
