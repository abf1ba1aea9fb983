package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Orders: place, cancel, replace, ask. */
final class OrderCalls {
    private static final BinanceError CANCEL_REJECTED_PARAMETERS =
            BinanceError.missing("cancelOrderId", "cancelOrigClientOrderId");

    private final BinanceRest rest;
    private final Symbols symbols;
    private final VenueCore core;
    private final OrderJson write;

    OrderCalls(BinanceRest rest, Symbols symbols, VenueCore core) {
        this.rest = rest;
        this.symbols = symbols;
        this.core = core;
        this.write = new OrderJson(core);
    }

    void install(WebServerBuilder server) {
        signed(server, "POST", "/api/v3/order", 1, this::placeOrder);
        signed(server, "GET", "/api/v3/order", 4, this::queryOrder);
        signed(server, "DELETE", "/api/v3/order", 1, this::cancelOrder);
        signed(server, "POST", "/api/v3/order/cancelReplace", 1, this::cancelReplace);
        signed(server, "DELETE", "/api/v3/openOrders", 1, this::cancelAll);
        rest.route(
                server,
                "GET",
                "/api/v3/openOrders",
                parameters -> parameters.has("symbol") ? 6 : 80,
                Endpoint.Access.SIGNED,
                locked(this::openOrders));
        signed(server, "GET", "/api/v3/allOrders", 20, this::allOrders);
        signed(server, "POST", "/api/v3/orderList/oco", 1, this::placePair);
        signed(server, "POST", "/api/v3/order/oco", 1, this::placePairTheOldWay);
        signed(server, "GET", "/api/v3/orderList", 4, this::queryList);
        signed(server, "DELETE", "/api/v3/orderList", 1, this::cancelList);
        signed(server, "GET", "/api/v3/openOrderList", 6, this::openLists);
        signed(server, "GET", "/api/v3/allOrderList", 20, this::allLists);
    }

    private void signed(WebServerBuilder server, String method, String path, int weight, Endpoint endpoint) {
        rest.route(server, method, path, weight, Endpoint.Access.SIGNED, locked(endpoint));
    }

    /** One call at a time, and its answer is of one state. */
    private Endpoint locked(Endpoint endpoint) {
        return call -> {
            synchronized (core) {
                return endpoint.answer(call);
            }
        };
    }

    private VenueAccount account(Call call) {
        return core.account(call.account());
    }

    // New orders

    private Response placeOrder(Call call) throws IOException {
        return rest.counted(call, 1, counted -> {
            OrderForm form = OrderForm.read(counted.parameters(), symbols);
            counted.parameters().requireAllRead();
            return place(account(counted), form);
        });
    }

    private Response place(VenueAccount account, OrderForm form) throws IOException {
        VenueOrder order = core.place(account, form);
        return BinanceRest.json(json -> write.placed(json, order, form.responseType()));
    }

    private Response placePair(Call call) throws IOException {
        return rest.counted(call, 2, counted -> placePair(counted, PairForm.read(counted.parameters(), symbols)));
    }

    private Response placePairTheOldWay(Call call) throws IOException {
        return rest.counted(call, 2, counted -> placePair(counted, PairForm.readOld(counted.parameters(), symbols)));
    }

    private Response placePair(Call call, PairForm form) throws IOException {
        call.parameters().requireAllRead();
        form.checkPrices(core.trading().decisiveTicks());
        OrderList list = core.placePair(account(call), form.above(), form.below(), form.clientId());
        return BinanceRest.json(json ->
                write.list(json, list, (generator, order) -> write.placed(generator, order, form.responseType())));
    }

    // Existing orders

    private VenueOrder named(Call call, BinanceError unknown) {
        Parameters parameters = call.parameters();
        symbols.required(parameters);
        Long id = parameters.integer("orderId");
        String clientId = parameters.clientId("origClientOrderId");
        if (id == null && clientId == null) {
            throw BinanceError.missing("origClientOrderId", "orderId").exception();
        }
        return known(core.find(account(call), id, clientId), unknown);
    }

    private static VenueOrder known(@Nullable VenueOrder order, BinanceError unknown) {
        if (order == null) {
            throw unknown.exception();
        }
        return order;
    }

    private Response queryOrder(Call call) throws IOException {
        VenueOrder order = named(call, BinanceError.NO_SUCH_ORDER);
        call.parameters().requireAllRead();
        return BinanceRest.json(json -> write.queried(json, order));
    }

    private Response cancelOrder(Call call) throws IOException {
        Parameters parameters = call.parameters();
        VenueOrder order = named(call, BinanceError.UNKNOWN_ORDER);
        String newId = parameters.clientId("newClientOrderId");
        Restriction restriction = restriction(parameters);
        parameters.requireAllRead();
        requireCancelable(order, restriction);
        OrderList list = order.list;
        core.cancel(order, newId);
        return BinanceRest.json(json -> {
            if (list == null) {
                write.canceled(json, order);
            } else {
                write.list(json, list, write::canceled);
            }
        });
    }

    private enum Restriction {
        ONLY_NEW,
        ONLY_PARTIALLY_FILLED
    }

    private static @Nullable Restriction restriction(Parameters parameters) {
        return parameters.word("cancelRestrictions", Restriction.class, BinanceError.INVALID_CANCEL_RESTRICTIONS);
    }

    private static void requireCancelable(VenueOrder order, @Nullable Restriction restriction) {
        if (!order.isOpen()) {
            throw BinanceError.UNKNOWN_ORDER.exception();
        }
        if (restriction != null && (restriction == Restriction.ONLY_NEW) != (order.status == VenueOrder.Status.NEW)) {
            throw new BinanceError(400, -2011, "Order was not canceled due to cancel restrictions.").exception();
        }
    }

    private Response cancelAll(Call call) throws IOException {
        symbols.required(call.parameters());
        call.parameters().requireAllRead();
        List<VenueOrder> open = account(call).open();
        if (open.isEmpty()) {
            throw BinanceError.UNKNOWN_ORDER.exception();
        }
        for (VenueOrder order : open) {
            if (order.isOpen()) {
                core.cancel(order, null);
            }
        }
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (VenueOrder order : open) {
                OrderList list = order.list;
                if (list == null) {
                    write.canceled(json, order);
                } else if (list.orders.getFirst().equals(order)) {
                    write.list(json, list, write::canceled);
                }
            }
            json.writeEndArray();
        });
    }

    private Response openOrders(Call call) throws IOException {
        if (call.parameters().has("symbol")) {
            symbols.required(call.parameters());
        }
        call.parameters().requireAllRead();
        return all(account(call).open());
    }

    private Response all(List<VenueOrder> orders) throws IOException {
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (VenueOrder order : orders) {
                write.queried(json, order);
            }
            json.writeEndArray();
        });
    }

    private Response allOrders(Call call) throws IOException {
        Parameters parameters = call.parameters();
        symbols.required(parameters);
        Long from = parameters.integer("orderId");
        Page page = Page.read(parameters);
        parameters.requireAllRead();
        return all(page.of(account(call).orders, order -> order.id, order -> order.createdMillis, from));
    }

    // Cancel and replace

    private enum Mode {
        STOP_ON_FAILURE,
        ALLOW_FAILURE
    }

    private Response cancelReplace(Call call) throws IOException {
        Parameters parameters = call.parameters();
        symbols.required(parameters);
        Mode mode = Parameters.required(
                "cancelReplaceMode",
                parameters.word("cancelReplaceMode", Mode.class, BinanceError.invalid("cancelReplaceMode")));
        Long id = parameters.integer("cancelOrderId");
        String clientId = parameters.clientId("cancelOrigClientOrderId");
        String newId = parameters.clientId("cancelNewClientOrderId");
        Restriction restriction = restriction(parameters);
        if (id == null && clientId == null) {
            throw CANCEL_REJECTED_PARAMETERS.exception();
        }
        OrderForm form = OrderForm.read(parameters, symbols);
        parameters.requireAllRead();
        VenueAccount account = account(call);
        BinanceError cancelError = null;
        VenueOrder old = null;
        try {
            old = known(core.find(account, id, clientId), BinanceError.UNKNOWN_ORDER);
            requireCancelable(old, restriction);
            core.cancel(old, newId);
        } catch (BinanceException e) {
            cancelError = e.error();
        }
        if (cancelError != null && mode == Mode.STOP_ON_FAILURE) {
            return replaced(400, -2022, "Order cancel-replace failed.", old, cancelError, null, null, true);
        }
        VenueOrder order = null;
        BinanceError placeError = null;
        try {
            Response counted = rest.counted(call, 1, inner -> {
                VenueOrder placed = core.place(account, form);
                return BinanceRest.json(json -> json.writeNumber(placed.id));
            });
            order = core.orders().get(Integer.parseInt(counted.bodyText()) - 1);
        } catch (BinanceException e) {
            placeError = e.error();
        }
        if (cancelError == null && placeError == null) {
            return replaced(200, 0, "", old, null, order, null, false);
        }
        boolean both = cancelError != null && placeError != null;
        return replaced(
                both ? 400 : 409,
                both ? -2022 : -2021,
                both ? "Order cancel-replace failed." : "Order cancel-replace partially failed.",
                old,
                cancelError,
                order,
                placeError,
                false);
    }

    private Response replaced(
            int status,
            int code,
            String message,
            @Nullable VenueOrder old,
            @Nullable BinanceError cancelError,
            @Nullable VenueOrder order,
            @Nullable BinanceError placeError,
            boolean notAttempted)
            throws IOException {
        Response body = BinanceRest.json(json -> {
            json.writeStartObject();
            if (code != 0) {
                json.writeNumberField("code", code);
                json.writeStringField("msg", message);
                json.writeObjectFieldStart("data");
            }
            json.writeStringField("cancelResult", cancelError == null ? "SUCCESS" : "FAILURE");
            json.writeStringField(
                    "newOrderResult", notAttempted ? "NOT_ATTEMPTED" : placeError == null ? "SUCCESS" : "FAILURE");
            json.writeFieldName("cancelResponse");
            if (cancelError != null) {
                error(json, cancelError);
            } else {
                write.canceled(json, Objects.requireNonNull(old));
            }
            json.writeFieldName("newOrderResponse");
            if (order != null) {
                write.placed(json, order, order.form.responseType());
            } else if (placeError != null) {
                error(json, placeError);
            } else {
                json.writeNull();
            }
            if (code != 0) {
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        return Response.of(status, BinanceRest.JSON, body.body());
    }

    private static void error(JsonGenerator json, BinanceError error) throws IOException {
        json.writeStartObject();
        json.writeNumberField("code", error.code());
        json.writeStringField("msg", error.message());
        json.writeEndObject();
    }

    // Lists

    private OrderList list(Call call, @Nullable Long id, @Nullable String clientId, BinanceError unknown) {
        return account(call).lists.reversed().stream()
                .filter(list -> id != null ? list.id == id : list.clientId.equals(clientId))
                .findFirst()
                .orElseThrow(unknown::exception);
    }

    private Response queryList(Call call) throws IOException {
        Long id = call.parameters().integer("orderListId");
        String clientId = call.parameters().clientId("origClientOrderId");
        call.parameters().requireAllRead();
        if (id == null && clientId == null) {
            throw BinanceError.missing("origClientOrderId", "orderListId").exception();
        }
        OrderList list = list(call, id, clientId, new BinanceError(400, -2018, "Order list does not exist."));
        return BinanceRest.json(json -> {
            write.startList(json, list);
            json.writeEndObject();
        });
    }

    private Response cancelList(Call call) throws IOException {
        Parameters parameters = call.parameters();
        symbols.required(parameters);
        Long id = parameters.integer("orderListId");
        String clientId = parameters.clientId("listClientOrderId");
        String newId = parameters.clientId("newClientOrderId");
        parameters.requireAllRead();
        if (id == null && clientId == null) {
            throw BinanceError.missing("orderListId", "listClientOrderId").exception();
        }
        OrderList list = list(call, id, clientId, BinanceError.UNKNOWN_ORDER);
        for (VenueOrder order : list.orders) {
            if (order.isOpen()) {
                core.cancel(order, newId);
                return BinanceRest.json(json -> write.list(json, list, write::canceled));
            }
        }
        throw BinanceError.UNKNOWN_ORDER.exception();
    }

    private Response openLists(Call call) throws IOException {
        call.parameters().requireAllRead();
        return lists(account(call).lists.stream().filter(OrderList::isOpen).toList());
    }

    private Response allLists(Call call) throws IOException {
        Long from = call.parameters().integer("fromId");
        Page page = Page.read(call.parameters());
        call.parameters().requireAllRead();
        return lists(page.of(account(call).lists, list -> list.id, list -> list.millis, from));
    }

    private Response lists(List<OrderList> lists) throws IOException {
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (OrderList list : lists) {
                write.startList(json, list);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
