package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Denial;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.TradeId;
import dev.tandem.result.ExitReason;
import java.util.ArrayDeque;
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

    /** Of all of it, or of what would have opened a position. */
    @Nullable
    Denial denial;

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

    /** What it is to rest as, and how much it is for then, what was filled before included. */
    private record Restated(ApprovedOrder.Single order, long lots) {}

    /** Replacements that are on their way, oldest first; null if there never was one. */
    private @Nullable ArrayDeque<Restated> underway;

    /** What rests at the venue while they are. */
    private @Nullable Restated resting;

    /** The venue has refused a replacement: it is tried again at the next close. */
    boolean needsRestating;

    boolean cancelRequested;

    /** Its time has run out at the last close, and the venue has not said yet that it is canceled. */
    boolean expiring;

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
    void restate(ApprovedOrder.Single wanted) {
        if (underway == null) {
            underway = new ArrayDeque<>();
        }
        if (underway.isEmpty() && approved != null) {
            resting = new Restated(approved, lots);
        }
        this.approved = wanted;
        this.lots = Math.addExact(filledLots, wanted.lots());
        this.needsRestating = false;
        underway.add(new Restated(wanted, lots));
    }

    /** The venue has answered the oldest replacement; if it has refused the last one, what rested before still rests. */
    void replacementAnswered(boolean done) {
        Restated answered = underway == null ? null : underway.poll();
        if (answered == null) {
            return;
        }
        if (done) {
            resting = answered;
        }
        Restated now = resting;
        if (underway != null && underway.isEmpty() && now != null && now.order != approved) {
            approved = now.order;
            lots = now.lots;
            needsRestating = true;
        }
    }

    boolean isBeingReplaced() {
        return underway != null && !underway.isEmpty();
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

    void cancelFailed() {
        cancelRequested = false;
        expiring = false;
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
    public @Nullable String denial() {
        return denial == null ? null : denial.reason().text();
    }

    @Override
    public String toString() {
        return id + " " + request + " " + status;
    }

    /** Why a position is closed when this order closes it. */
    ExitReason exitReason() {
        OrderRole role = bracket != null && role() != OrderRole.TAKE_PROFIT ? bracket.stopRole() : role();
        return switch (role) {
            case STOP_LOSS -> ExitReason.STOP_LOSS;
            case TAKE_PROFIT -> ExitReason.TAKE_PROFIT;
            case TRAILING_STOP -> ExitReason.TRAILING_STOP;
            case CLOSE_AT_END -> ExitReason.END;
            case STRATEGY ->
                request().type() instanceof OrderType.TrailingStop ? ExitReason.TRAILING_STOP : ExitReason.SIGNAL;
        };
    }
}
