package dev.tandem.sim;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.sim.match.RestingOrder;

/** The exchange's record of one order. */
final class SimOrder extends RestingOrder {
    /** As it was last stated: a resting order can be made smaller, and its stop moved. */
    ApprovedOrder.Single approved;

    final OrderId orderId;
    final long number;
    final SimMarket market;
    OrderStatus status = OrderStatus.NEW;
    /** How much it is for, what has been filled included. */
    long lots;

    long filledLots;

    /** What is set aside for it, in units of money. */
    long reserved;

    SimOrder(ApprovedOrder.Single approved, long number, SimMarket market) {
        super(
                approved.side().sign(),
                kind(approved.type()),
                limitTicks(approved.type()),
                stopTicks(approved.type()),
                isImmediate(approved.timeInForce()),
                approved.timeInForce() instanceof TimeInForce.Day,
                approved.timeInForce() instanceof TimeInForce.GoodTillDate(long nanos) ? nanos : Long.MAX_VALUE,
                approved.postOnly(),
                approved.role().isExit());
        this.approved = approved;
        this.lots = approved.lots();
        this.number = number;
        this.orderId = OrderId.of(number);
        this.market = market;
        this.wholeOrNothing = approved.timeInForce() instanceof TimeInForce.FillOrKill;
    }

    private static Kind kind(OrderType type) {
        return switch (type) {
            case OrderType.Market market -> Kind.MARKET;
            case OrderType.Limit limit -> Kind.LIMIT;
            case OrderType.Stop stop -> Kind.STOP;
            case OrderType.StopLimit both -> Kind.STOP_LIMIT;
            case OrderType.TrailingStop trailing ->
                throw new IllegalArgumentException("a trailing stop is the engine's and rests as a stop");
        };
    }

    private static long limitTicks(OrderType type) {
        return switch (type) {
            case OrderType.Limit(long limit) -> limit;
            case OrderType.StopLimit(long stop, long limit) -> limit;
            case OrderType.Market market -> 0;
            case OrderType.Stop stop -> 0;
            case OrderType.TrailingStop trailing -> 0;
        };
    }

    private static long stopTicks(OrderType type) {
        return switch (type) {
            case OrderType.Stop(long stop) -> stop;
            case OrderType.StopLimit(long stop, long limit) -> stop;
            case OrderType.Market market -> 0;
            case OrderType.Limit limit -> 0;
            case OrderType.TrailingStop trailing -> 0;
        };
    }

    private static boolean isImmediate(TimeInForce time) {
        return switch (time) {
            case TimeInForce.GoodTillCanceled gtc -> false;
            case TimeInForce.ImmediateOrCancel ioc -> true;
            case TimeInForce.FillOrKill fok -> true;
            case TimeInForce.Day day -> false;
            case TimeInForce.GoodTillDate date -> false;
            case TimeInForce.GoodForBars bars -> throw new IllegalArgumentException("good for bars is the engine's");
        };
    }

    long remainingLots() {
        return lots - filledLots;
    }

    OrderSnapshot snapshot(long nowNanos) {
        return new OrderSnapshot(
                approved.id(),
                orderId,
                approved.instrument(),
                approved.side(),
                approved.type(),
                status,
                lots,
                filledLots,
                nowNanos);
    }
}
