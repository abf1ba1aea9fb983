package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.TradeId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine's record of one order. */
final class ManagedOrder implements Order {
    private final ClientOrderId id;
    private final OrderRequest request;
    private final OrderRole role;
    private OrderStatus status = OrderStatus.PENDING_NEW;
    private long lots;
    private long filledLots;
    private @Nullable String reason;

    /** Where it goes; null if it was denied before that was known. */
    @Nullable
    PositionState position;

    ApprovedOrder.@Nullable Single approved;

    /** How many of the lots were meant to open a position. */
    long openingLots;

    /** How many of the lots were meant to close one. */
    long closingLots;

    /** The bracket whose leg this is. */
    @Nullable
    Bracket bracket;

    /** Brackets whose exits have to be gone before this order is sent. */
    int waitingFor;

    boolean hadToWait;

    boolean sent;
    boolean cancelRequested;

    /** The last status that the strategy was told. */
    @Nullable
    OrderStatus told;

    /** Closes that it may still see before it is canceled; 0 for no such limit. */
    int barsLeft;

    private @Nullable TradeId firstTrade;
    private @Nullable Set<TradeId> laterTrades;

    ManagedOrder(ClientOrderId id, OrderRequest request, OrderRole role) {
        this.id = id;
        this.request = request;
        this.role = role;
        if (request.timeInForce() instanceof TimeInForce.GoodForBars(int bars)) {
            this.barsLeft = bars;
        }
    }

    void approve(ApprovedOrder.Single order) {
        this.approved = order;
        this.lots = order.lots();
    }

    /** It rests as something else from now on; what has been filled stays filled. */
    void restate(ApprovedOrder.Single resting) {
        this.approved = resting;
        this.lots = Math.addExact(filledLots, resting.lots());
    }

    /** Fewer are needed than were asked for. */
    void cutTo(long fewer) {
        lots = fewer;
    }

    /** Whether this fill has not been seen yet; a venue may report one twice. */
    boolean isNew(TradeId trade) {
        if (trade.equals(firstTrade)) {
            return false;
        }
        if (firstTrade == null) {
            firstTrade = trade;
            return true;
        }
        if (laterTrades == null) {
            laterTrades = new HashSet<>();
        }
        return laterTrades.add(trade);
    }

    void fill(long more) {
        filledLots = Math.addExact(filledLots, more);
        if (!status.isTerminal()) {
            status = filledLots >= lots ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        }
    }

    /** Moves on to a status, unless nothing more can happen to it; says whether it did. */
    boolean become(OrderStatus next, @Nullable String why) {
        if (status.isTerminal()) {
            return false;
        }
        if (next == OrderStatus.NEW && status == OrderStatus.PARTIALLY_FILLED) {
            return false;
        }
        status = next == OrderStatus.NEW && filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : next;
        reason = why;
        return true;
    }

    boolean isTrailing() {
        return request.type() instanceof OrderType.TrailingStop;
    }

    OrderRole role() {
        return role;
    }

    @Override
    public ClientOrderId id() {
        return id;
    }

    @Override
    public OrderRequest request() {
        return request;
    }

    @Override
    public OrderStatus status() {
        return status;
    }

    @Override
    public long lots() {
        return lots;
    }

    @Override
    public long filledLots() {
        return filledLots;
    }

    @Override
    public @Nullable String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return id + " " + request + " " + status;
    }
}
