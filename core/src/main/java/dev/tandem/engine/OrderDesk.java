package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.OrdersById;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes orders from the strategy through the gate to a lane, and knows what became of each. */
final class OrderDesk {
    private final Gate gate;
    private final EngineOptions options;
    private final List<AccountState> accounts;
    private final Map<Instrument, InstrumentState> instruments;
    private final Consumer<ManagedOrder> changed;
    private final OrdersById<ManagedOrder> orders = new OrdersById<>();
    private final OrderTally tally = new OrderTally();
    private final BracketController brackets;
    private long lastNumber;

    /** The strategy has asked for something since {@link #forgetRequests}. */
    private boolean asked;

    /** Whose order was the last one: mostly that of the next one too. */
    private @Nullable InstrumentState lastState;

    OrderDesk(
            Gate gate,
            EngineOptions options,
            List<AccountState> accounts,
            Map<Instrument, InstrumentState> instruments,
            Consumer<ManagedOrder> changed) {
        this.gate = gate;
        this.options = options;
        this.accounts = accounts;
        this.instruments = instruments;
        this.changed = changed;
        this.brackets = new BracketController(this, gate, options.bracketStart());
    }

    BracketController brackets() {
        return brackets;
    }

    OrderTally tally() {
        return tally;
    }

    @Nullable
    ManagedOrder find(ClientOrderId id) {
        return orders.get(id);
    }

    /** Everything that may still be filled, oldest first. */
    List<ManagedOrder> open() {
        return orders.all().stream()
                .filter(order -> order.sent && !order.status().isTerminal())
                .sorted(Comparator.comparingLong(order -> order.id().number()))
                .toList();
    }

    /** The same as a venue has it: the two exits of a bracket are a pair. */
    List<WorkingOrder> working() {
        List<WorkingOrder> working = new ArrayList<>();
        for (ManagedOrder order : open()) {
            Bracket bracket = order.bracket;
            ManagedOrder stop = bracket == null ? null : bracket.stopOrder;
            ManagedOrder target = bracket == null ? null : bracket.targetOrder;
            boolean isPair = stop != null && target != null;
            if (isPair && order == target) {
                continue;
            }
            ApprovedOrder.Single single = order.approved;
            if (single == null) {
                continue;
            }
            ApprovedOrder.Single limit = isPair && target != null ? target.approved : null;
            boolean samePair = limit != null && limit.lots() == single.lots();
            working.add(new WorkingOrder(
                    samePair && limit != null ? gate.pair(single, limit) : single,
                    order.status(),
                    order.isBeingReplaced(),
                    target != null && isPair && target.isBeingReplaced(),
                    order.cancelRequested || (isPair && target != null && target.cancelRequested),
                    !isPair && bracket != null && bracket.lots == 0,
                    isLeftOfAPair(order)));
            if (isPair && !samePair && limit != null && target != null) {
                working.add(new WorkingOrder(
                        limit, target.status(), target.isBeingReplaced(), false, target.cancelRequested, false, false));
            }
        }
        return working;
    }

    /** What is carried out at the market in place of a pair has no other. */
    private static boolean isLeftOfAPair(ManagedOrder order) {
        Bracket bracket = order.bracket;
        return bracket != null
                && bracket.hasHalfOfItsPair()
                && !(order.request().type() instanceof OrderType.Market);
    }

    // From the strategy

    boolean wasAsked() {
        return asked;
    }

    void forgetRequests() {
        asked = false;
    }

    ManagedOrder submit(OrderRequest wish) {
        asked = true;
        InstrumentState instrument = state(wish.instrument());
        OrderRequest request = withExits(wish);
        ManagedOrder order = new ManagedOrder(nextId(), request, OrderRole.STRATEGY);
        PositionState position = route(request, instrument);
        if (position == null) {
            return deny(
                    order,
                    new Denial(
                            DenialReason.INVALID_ORDER,
                            String.valueOf(request.exchange()),
                            "",
                            "",
                            "this run has no exchange '" + request.exchange() + "'"));
        }
        order.position = position;
        if (!options.signalExits() && position.closable(request.side()) > 0) {
            order.become(OrderStatus.CANCELED, "signal exits are off");
            changed.accept(order);
            return order;
        }
        return switch (gate.decide(request, order.id(), position.account)) {
            case GateDecision.Denied(Denial denial) -> deny(order, denial);
            case GateDecision.Approved(ApprovedOrder.Single approved, long opening, Denial reduced) -> {
                if (reduced != null) {
                    order.denial = reduced;
                    tally.denied(reduced);
                }
                order.approve(approved);
                order.openingLots = opening;
                order.closingLots = Math.min(approved.lots() - opening, position.closable(request.side()));
                position.orders.add(order);
                orders.add(order.id(), order);
                brackets.clearTheWayFor(order, position);
                position.outbox.add(order);
                flush(position);
                yield order;
            }
        };
    }

    private InstrumentState state(Instrument instrument) {
        InstrumentState last = lastState;
        if (last != null && last.instrument.equals(instrument)) {
            return last;
        }
        InstrumentState state = instruments.get(instrument);
        if (state == null) {
            throw new IllegalArgumentException("this run does not trade " + instrument);
        }
        lastState = state;
        return state;
    }

    boolean cancel(ManagedOrder order) {
        asked = true;
        if (order.status().isTerminal()) {
            return false;
        }
        if (!order.sent) {
            PositionState position = positionOf(order);
            position.outbox.remove(order);
            end(order, OrderStatus.CANCELED, "requested");
            flush(position);
            return true;
        }
        if (!order.cancelRequested) {
            order.cancelRequested = true;
            laneOf(order).cancel(order.id());
        }
        return true;
    }

    /** A trailing order of the strategy follows the close, never back. */
    void trail(ManagedOrder order, long closeTicks) {
        ApprovedOrder.Single approved = order.approved;
        if (approved == null
                || !order.sent
                || !(approved.type() instanceof OrderType.Stop(long now))
                || !(order.request().type() instanceof OrderType.TrailingStop(Rate distance))) {
            return;
        }
        long level = Exit.fractionFromFill(distance)
                .stopTicks(order.instrument(), order.side().opposite(), closeTicks);
        boolean better = order.side() == Side.SELL ? level > now : level < now;
        if (better) {
            ApprovedOrder.Single moved =
                    gate.withStop(approved, level).withLots(Math.min(approved.lots(), order.remainingLots()));
            order.restate(moved);
            laneOf(order).replace(order.id(), moved);
        }
    }

    /** Closes a position when the run ends; its exits are gone by then. */
    void closeAtEnd(PositionState position) {
        long lots = position.lots();
        if (lots == 0) {
            return;
        }
        var side = lots > 0 ? Side.SELL : Side.BUY;
        OrderRequest request = OrderRequest.of(position.instrument(), side)
                .lots(Math.abs(lots))
                .reduceOnly()
                .build();
        ManagedOrder order = new ManagedOrder(nextId(), request, OrderRole.CLOSE_AT_END);
        order.approve(gate.approveExit(
                order.id(),
                position.instrument(),
                side,
                OrderType.Market.INSTANCE,
                Math.abs(lots),
                OrderRole.CLOSE_AT_END));
        order.position = position;
        orders.add(order.id(), order);
        send(order);
    }

    /** Cancels what the strategy has open. */
    void cancelAll(PositionState position) {
        List.copyOf(position.orders).forEach(this::cancel);
    }

    /** Closes a position at the market, as soon as its exits are out of the way; if that fails, they come back. */
    void flatten(PositionState position) {
        cancelAll(position);
        long lots = position.lots();
        if (lots == 0) {
            return;
        }
        Side side = lots > 0 ? Side.SELL : Side.BUY;
        OrderRequest request = OrderRequest.of(position.instrument(), side)
                .lots(Math.abs(lots))
                .reduceOnly()
                .build();
        ManagedOrder order = new ManagedOrder(nextId(), request, OrderRole.CLOSE_AT_END);
        order.approve(gate.approveExit(
                order.id(),
                position.instrument(),
                side,
                OrderType.Market.INSTANCE,
                Math.abs(lots),
                OrderRole.CLOSE_AT_END));
        order.position = position;
        order.closingLots = Math.abs(lots);
        position.orders.add(order);
        orders.add(order.id(), order);
        brackets.clearTheWayFor(order, position);
        position.outbox.add(order);
        flush(position);
    }

    // To the venue

    ClientOrderId nextId() {
        return new ClientOrderId(options.session(), ++lastNumber);
    }

    void send(ManagedOrder order) {
        ApprovedOrder.Single approved = order.approved;
        if (approved == null) {
            throw new IllegalStateException("not approved: " + order);
        }
        order.sent = true;
        tally.submitted();
        laneOf(order).execute(approved);
    }

    /** Sends the two legs of a pair. */
    void send(ManagedOrder stop, ManagedOrder limit, ApprovedOrder.Oco pair) {
        stop.sent = true;
        limit.sent = true;
        tally.submitted();
        tally.submitted();
        laneOf(stop).execute(pair);
    }

    void register(ManagedOrder order) {
        orders.add(order.id(), order);
    }

    /** Sends what waits for nothing any more, up to the first order that still does. */
    void flush(PositionState position) {
        ManagedOrder next;
        while ((next = position.outbox.peek()) != null && next.waitingFor == 0) {
            position.outbox.remove();
            sendWhatIsLeft(next, position);
        }
    }

    /** Exits may have closed some of what an order was to close, while it waited for them to be canceled. */
    private void sendWhatIsLeft(ManagedOrder order, PositionState position) {
        ApprovedOrder.Single approved = order.approved;
        if (approved != null && order.hadToWait) {
            long wanted = order.closingLots;
            long closing = Math.min(wanted, position.closable(order.side()));
            if (closing == 0 && order.openingLots == 0) {
                end(order, OrderStatus.CANCELED, "the position was closed by its exit meanwhile");
                return;
            }
            if (closing < wanted && !approved.reduceOnly()) {
                order.cutTo(closing + order.openingLots);
                order.approved = approved.withLots(closing + order.openingLots);
            }
        }
        send(order);
    }

    // What came of it

    /** Moves an order to a status that ends it and tells everyone whom it concerns. */
    void end(ManagedOrder order, OrderStatus status, String reason) {
        if (!order.become(status, reason)) {
            return;
        }
        switch (status) {
            case CANCELED -> tally.canceled();
            case EXPIRED -> tally.expired(reason);
            case REJECTED -> tally.rejected(reason);
            default -> throw new IllegalArgumentException("not an end: " + status);
        }
        afterEnd(order);
    }

    /** An order was filled wholly. */
    void filled(ManagedOrder order) {
        tally.filled();
        afterEnd(order);
    }

    private void afterEnd(ManagedOrder order) {
        PositionState position = positionOf(order);
        position.orders.remove(order);
        orders.end(order.id());
        if (order.role() == OrderRole.STRATEGY) {
            changed.accept(order);
        }
        if (order.bracket != null) {
            brackets.legEnded(order, order.bracket, position);
        }
        brackets.orderEnded(order, position);
    }

    PositionState positionOf(ManagedOrder order) {
        PositionState position = order.position;
        if (position == null) {
            throw new IllegalStateException("was never routed: " + order);
        }
        return position;
    }

    ExecutionLane laneOf(ManagedOrder order) {
        return positionOf(order).account.lane;
    }

    private ManagedOrder deny(ManagedOrder order, Denial denial) {
        order.denial = denial;
        order.become(OrderStatus.DENIED, denial.message());
        if (!isWarmingUp()) {
            tally.denied(denial);
        }
        changed.accept(order);
        return order;
    }

    private boolean isWarmingUp() {
        return accounts.getFirst().tradingStateCause.equals(EngineCommand.WARMING_UP);
    }

    /** The account that the order names; an order that may only reduce goes where the position is. */
    private @Nullable PositionState route(OrderRequest request, InstrumentState instrument) {
        String exchange = request.exchange();
        if (exchange == null) {
            return request.reduceOnly() ? instrument.holder() : instrument.positions[0];
        }
        for (int i = 0; i < accounts.size(); i++) {
            if (accounts.get(i).exchange.equals(exchange)) {
                return instrument.positions[i];
            }
        }
        return null;
    }

    private OrderRequest withExits(OrderRequest wish) {
        if (!options.hasExits() || wish.reduceOnly() || wish.hasBracket()) {
            return wish;
        }
        OrderRequest.Builder b = wish.toBuilder();
        if (options.stopLoss() != null) {
            b.stopLoss(options.stopLoss());
        }
        if (options.takeProfit() != null) {
            b.takeProfit(options.takeProfit());
        }
        Rate trailing = options.trailingStop();
        if (trailing != null) {
            b.trailingStop(trailing);
        }
        return b.build();
    }
}
