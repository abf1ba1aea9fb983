package dev.tandem.venue;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new order as it stands on the form: every parameter that its type needs, none that it must not have. Prices and
 * quantities are as sent; {@link SymbolRules} says whether they are acceptable.
 *
 * @param timeInForce null for the types that have none
 * @param quantity null only for a market order with {@code quoteOrderQty}
 * @param trailingDelta in basis points; 0 for none
 * @param newClientOrderId null if the venue is to make one
 */
record OrderForm(
        SymbolRules rules,
        Side side,
        Type type,
        @Nullable TimeInForce timeInForce,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal quoteOrderQty,
        @Nullable BigDecimal price,
        @Nullable BigDecimal stopPrice,
        int trailingDelta,
        @Nullable String newClientOrderId,
        ResponseType responseType,
        SelfTradePrevention selfTradePrevention) {

    enum Side {
        BUY,
        SELL
    }

    enum TimeInForce {
        GTC,
        IOC,
        FOK
    }

    enum ResponseType {
        ACK,
        RESULT,
        FULL
    }

    enum SelfTradePrevention {
        NONE,
        EXPIRE_TAKER,
        EXPIRE_MAKER,
        EXPIRE_BOTH
    }

    enum Type {
        LIMIT,
        MARKET,
        STOP_LOSS,
        STOP_LOSS_LIMIT,
        TAKE_PROFIT,
        TAKE_PROFIT_LIMIT,
        LIMIT_MAKER;

        private static final Set<Type> PRICED = EnumSet.of(LIMIT, STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT, LIMIT_MAKER);
        private static final Set<Type> TIMED = EnumSet.of(LIMIT, STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT);
        private static final Set<Type> CONTINGENT =
                EnumSet.of(STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT);

        /** Has a limit. */
        boolean isPriced() {
            return PRICED.contains(this);
        }

        /** Says how long it works. */
        boolean isTimed() {
            return TIMED.contains(this);
        }

        /** Waits for its stop price or trails. */
        boolean isContingent() {
            return CONTINGENT.contains(this);
        }
    }

    /** Reads the parameters of {@code POST /api/v3/order}; the caller checks that nothing else was sent. */
    static OrderForm read(Parameters parameters, Symbols symbols) {
        SymbolRules rules = symbols.required(parameters);
        Side side = Parameters.required("side", parameters.word("side", Side.class, BinanceError.INVALID_SIDE));
        Type type = Parameters.required("type", parameters.word("type", Type.class, BinanceError.INVALID_ORDER_TYPE));
        TimeInForce timeInForce = timeInForce(parameters, type);
        BigDecimal price = price(parameters, type);
        BigDecimal quoted = quoted(parameters, type);
        BigDecimal quantity = quantity(parameters, type, quoted);
        int trailing = trailing(parameters, type);
        BigDecimal stopPrice = stopPrice(parameters, type, trailing);
        if (parameters.decimal("icebergQty") instanceof BigDecimal iceberg && iceberg.signum() > 0) {
            throw BinanceError.NO_ICEBERGS.exception();
        }
        // Labels of the client's own, which Binance gives back nowhere that a client of ours looks.
        parameters.integer("strategyId");
        parameters.integer("strategyType");
        ResponseType response =
                parameters.word("newOrderRespType", ResponseType.class, BinanceError.invalid("newOrderRespType"));
        SelfTradePrevention prevention = parameters.word(
                "selfTradePreventionMode", SelfTradePrevention.class, BinanceError.invalid("selfTradePreventionMode"));
        return new OrderForm(
                rules,
                side,
                type,
                timeInForce,
                quantity,
                quoted,
                price,
                stopPrice,
                trailing,
                parameters.clientId("newClientOrderId"),
                response != null ? response : usual(type),
                prevention != null ? prevention : SelfTradePrevention.EXPIRE_MAKER);
    }

    private static ResponseType usual(Type type) {
        return type == Type.MARKET || type == Type.LIMIT ? ResponseType.FULL : ResponseType.ACK;
    }

    private static @Nullable TimeInForce timeInForce(Parameters parameters, Type type) {
        TimeInForce sent = parameters.word("timeInForce", TimeInForce.class, BinanceError.INVALID_TIME_IN_FORCE);
        if (type.isTimed()) {
            return Parameters.required("timeInForce", sent);
        }
        forbid("timeInForce", sent);
        return null;
    }

    private static @Nullable BigDecimal price(Parameters parameters, Type type) {
        BigDecimal sent = parameters.decimal("price");
        if (type.isPriced()) {
            return Parameters.required("price", sent);
        }
        forbid("price", sent);
        return null;
    }

    private static @Nullable BigDecimal quoted(Parameters parameters, Type type) {
        BigDecimal sent = parameters.decimal("quoteOrderQty");
        if (type != Type.MARKET) {
            forbid("quoteOrderQty", sent);
        }
        return sent;
    }

    private static @Nullable BigDecimal quantity(Parameters parameters, Type type, @Nullable BigDecimal quoted) {
        BigDecimal sent = parameters.decimal("quantity");
        if (type != Type.MARKET) {
            return Parameters.required("quantity", sent);
        }
        if (sent == null && quoted == null) {
            throw BinanceError.missing("quantity", "quoteOrderQty").exception();
        }
        if (sent != null && quoted != null) {
            throw BinanceError.BAD_COMBINATION.exception();
        }
        return sent;
    }

    private static int trailing(Parameters parameters, Type type) {
        Long sent = parameters.integer("trailingDelta");
        if (sent == null) {
            return 0;
        }
        if (!type.isContingent()) {
            forbid("trailingDelta", sent);
        }
        // Zero would mean none, and the filter's bounds are far below.
        return sent == 0 ? -1 : (int) Math.min(sent, Integer.MAX_VALUE);
    }

    private static @Nullable BigDecimal stopPrice(Parameters parameters, Type type, int trailing) {
        BigDecimal sent = parameters.decimal("stopPrice");
        if (!type.isContingent()) {
            forbid("stopPrice", sent);
        } else if (sent == null && trailing == 0) {
            throw BinanceError.missing("stopPrice", "trailingDelta").exception();
        }
        return sent;
    }

    private static void forbid(String name, @Nullable Object sent) {
        if (sent != null) {
            throw BinanceError.notRequired(name).exception();
        }
    }
}
