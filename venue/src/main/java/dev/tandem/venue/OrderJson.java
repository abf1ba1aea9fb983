package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Orders, fills and lists as Binance writes them; it writes the same thing differently in different answers. */
final class OrderJson {
    private final VenueCore core;

    OrderJson(VenueCore core) {
        this.core = core;
    }

    /** The answer to a new order. */
    void placed(JsonGenerator json, VenueOrder order, OrderForm.ResponseType type) throws IOException {
        json.writeStartObject();
        names(json, order);
        json.writeNumberField("transactTime", order.updatedMillis);
        if (type != OrderForm.ResponseType.ACK) {
            amounts(json, order);
            kind(json, order);
            json.writeNumberField("workingTime", order.workingMillis);
            conditions(json, order);
            if (type == OrderForm.ResponseType.FULL) {
                json.writeArrayFieldStart("fills");
                for (VenueFill fill : order.fills) {
                    json.writeStartObject();
                    json.writeStringField("price", core.price(fill.ticks()));
                    json.writeStringField("qty", core.quantity(fill.lots()));
                    json.writeStringField("commission", core.units(fill.fee()));
                    json.writeStringField("commissionAsset", fill.feeAsset());
                    json.writeNumberField("tradeId", fill.id());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    /** The answer to a cancel. */
    void canceled(JsonGenerator json, VenueOrder order) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", core.rules().symbol());
        json.writeStringField("origClientOrderId", order.clientId);
        json.writeNumberField("orderId", order.id);
        json.writeNumberField("orderListId", order.listId());
        json.writeStringField("clientOrderId", order.cancelId);
        json.writeNumberField("transactTime", order.updatedMillis);
        amounts(json, order);
        kind(json, order);
        conditions(json, order);
        json.writeEndObject();
    }

    /** The answer to a query. */
    void queried(JsonGenerator json, VenueOrder order) throws IOException {
        json.writeStartObject();
        names(json, order);
        amounts(json, order);
        kind(json, order);
        if (order.form.stopPrice() == null) {
            json.writeStringField("stopPrice", core.price(0));
        }
        json.writeStringField("icebergQty", core.quantity(0));
        json.writeNumberField("time", order.createdMillis);
        json.writeNumberField("updateTime", order.updatedMillis);
        json.writeBooleanField("isWorking", order.working);
        json.writeNumberField("workingTime", order.workingMillis);
        conditions(json, order);
        json.writeEndObject();
    }

    private void names(JsonGenerator json, VenueOrder order) throws IOException {
        json.writeStringField("symbol", core.rules().symbol());
        json.writeNumberField("orderId", order.id);
        json.writeNumberField("orderListId", order.listId());
        json.writeStringField("clientOrderId", order.clientId);
    }

    private void amounts(JsonGenerator json, VenueOrder order) throws IOException {
        json.writeStringField("price", text(order.form.price()));
        json.writeStringField(
                "origQty",
                order.form.quantity() == null ? core.quantity(order.executedLots) : core.quantity(order.lots));
        json.writeStringField("executedQty", core.quantity(order.executedLots));
        json.writeStringField("origQuoteOrderQty", text(order.form.quoteOrderQty()));
        json.writeStringField("cummulativeQuoteQty", core.units(order.executedAmount));
    }

    private String text(@Nullable BigDecimal value) {
        return core.rules().text(value == null ? BigDecimal.ZERO : value);
    }

    private void kind(JsonGenerator json, VenueOrder order) throws IOException {
        json.writeStringField("status", order.status.name());
        json.writeStringField("timeInForce", timeInForce(order));
        json.writeStringField("type", order.form.type().name());
        json.writeStringField("side", order.form.side().name());
    }

    static String timeInForce(VenueOrder order) {
        return order.form.timeInForce() == null
                ? "GTC"
                : order.form.timeInForce().name();
    }

    private void conditions(JsonGenerator json, VenueOrder order) throws IOException {
        if (order.form.stopPrice() instanceof BigDecimal stop) {
            json.writeStringField("stopPrice", core.rules().text(stop));
        }
        if (order.form.trailingDelta() > 0) {
            json.writeNumberField("trailingDelta", order.form.trailingDelta());
        }
        json.writeStringField(
                "selfTradePreventionMode", order.form.selfTradePrevention().name());
    }

    /** One of an account's own trades. */
    void trade(JsonGenerator json, VenueFill fill) throws IOException {
        VenueOrder order = fill.order();
        json.writeStartObject();
        json.writeStringField("symbol", core.rules().symbol());
        json.writeNumberField("id", fill.id());
        json.writeNumberField("orderId", order.id);
        json.writeNumberField("orderListId", order.listId());
        json.writeStringField("price", core.price(fill.ticks()));
        json.writeStringField("qty", core.quantity(fill.lots()));
        json.writeStringField("quoteQty", core.units(fill.amount()));
        json.writeStringField("commission", core.units(fill.fee()));
        json.writeStringField("commissionAsset", fill.feeAsset());
        json.writeNumberField("time", fill.millis());
        json.writeBooleanField("isBuyer", order.isBuy());
        json.writeBooleanField("isMaker", fill.maker());
        json.writeBooleanField("isBestMatch", true);
        json.writeEndObject();
    }

    /** Writes one report of each order in a list's answer. */
    @FunctionalInterface
    interface Report {
        void write(JsonGenerator json, VenueOrder order) throws IOException;
    }

    /** A list, without the end of the object. */
    void startList(JsonGenerator json, OrderList list) throws IOException {
        boolean open = list.isOpen();
        json.writeStartObject();
        json.writeNumberField("orderListId", list.id);
        json.writeStringField("contingencyType", "OCO");
        json.writeStringField("listStatusType", open ? "EXEC_STARTED" : "ALL_DONE");
        json.writeStringField("listOrderStatus", open ? "EXECUTING" : "ALL_DONE");
        json.writeStringField("listClientOrderId", list.clientId);
        json.writeNumberField("transactionTime", list.millis);
        json.writeStringField("symbol", core.rules().symbol());
        json.writeArrayFieldStart("orders");
        for (VenueOrder order : list.orders) {
            json.writeStartObject();
            json.writeStringField("symbol", core.rules().symbol());
            json.writeNumberField("orderId", order.id);
            json.writeStringField("clientOrderId", order.clientId);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A list with a report of each of its orders. */
    void list(JsonGenerator json, OrderList list, Report report) throws IOException {
        startList(json, list);
        json.writeArrayFieldStart("orderReports");
        for (VenueOrder order : list.orders) {
            report.write(json, order);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
