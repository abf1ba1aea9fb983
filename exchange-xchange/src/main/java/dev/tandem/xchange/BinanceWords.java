package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderType;
import dev.tandem.model.TimeInForce;
import org.jspecify.annotations.Nullable;

/** Binance's words for what an order is. */
final class BinanceWords {
    private BinanceWords() {}

    /** Its name of an order's type. */
    static String type(ApprovedOrder.Single order, OrderType as) {
        return switch (as) {
            case OrderType.Market market -> "MARKET";
            case OrderType.Limit limit -> order.postOnly() ? "LIMIT_MAKER" : "LIMIT";
            case OrderType.Stop stop -> "STOP_LOSS";
            case OrderType.StopLimit stopLimit -> "STOP_LOSS_LIMIT";
            case OrderType.TrailingStop trailing ->
                throw new IllegalArgumentException("a trailing stop is the engine's and rests as a stop");
        };
    }

    /** How long it is good for; null for a type that has no such thing. */
    static @Nullable String timeInForce(ApprovedOrder.Single order, OrderType as) {
        boolean hasOne = switch (as) {
            case OrderType.Limit limit -> !order.postOnly();
            case OrderType.StopLimit stopLimit -> true;
            case OrderType.Market market -> false;
            case OrderType.Stop stop -> false;
            case OrderType.TrailingStop trailing -> false;
        };
        if (!hasOne) {
            return null;
        }
        return switch (order.timeInForce()) {
            case TimeInForce.ImmediateOrCancel ioc -> "IOC";
            case TimeInForce.FillOrKill fok -> "FOK";
            case TimeInForce.GoodTillCanceled gtc -> "GTC";
            case TimeInForce.Day day -> throw notNative("DAY");
            case TimeInForce.GoodTillDate date -> throw notNative("GTD");
            case TimeInForce.GoodForBars bars -> throw notNative("good-for-bars");
        };
    }

    private static IllegalArgumentException notNative(String time) {
        return new IllegalArgumentException("Binance knows no " + time + ": its capabilities say so");
    }
}
