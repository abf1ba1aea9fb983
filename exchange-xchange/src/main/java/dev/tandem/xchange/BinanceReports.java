package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Binance says of orders and fills. */
final class BinanceReports {
    private static final long MILLI = 1_000_000L;

    private final Map<String, Instrument> bySymbol;
    private final VenueClock clock;

    /** @param bySymbol what is listed, as it comes to be known */
    BinanceReports(Map<String, Instrument> bySymbol, VenueClock clock) {
        this.bySymbol = bySymbol;
        this.clock = clock;
    }

    /** The answer to an order; some types are answered with less than others. */
    VenueOrder placed(
            JsonNode answer, ApprovedOrder.Single order, OrderType as, VenueInstrument instrument, BigDecimal quantity)
            throws IOException {
        String clientId = VenueJson.text(answer, "clientOrderId");
        if (!clientId.equals(order.id().toString())
                || !VenueJson.text(answer, "symbol").equals(instrument.symbol())) {
            throw new UnexpectedAnswerException("the answer is about another order: " + clientId, answer.toString());
        }
        OrderId orderId = OrderId.of(VenueJson.number(answer, "orderId"));
        boolean full = answer.has("status");
        long time = answer.has("transactTime") ? VenueJson.number(answer, "transactTime") : clock.venueMillis();
        List<VenueFill> fills = new ArrayList<>();
        for (JsonNode fill : answer.path("fills")) {
            fills.add(new VenueFill(
                    TradeId.of(VenueJson.number(fill, "tradeId")),
                    orderId,
                    order.side(),
                    VenueJson.decimal(fill, "price"),
                    VenueJson.decimal(fill, "qty"),
                    VenueJson.decimal(fill, "commission"),
                    VenueJson.text(fill, "commissionAsset"),
                    Liquidity.TAKER,
                    time * MILLI));
        }
        return new VenueOrder(
                instrument.symbol(),
                clientId,
                orderId,
                order.side(),
                as,
                full ? status(VenueJson.text(answer, "status"), answer) : OrderStatus.NEW,
                quantity,
                full ? VenueJson.decimal(answer, "executedQty") : BigDecimal.ZERO,
                time * MILLI,
                fills,
                answer.toString());
    }

    List<VenueOrder> orders(JsonNode answer) throws IOException {
        if (answer == null || !answer.isArray()) {
            throw new UnexpectedAnswerException("orders were asked for, and no list came", String.valueOf(answer));
        }
        List<VenueOrder> orders = new ArrayList<>();
        for (JsonNode order : answer) {
            orders.add(order(order));
        }
        return orders;
    }

    static String clientId(JsonNode order) throws IOException {
        return order.has("origClientOrderId")
                ? VenueJson.text(order, "origClientOrderId")
                : VenueJson.text(order, "clientOrderId");
    }

    VenueOrder order(JsonNode order) throws IOException {
        String symbol = VenueJson.text(order, "symbol");
        long time = order.has("updateTime")
                ? VenueJson.number(order, "updateTime")
                : order.has("transactTime") ? VenueJson.number(order, "transactTime") : clock.venueMillis();
        return new VenueOrder(
                symbol,
                clientId(order),
                OrderId.of(VenueJson.number(order, "orderId")),
                side(VenueJson.text(order, "side"), order),
                type(order, bySymbol.get(symbol)),
                status(VenueJson.text(order, "status"), order),
                VenueJson.decimal(order, "origQty"),
                VenueJson.decimal(order, "executedQty"),
                time * MILLI,
                List.of(),
                order.toString());
    }

    private static Side side(String text, JsonNode order) throws UnexpectedAnswerException {
        return switch (text) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw new UnexpectedAnswerException("'" + text + "' is no side", order.toString());
        };
    }

    static OrderStatus status(String text, JsonNode order) throws UnexpectedAnswerException {
        return switch (text) {
            case "NEW", "PENDING_NEW", "PENDING_CANCEL" -> OrderStatus.NEW;
            case "PARTIALLY_FILLED" -> OrderStatus.PARTIALLY_FILLED;
            case "FILLED" -> OrderStatus.FILLED;
            case "CANCELED" -> OrderStatus.CANCELED;
            case "REJECTED" -> OrderStatus.REJECTED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> OrderStatus.EXPIRED;
            default -> throw new UnexpectedAnswerException("'" + text + "' is no status", order.toString());
        };
    }

    private static OrderType type(JsonNode order, @Nullable Instrument grid) throws IOException {
        if (grid == null) {
            return OrderType.Market.INSTANCE;
        }
        long price = grid.roundedTicks(VenueJson.decimal(order, "price"), RoundingMode.HALF_EVEN);
        long stop = order.has("stopPrice")
                ? grid.roundedTicks(VenueJson.decimal(order, "stopPrice"), RoundingMode.HALF_EVEN)
                : 0;
        return switch (VenueJson.text(order, "type")) {
            case "LIMIT", "LIMIT_MAKER" -> new OrderType.Limit(price);
            case "STOP_LOSS", "TAKE_PROFIT" -> new OrderType.Stop(stop);
            case "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT" -> new OrderType.StopLimit(stop, price);
            default -> OrderType.Market.INSTANCE;
        };
    }

    static List<VenueFill> fills(JsonNode answer) throws IOException {
        if (answer == null || !answer.isArray()) {
            throw new UnexpectedAnswerException("fills were asked for, and no list came", String.valueOf(answer));
        }
        List<VenueFill> fills = new ArrayList<>();
        for (JsonNode fill : answer) {
            fills.add(new VenueFill(
                    TradeId.of(VenueJson.number(fill, "id")),
                    OrderId.of(VenueJson.number(fill, "orderId")),
                    fill.path("isBuyer").asBoolean() ? Side.BUY : Side.SELL,
                    VenueJson.decimal(fill, "price"),
                    VenueJson.decimal(fill, "qty"),
                    VenueJson.decimal(fill, "commission"),
                    VenueJson.text(fill, "commissionAsset"),
                    fill.path("isMaker").asBoolean() ? Liquidity.MAKER : Liquidity.TAKER,
                    VenueJson.number(fill, "time") * MILLI));
        }
        return fills;
    }
}
