package dev.tandem.gate;

import dev.tandem.model.Money;
import java.time.Duration;

/**
 * How much may be at risk. Money is in units of {@link Money} of the quote asset. A limit that is not set is
 * {@link #OFF}; a limit of zero lets nothing through.
 *
 * @param orderNotional the most that one order may open
 * @param positionNotional the most that a position may be worth, with what working orders would add to it
 * @param openOrders the most orders of a strategy that may be open at once, exits not counted
 * @param ordersPerWindow the most orders in {@code window}
 * @param window over which orders are counted
 * @param dailyLoss the most that may be lost since the start of the UTC day before nothing more is opened
 */
public record RiskLimits(
        long orderNotional,
        long positionNotional,
        long openOrders,
        long ordersPerWindow,
        Duration window,
        long dailyLoss) {
    /** Not limited. */
    public static final long OFF = Long.MAX_VALUE;

    /** Nothing is limited: the default of a backtest. */
    public static final RiskLimits NONE = new RiskLimits(OFF, OFF, OFF, OFF, Duration.ofMinutes(1), OFF);

    public RiskLimits {
        notNegative("order notional", orderNotional);
        notNegative("position notional", positionNotional);
        notNegative("open orders", openOrders);
        notNegative("orders per window", ordersPerWindow);
        notNegative("daily loss", dailyLoss);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("the window of the order rate must be positive, was " + window);
        }
        if (ordersPerWindow != OFF && ordersPerWindow > 1_000_000) {
            throw new IllegalArgumentException(
                    "at most 1000000 orders per window can be counted, was " + ordersPerWindow);
        }
    }

    public RiskLimits withOrderNotional(long limit) {
        return new RiskLimits(limit, positionNotional, openOrders, ordersPerWindow, window, dailyLoss);
    }

    public RiskLimits withPositionNotional(long limit) {
        return new RiskLimits(orderNotional, limit, openOrders, ordersPerWindow, window, dailyLoss);
    }

    public RiskLimits withOpenOrders(long limit) {
        return new RiskLimits(orderNotional, positionNotional, limit, ordersPerWindow, window, dailyLoss);
    }

    public RiskLimits withOrderRate(long orders, Duration perWindow) {
        return new RiskLimits(orderNotional, positionNotional, openOrders, orders, perWindow, dailyLoss);
    }

    public RiskLimits withDailyLoss(long limit) {
        return new RiskLimits(orderNotional, positionNotional, openOrders, ordersPerWindow, window, limit);
    }

    private static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("the limit of " + what + " must not be negative, was " + value);
        }
    }
}
