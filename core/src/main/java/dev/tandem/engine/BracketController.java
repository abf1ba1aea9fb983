package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Gate;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;

/**
 * Turns fills into exits, one bracket for each fill that opened something, and keeps exits and position in step: an
 * exit is never for more than is held, and a position whose exits were taken away for a close that then failed gets them
 * back.
 */
final class BracketController {
    private final OrderDesk desk;
    private final Gate gate;
    private final BracketStart start;
    private long delayMatters;

    BracketController(OrderDesk desk, Gate gate, BracketStart start) {
        this.desk = desk;
        this.gate = gate;
        this.start = start;
    }

    /** Entries whose exits would have been touched in the entry bar, had they worked from the fill on. */
    long delayMatters() {
        return delayMatters;
    }

    /** An order has opened something; if it brought exits, they are placed. */
    void opened(ManagedOrder order, Entry entry, PositionState position) {
        OrderRequest request = order.request();
        if (!request.hasBracket()) {
            return;
        }
        Bracket bracket = new Bracket(entry, position.instrument(), request);
        entry.bracket = bracket;
        if (start == BracketStart.NEXT_BAR) {
            bracket.state = Bracket.State.WAITING_FOR_CLOSE;
        } else {
            place(bracket, position);
        }
    }

    /**
     * A market order is about to close something that is protected: its exits are canceled first.
     *
     * @return whether the order has to wait for that
     */
    boolean clearTheWayFor(ManagedOrder order, PositionState position) {
        if (!(order.request().type() instanceof OrderType.Market)) {
            return false;
        }
        long toClose = order.lots() - order.openingLots;
        for (int i = 0; i < position.entries.size() && toClose > 0; i++) {
            Entry entry = position.entries.get(i);
            toClose -= entry.lots();
            Bracket bracket = entry.bracket;
            if (bracket != null && bracket.suspendedFor == null) {
                suspend(bracket, position);
                bracket.suspendedFor = order;
                if (bracket.state == Bracket.State.SUSPENDING) {
                    order.waitingFor++;
                }
            }
        }
        return order.waitingFor > 0;
    }

    /** An entry became smaller through an order that is not its own exit. */
    void reduced(Entry entry, ManagedOrder by, PositionState position) {
        Bracket bracket = entry.bracket;
        if (bracket == null || by.bracket == bracket) {
            return;
        }
        if (bracket.state == Bracket.State.WORKING || bracket.state == Bracket.State.WAITING_FOR_CLOSE) {
            if (bracket.state == Bracket.State.WAITING_FOR_CLOSE && entry.lots() > 0) {
                return;
            }
            suspend(bracket, position);
        }
    }

    /** A leg of a bracket has ended, whatever way. */
    void legEnded(ManagedOrder leg, Bracket bracket, PositionState position) {
        if (bracket.stopOrder == leg) {
            bracket.stopOrder = null;
        }
        if (bracket.targetOrder == leg) {
            bracket.targetOrder = null;
        }
        if (bracket.stopOrder != null || bracket.targetOrder != null) {
            return;
        }
        boolean wasSuspending = bracket.state == Bracket.State.SUSPENDING;
        bracket.state = Bracket.State.SUSPENDED;
        ManagedOrder closing = bracket.suspendedFor;
        if (closing != null) {
            if (wasSuspending && --closing.waitingFor == 0) {
                desk.sendWhatIsLeft(closing);
            }
        } else if (bracket.entry.lots() > 0 && (wasSuspending || leg.status() == OrderStatus.FILLED)) {
            place(bracket, position);
        }
    }

    /** An order has ended: what it had exits taken away for, and what is still held, is protected again. */
    void orderEnded(ManagedOrder order, PositionState position) {
        for (int i = 0; i < position.entries.size(); i++) {
            Bracket bracket = position.entries.get(i).bracket;
            if (bracket != null && bracket.suspendedFor == order) {
                bracket.suspendedFor = null;
                if (bracket.state == Bracket.State.SUSPENDED) {
                    place(bracket, position);
                }
            }
        }
    }

    /** A bar of the instrument has closed: trailing stops follow, exits that waited for it are placed. */
    void barClosed(PositionState position, Bar bar) {
        for (int i = 0; i < position.entries.size(); i++) {
            Bracket bracket = position.entries.get(i).bracket;
            if (bracket == null) {
                continue;
            }
            if (bracket.state == Bracket.State.WAITING_FOR_CLOSE) {
                if (wouldHaveBeenTouched(bracket, bar)) {
                    delayMatters++;
                }
                bracket.startTrailingAt(position.instrument(), bar.closeTicks());
                place(bracket, position);
            } else if (bracket.isTrailing() && bracket.ratchet(position.instrument(), bar.closeTicks())) {
                raise(bracket, position);
            }
        }
    }

    /** Takes all exits of a position away for good. */
    void cancelAll(PositionState position) {
        for (Entry entry : position.entries) {
            Bracket bracket = entry.bracket;
            if (bracket != null) {
                bracket.abandoned = true;
                suspend(bracket, position);
            }
        }
    }

    private static boolean wouldHaveBeenTouched(Bracket bracket, Bar bar) {
        Entry entry = bracket.entry;
        boolean isLong = entry.side == Side.BUY;
        long stop = bracket.stopTicks();
        boolean stopTouched = stop > 0 && (isLong ? bar.lowTicks() <= stop : bar.highTicks() >= stop);
        long target = bracket.targetTicks();
        boolean atOpen = entry.ticks == bar.openTicks();
        boolean targetTouched =
                atOpen && target > 0 && (isLong ? bar.highTicks() >= target : bar.lowTicks() <= target);
        return stopTouched || targetTouched;
    }

    private void place(Bracket bracket, PositionState position) {
        if (bracket.abandoned) {
            return;
        }
        Instrument instrument = position.instrument();
        Side side = bracket.entry.side.opposite();
        long lots = bracket.entry.lots();
        long stopTicks = bracket.stopTicks();
        long targetTicks = bracket.targetTicks();
        bracket.state = Bracket.State.WORKING;
        ManagedOrder stop = null;
        if (stopTicks > 0) {
            stop = leg(bracket, position, side, new OrderType.Stop(stopTicks), lots, bracket.stopRole());
            bracket.stopOrder = stop;
        }
        ManagedOrder target = null;
        if (targetTicks > 0) {
            target = leg(bracket, position, side, new OrderType.Limit(targetTicks), lots, OrderRole.TAKE_PROFIT);
            bracket.targetOrder = target;
        }
        if (stop != null && target != null) {
            desk.send(stop, target, gate.pair(approvedOf(stop), approvedOf(target)));
        } else if (stop != null) {
            desk.send(stop);
        } else if (target != null) {
            desk.send(target);
        } else {
            throw new IllegalStateException("a bracket of " + instrument + " without exits");
        }
    }

    private ManagedOrder leg(
            Bracket bracket, PositionState position, Side side, OrderType type, long lots, OrderRole role) {
        Instrument instrument = position.instrument();
        OrderRequest request = OrderRequest.of(instrument, side)
                .type(type)
                .lots(lots)
                .reduceOnly()
                .build();
        ManagedOrder order = new ManagedOrder(desk.nextId(), request, role);
        order.approve(gate.approveExit(order.id(), instrument, side, type, lots, role));
        order.position = position;
        order.bracket = bracket;
        desk.register(order);
        return order;
    }

    /** Takes the exits of a bracket away, for the time being. */
    private void suspend(Bracket bracket, PositionState position) {
        if (bracket.state == Bracket.State.WAITING_FOR_CLOSE) {
            bracket.state = Bracket.State.SUSPENDED;
        }
        if (bracket.state != Bracket.State.WORKING) {
            return;
        }
        bracket.state = Bracket.State.SUSPENDING;
        ManagedOrder leg = bracket.stopOrder != null ? bracket.stopOrder : bracket.targetOrder;
        if (leg != null && !leg.cancelRequested) {
            leg.cancelRequested = true;
            position.account.lane.cancel(leg.id());
        }
    }

    private void raise(Bracket bracket, PositionState position) {
        ManagedOrder stop = bracket.stopOrder;
        if (bracket.state != Bracket.State.WORKING || stop == null) {
            return;
        }
        ApprovedOrder.Single raised = gate.approveExit(
                stop.id(),
                position.instrument(),
                stop.side(),
                new OrderType.Stop(bracket.stopTicks()),
                stop.remainingLots(),
                bracket.stopRole());
        position.account.lane.replace(stop.id(), raised);
    }

    private static ApprovedOrder.Single approvedOf(ManagedOrder order) {
        ApprovedOrder.Single approved = order.approved;
        if (approved == null) {
            throw new IllegalStateException("not approved: " + order);
        }
        return approved;
    }
}
