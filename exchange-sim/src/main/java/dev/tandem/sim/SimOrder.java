package dev.tandem.sim;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.sim.match.RestingOrder;

/** The exchange's record of one order. */
final class SimOrder {
    /** As it was last stated: a resting order can be made smaller, and its stop moved. */
    ApprovedOrder.Single approved;

    final OrderId orderId;
    final long number;
    final SimMarket market;
    final RestingOrder resting;
    OrderStatus status = OrderStatus.NEW;
    long filledLots;

    /** What is set aside for it, in units of money. */
    long reserved;

    SimOrder(ApprovedOrder.Single approved, long number, SimMarket market) {
        this.approved = approved;
        this.number = number;
        this.orderId = new OrderId(Long.toString(number));
        this.market = market;
        this.resting = resting(approved);
    }

    private RestingOrder resting(ApprovedOrder.Single order) {
        long limit = 0;
        long stop = 0;
        RestingOrder.Kind kind;
        switch (order.type()) {
            case OrderType.Market market -> kind = RestingOrder.Kind.MARKET;
            case OrderType.Limit(long ticks) -> {
                kind = RestingOrder.Kind.LIMIT;
                limit = ticks;
            }
            case OrderType.Stop(long ticks) -> {
                kind = RestingOrder.Kind.STOP;
                stop = ticks;
            }
            case OrderType.StopLimit(long stopTicks, long limitTicks) -> {
                kind = RestingOrder.Kind.STOP_LIMIT;
                stop = stopTicks;
                limit = limitTicks;
            }
            case OrderType.TrailingStop trailing ->
                throw new IllegalArgumentException("a trailing stop is the engine's and rests as a stop: " + order);
        }
        boolean immediate = false;
        boolean day = false;
        long expiry = Long.MAX_VALUE;
        switch (order.timeInForce()) {
            case TimeInForce.GoodTillCanceled gtc -> {}
            case TimeInForce.ImmediateOrCancel ioc -> immediate = true;
            case TimeInForce.FillOrKill fok -> immediate = true;
            case TimeInForce.Day d -> day = true;
            case TimeInForce.GoodTillDate(long nanos) -> expiry = nanos;
            case TimeInForce.GoodForBars bars ->
                throw new IllegalArgumentException("good for bars is the engine's: " + order);
        }
        return new RestingOrder(
                this,
                order.side().sign(),
                kind,
                limit,
                stop,
                immediate,
                day,
                expiry,
                order.postOnly(),
                order.role().isExit());
    }

    long remainingLots() {
        return approved.lots() - filledLots;
    }

    OrderSnapshot snapshot(long nowNanos) {
        return new OrderSnapshot(
                approved.id(),
                orderId,
                approved.instrument(),
                approved.side(),
                approved.type(),
                status,
                approved.lots(),
                filledLots,
                nowNanos);
    }
}
