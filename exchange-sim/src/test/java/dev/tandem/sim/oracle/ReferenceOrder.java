package dev.tandem.sim.oracle;

import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order of the reference run: what it says, and what has become of it. */
final class ReferenceOrder {
    final String key;
    final Side side;
    BigDecimal quantity;

    boolean market;
    boolean reduceOnly;
    boolean postOnly;

    @Nullable
    BigDecimal limit;

    @Nullable
    BigDecimal stop;

    @Nullable
    BigDecimal trailDistance;

    /** The bar inside which this exit arose, and the price that the market had then. */
    int aroseInBar = -1;

    @Nullable
    BigDecimal aroseAt;

    /** It waits for the close of the bar of its entry. */
    boolean sentAtClose;

    @Nullable
    BigDecimal trailLevel;

    TimeInForce timeInForce = TimeInForce.GOOD_TILL_CANCELED;

    /** What it brings with it; null for an exit. */
    @Nullable
    OrderRequest request;

    /** The bar at whose close it was submitted, or in which it arose. */
    int submittedAt;

    /** The first bar in which it can fill at all. */
    int worksFrom;

    /** The first bar whose open it sees. */
    int firstOpen;

    /** For a stop-limit: its stop was reached, it is a limit order now. */
    boolean triggered;

    /** For a triggered stop-limit: the first bar in which the limit can fill inside. */
    int restsFrom;

    /** Money set aside for it. */
    BigDecimal reserved = BigDecimal.ZERO;

    /** The part that closes the position as it was at submission. */
    BigDecimal closing = BigDecimal.ZERO;

    /** For an exit: the pair that it belongs to. */
    @Nullable
    Protection protection;

    /** For a market order: the exits that were canceled to make room for it. */
    final List<Released> released = new ArrayList<>();

    OrderStatus status = OrderStatus.NEW;
    String reason = "";
    BigDecimal filled = BigDecimal.ZERO;

    ReferenceOrder(String key, Side side, BigDecimal quantity) {
        this.key = key;
        this.side = side;
        this.quantity = quantity;
    }

    boolean open() {
        return status == OrderStatus.NEW;
    }

    /** Waits for a price to be reached before it can trade. */
    boolean awaitsStop() {
        return !triggered && (stop != null || trailDistance != null);
    }

    /** Waits for its own price or better. */
    boolean isLimit() {
        return limit != null && !awaitsStop();
    }

    boolean isTarget() {
        return protection != null && limit != null;
    }

    boolean isImmediate() {
        return timeInForce instanceof TimeInForce.ImmediateOrCancel || timeInForce instanceof TimeInForce.FillOrKill;
    }

    /** Where it triggers: the tighter of a fixed and a trailing level, which is the one that is reached first. */
    BigDecimal level() {
        if (stop == null || trailLevel == null) {
            BigDecimal only = stop == null ? trailLevel : stop;
            if (only == null) {
                throw new IllegalStateException(name() + " has no level yet");
            }
            return only;
        }
        return side == Side.SELL ? stop.max(trailLevel) : stop.min(trailLevel);
    }

    private boolean trailIsTighter() {
        return trailLevel != null
                && (stop == null
                        || (side == Side.SELL ? trailLevel.compareTo(stop) > 0 : trailLevel.compareTo(stop) < 0));
    }

    /** The key, or for an exit the key of its entry and what it is now. */
    String name() {
        if (protection == null) {
            return key;
        }
        String leg = isTarget() ? "target" : stop == null || trailIsTighter() ? "trail" : "stop";
        return key + "/" + leg + protection.number;
    }

    void end(OrderStatus how, String why) {
        status = how;
        reason = why;
    }

    /** This exit once more, for another quantity. */
    ReferenceOrder again(BigDecimal newQuantity) {
        ReferenceOrder copy = new ReferenceOrder(key, side, newQuantity);
        copy.reduceOnly = reduceOnly;
        copy.limit = limit;
        copy.stop = stop;
        copy.trailDistance = trailDistance;
        copy.trailLevel = trailLevel;
        copy.worksFrom = worksFrom;
        return copy;
    }

    /** Reads the type of a request into prices. */
    void takeType(OrderRequest from, BigDecimal tick) {
        switch (from.type()) {
            case OrderType.Market ignored -> market = true;
            case OrderType.Limit(long price) -> limit = tick.multiply(BigDecimal.valueOf(price));
            case OrderType.Stop(long price) -> stop = tick.multiply(BigDecimal.valueOf(price));
            case OrderType.StopLimit(long trigger, long price) -> {
                stop = tick.multiply(BigDecimal.valueOf(trigger));
                limit = tick.multiply(BigDecimal.valueOf(price));
            }
            case OrderType.TrailingStop(var distance) -> trailDistance = distance.toDecimal();
        }
    }

    /**
     * The exits of one entry fill: a stop, a target, or both of which one cancels the other.
     *
     * <p>Older ones ({@code opened} smaller) are given up first.
     */
    static final class Protection {
        final long opened;
        final int number;
        final Side entry;
        BigDecimal quantity;
        final List<ReferenceOrder> legs = new ArrayList<>();

        Protection(long opened, int number, Side entry, BigDecimal quantity) {
            this.opened = opened;
            this.number = number;
            this.entry = entry;
            this.quantity = quantity;
        }

        void add(ReferenceOrder leg) {
            leg.protection = this;
            legs.add(leg);
        }

        void resize(BigDecimal newQuantity) {
            quantity = newQuantity;
            legs.forEach(leg -> leg.quantity = newQuantity);
        }

        void cancel(String why) {
            for (ReferenceOrder leg : legs) {
                if (leg.open()) {
                    leg.end(OrderStatus.CANCELED, why);
                }
            }
        }
    }

    /**
     * Exits that a market order made room by.
     *
     * @param rest how much of them is still wanted once the market order has filled
     */
    record Released(Protection protection, BigDecimal rest) {}
}
