package dev.tandem.venue;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two orders of which one cancels the other, as they stand on the form.
 *
 * @param above the one whose price is above the market
 * @param below the one whose price is below
 * @param clientId of the list; null if the venue is to make one
 */
record PairForm(OrderForm above, OrderForm below, @Nullable String clientId, OrderForm.ResponseType responseType) {
    private static final Set<OrderForm.Type> STOPS = Set.of(OrderForm.Type.STOP_LOSS, OrderForm.Type.STOP_LOSS_LIMIT);
    private static final Set<OrderForm.Type> TARGETS =
            Set.of(OrderForm.Type.LIMIT_MAKER, OrderForm.Type.TAKE_PROFIT, OrderForm.Type.TAKE_PROFIT_LIMIT);

    /** {@code POST /api/v3/orderList/oco}; the caller checks that nothing else was sent. */
    static PairForm read(Parameters parameters, Symbols symbols) {
        SymbolRules rules = symbols.required(parameters);
        OrderForm.Side side = side(parameters);
        BigDecimal quantity = parameters.requiredDecimal("quantity");
        OrderForm.ResponseType response = response(parameters);
        OrderForm.SelfTradePrevention prevention = prevention(parameters);
        OrderForm above = leg(parameters, "above", rules, side, quantity, response, prevention);
        OrderForm below = leg(parameters, "below", rules, side, quantity, response, prevention);
        boolean buys = side == OrderForm.Side.BUY;
        if (!(buys ? STOPS : TARGETS).contains(above.type()) || !(buys ? TARGETS : STOPS).contains(below.type())) {
            throw BinanceError.INVALID_ORDER_TYPE.exception();
        }
        return new PairForm(above, below, parameters.clientId("listClientOrderId"), response);
    }

    private static OrderForm.Side side(Parameters parameters) {
        return Parameters.required("side", parameters.word("side", OrderForm.Side.class, BinanceError.INVALID_SIDE));
    }

    private static OrderForm.ResponseType response(Parameters parameters) {
        OrderForm.ResponseType response = parameters.word(
                "newOrderRespType", OrderForm.ResponseType.class, BinanceError.invalid("newOrderRespType"));
        return response != null ? response : OrderForm.ResponseType.FULL;
    }

    private static OrderForm.SelfTradePrevention prevention(Parameters parameters) {
        OrderForm.SelfTradePrevention prevention = parameters.word(
                "selfTradePreventionMode",
                OrderForm.SelfTradePrevention.class,
                BinanceError.invalid("selfTradePreventionMode"));
        return prevention != null ? prevention : OrderForm.SelfTradePrevention.EXPIRE_MAKER;
    }

    private static OrderForm leg(
            Parameters parameters,
            String which,
            SymbolRules rules,
            OrderForm.Side side,
            BigDecimal quantity,
            OrderForm.ResponseType response,
            OrderForm.SelfTradePrevention prevention) {
        OrderForm.Type type = Parameters.required(
                which + "Type", parameters.word(which + "Type", OrderForm.Type.class, BinanceError.INVALID_ORDER_TYPE));
        BigDecimal price = parameters.decimal(which + "Price");
        BigDecimal stop = parameters.decimal(which + "StopPrice");
        Long trailing = parameters.integer(which + "TrailingDelta");
        OrderForm.TimeInForce life =
                parameters.word(which + "TimeInForce", OrderForm.TimeInForce.class, BinanceError.INVALID_TIME_IN_FORCE);
        if (parameters.decimal(which + "IcebergQty") instanceof BigDecimal iceberg && iceberg.signum() > 0) {
            throw BinanceError.NO_ICEBERGS.exception();
        }
        parameters.integer(which + "StrategyId");
        parameters.integer(which + "StrategyType");
        demand(which + "Price", price, type.isPriced());
        demand(which + "TimeInForce", life, type.isTimed());
        if (!type.isContingent()) {
            demand(which + "StopPrice", stop, false);
            demand(which + "TrailingDelta", trailing, false);
        } else if (stop == null && trailing == null) {
            throw BinanceError.missing(which + "StopPrice", which + "TrailingDelta")
                    .exception();
        }
        int delta = trailing == null ? 0 : trailing == 0 ? -1 : (int) Math.min(trailing, Integer.MAX_VALUE);
        return new OrderForm(
                rules,
                side,
                type,
                life,
                quantity,
                null,
                price,
                stop,
                delta,
                parameters.clientId(which + "ClientOrderId"),
                response,
                prevention);
    }

    private static void demand(String name, @Nullable Object sent, boolean wanted) {
        if (wanted && sent == null) {
            throw BinanceError.missing(name).exception();
        }
        if (!wanted && sent != null) {
            throw BinanceError.notRequired(name).exception();
        }
    }

    /** {@code POST /api/v3/order/oco}, which Binance has given up and clients have not: a limit and a stop. */
    static PairForm readOld(Parameters parameters, Symbols symbols) {
        SymbolRules rules = symbols.required(parameters);
        OrderForm.Side side = side(parameters);
        BigDecimal quantity = parameters.requiredDecimal("quantity");
        OrderForm.ResponseType response = response(parameters);
        OrderForm.SelfTradePrevention prevention = prevention(parameters);
        BigDecimal stopLimit = parameters.decimal("stopLimitPrice");
        OrderForm.TimeInForce life = parameters.word(
                "stopLimitTimeInForce", OrderForm.TimeInForce.class, BinanceError.INVALID_TIME_IN_FORCE);
        demand("stopLimitTimeInForce", life, stopLimit != null);
        OrderForm limit = new OrderForm(
                rules,
                side,
                OrderForm.Type.LIMIT_MAKER,
                null,
                quantity,
                null,
                parameters.requiredDecimal("price"),
                null,
                0,
                parameters.clientId("limitClientOrderId"),
                response,
                prevention);
        OrderForm stop = new OrderForm(
                rules,
                side,
                stopLimit == null ? OrderForm.Type.STOP_LOSS : OrderForm.Type.STOP_LOSS_LIMIT,
                life,
                quantity,
                null,
                stopLimit,
                parameters.requiredDecimal("stopPrice"),
                0,
                parameters.clientId("stopClientOrderId"),
                response,
                prevention);
        boolean buys = side == OrderForm.Side.BUY;
        return new PairForm(
                buys ? stop : limit, buys ? limit : stop, parameters.clientId("listClientOrderId"), response);
    }

    /**
     * The upper price is above the lower one, and the market between them.
     *
     * @param ticks where the market is; 0 if that is not decided now
     */
    void checkPrices(long ticks) {
        BigDecimal upper = price(above);
        BigDecimal lower = price(below);
        boolean ordered = upper == null || lower == null || upper.compareTo(lower) > 0;
        if (ordered && ticks > 0) {
            BigDecimal market = above.rules().instrument().price(ticks);
            ordered = (upper == null || upper.compareTo(market) > 0) && (lower == null || lower.compareTo(market) < 0);
        }
        if (!ordered) {
            throw BinanceError.PRICES_OUT_OF_ORDER.exception();
        }
    }

    /** Where a leg works from; null for one that only trails. */
    private static @Nullable BigDecimal price(OrderForm leg) {
        return leg.type().isContingent() ? leg.stopPrice() : Objects.requireNonNull(leg.price());
    }
}
