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
import dev.tandem.plugin.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        if (bracket.isEmpty()) {
            return;
        }
        position.brackets.add(bracket);
        if (start == BracketStart.NEXT_BAR) {
            bracket.state = Bracket.State.WAITING_FOR_CLOSE;
        } else {
            place(bracket, position);
        }
    }

    /**
     * A market order is about to close something that is protected: the exits that would be too many once it is filled
     * are canceled first, oldest first, and the order waits for that.
     */
    void clearTheWayFor(ManagedOrder order, PositionState position) {
        if (position.brackets.isEmpty() || order.closingLots == 0 || !isMarket(order)) {
            return;
        }
        long left = Math.abs(position.lots());
        for (ManagedOrder other : position.orders) {
            left -= isMarket(other) ? other.closingLots : 0;
        }
        long excess = covered(position) - Math.max(0, left);
        for (Bracket bracket : position.brackets) {
            if (excess <= 0) {
                return;
            }
            if (bracket.suspendedFor != null) {
                continue;
            }
            long given = Math.min(excess, bracket.lots);
            excess -= given;
            bracket.suspendedFor = order;
            bracket.lotsAfter = bracket.lots - given;
            takeAway(bracket, position);
            if (bracket.state == Bracket.State.SUSPENDING) {
                order.waitingFor++;
                order.hadToWait = true;
            }
        }
    }

    private static boolean isMarket(ManagedOrder order) {
        return order.request().type() instanceof OrderType.Market;
    }

    /** How much is protected, by exits that no order has taken away. */
    private static long covered(PositionState position) {
        long sum = 0;
        for (Bracket bracket : position.brackets) {
            sum += bracket.suspendedFor == null ? bracket.lots : 0;
        }
        return sum;
    }

    /** Something was filled: exits for more than what is held now are given up, oldest first. */
    void trim(PositionState position) {
        if (position.brackets.isEmpty()) {
            return;
        }
        for (Bracket bracket : List.copyOf(position.brackets)) {
            // A bracket whose one leg has been filled is about to lose the other by itself.
            if (bracket.suspendedFor == null && bracket.lots > 0 && !bracket.protects(position.lots())) {
                giveUp(bracket, position);
            }
        }
        long excess = covered(position) - Math.abs(position.lots());
        for (Bracket bracket : List.copyOf(position.brackets)) {
            if (excess <= 0) {
                return;
            }
            if (bracket.suspendedFor != null || bracket.lots == 0) {
                continue;
            }
            long given = Math.min(excess, bracket.lots);
            excess -= given;
            if (given == bracket.lots) {
                giveUp(bracket, position);
            } else {
                bracket.lots -= given;
                restate(bracket, position);
            }
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
        // What was filled in parts has been taken off already, part by part.
        if (leg.status() == OrderStatus.FILLED) {
            bracket.lots = 0;
        }
        if (bracket.stopOrder != null || bracket.targetOrder != null) {
            return;
        }
        boolean wasSuspending = bracket.state == Bracket.State.SUSPENDING;
        ManagedOrder closing = bracket.suspendedFor;
        if (bracket.state == Bracket.State.DONE || bracket.lots == 0) {
            bracket.state = Bracket.State.DONE;
            position.brackets.remove(bracket);
        } else {
            bracket.state = Bracket.State.SUSPENDED;
            OrderRole passed = bracket.passed;
            if (passed != null && closing == null) {
                carryOut(bracket, position, passed);
            } else if (wasSuspending && closing == null) {
                place(bracket, position);
            }
        }
        if (wasSuspending && closing != null && --closing.waitingFor == 0) {
            desk.flush(position);
        }
    }

    /**
     * The venue has refused an exit, or the place that it was to be moved to, because the market is beyond it. Resting there it
     * would have been executed: once nothing of the bracket is left at the venue, that is done at the market.
     */
    void passed(ManagedOrder leg, RejectReason reason) {
        Bracket bracket = leg.bracket;
        if (bracket != null && reason.isPassed() && !isCarriedOut(leg)) {
            bracket.passed = reason == RejectReason.TARGET_PASSED ? OrderRole.TAKE_PROFIT : bracket.stopRole();
        }
    }

    /**
     * After {@link #passed}, where only a move was refused: what still rests of the bracket is taken away; if the venue has let
     * go of it already, the exit is carried out.
     */
    void leaveIfPassed(ManagedOrder leg) {
        Bracket bracket = leg.bracket;
        OrderRole passed = bracket == null ? null : bracket.passed;
        if (bracket == null || passed == null || bracket.suspendedFor != null) {
            return;
        }
        if (bracket.state == Bracket.State.SUSPENDED) {
            carryOut(bracket, desk.positionOf(leg), passed);
        } else if (bracket.state == Bracket.State.WORKING && !leg.status().isTerminal()) {
            takeAway(bracket, desk.positionOf(leg));
        }
    }

    /** An exit that is carried out at the market, in place of the orders of its bracket. */
    private static boolean isCarriedOut(@Nullable ManagedOrder leg) {
        return leg != null && isMarket(leg);
    }

    /** Closes what a bracket protects, at the market and as this exit. */
    private void carryOut(Bracket bracket, PositionState position, OrderRole role) {
        bracket.passed = null;
        if (!bracket.protects(position.lots())) {
            giveUp(bracket, position);
            return;
        }
        bracket.state = Bracket.State.WORKING;
        Side side = bracket.entry.side.opposite();
        ManagedOrder order = leg(bracket, position, side, OrderType.Market.INSTANCE, bracket.lots, role);
        bracket.stopOrder = order;
        desk.send(order);
    }

    /** An order has ended: what it had exits taken away for, and what is still held, is protected again. */
    void orderEnded(ManagedOrder order, PositionState position) {
        if (position.brackets.isEmpty()) {
            return;
        }
        for (Bracket bracket : List.copyOf(position.brackets)) {
            if (bracket.suspendedFor != order) {
                continue;
            }
            bracket.suspendedFor = null;
            if (order.filledLots() > 0) {
                bracket.lots = bracket.lotsAfter;
            }
            if (bracket.lots == 0 || !bracket.protects(position.lots())) {
                giveUp(bracket, position);
            } else if (bracket.state == Bracket.State.SUSPENDED) {
                place(bracket, position);
            }
        }
    }

    /** A bar of the instrument has closed: trailing stops follow, exits that waited for it are placed. */
    void barClosed(PositionState position, Bar bar) {
        for (int i = 0; i < position.brackets.size(); i++) {
            Bracket bracket = position.brackets.get(i);
            if (bracket.state == Bracket.State.WAITING_FOR_CLOSE) {
                if (wouldHaveBeenTouched(bracket, bar)) {
                    delayMatters++;
                }
                bracket.startTrailingAt(position.instrument(), bar.closeTicks());
                place(bracket, position);
            } else if ((bracket.isTrailing() && bracket.ratchet(position.instrument(), bar.closeTicks()))
                    || needsRestating(bracket.stopOrder)
                    || needsRestating(bracket.targetOrder)) {
                restate(bracket, position);
            }
        }
    }

    private static boolean needsRestating(@Nullable ManagedOrder leg) {
        return leg != null && leg.needsRestating && !leg.isBeingReplaced();
    }

    /** For how much of a position that was entered with a stop none is confirmed at the venue. */
    static long withoutStop(PositionState position) {
        long lots = 0;
        for (Bracket bracket : position.brackets) {
            // What an order is about to close needs no stop any more; if it fails, it gets it back.
            boolean wanted = bracket.stopTicks() > 0
                    && bracket.suspendedFor == null
                    && bracket.state != Bracket.State.WAITING_FOR_CLOSE;
            if (wanted && bracket.lots > 0 && !isResting(bracket.stopOrder)) {
                lots += bracket.lots;
            }
        }
        return lots;
    }

    private static boolean isResting(@Nullable ManagedOrder order) {
        return order != null
                && !order.cancelRequested
                && (order.status() == OrderStatus.NEW || order.status() == OrderStatus.PARTIALLY_FILLED);
    }

    /** Places what should be at the venue and is not, because the venue refused or lost it. */
    void rearm(PositionState position) {
        for (Bracket bracket : List.copyOf(position.brackets)) {
            if (bracket.suspendedFor != null || bracket.lots == 0 || !bracket.protects(position.lots())) {
                continue;
            }
            if (bracket.state == Bracket.State.SUSPENDED) {
                place(bracket, position);
            } else if (bracket.state == Bracket.State.WORKING && bracket.stopTicks() > 0 && bracket.stopOrder == null) {
                // The target alone is left: it goes, and both come back.
                bracket.state = Bracket.State.SUSPENDING;
                cancelLegs(bracket, position);
            } else if (needsRestating(bracket.stopOrder) || needsRestating(bracket.targetOrder)) {
                restate(bracket, position);
            }
        }
    }

    /** Takes all exits of a position away for good. */
    void giveUpAll(PositionState position) {
        for (Bracket bracket : List.copyOf(position.brackets)) {
            giveUp(bracket, position);
        }
    }

    private static boolean wouldHaveBeenTouched(Bracket bracket, Bar bar) {
        Entry entry = bracket.entry;
        boolean isLong = entry.side == Side.BUY;
        long stop = bracket.stopTicks();
        boolean stopTouched = stop > 0 && (isLong ? bar.lowTicks() <= stop : bar.highTicks() >= stop);
        long target = bracket.targetTicks();
        boolean atOpen = entry.ticks == bar.openTicks();
        boolean targetTouched = atOpen && target > 0 && (isLong ? bar.highTicks() >= target : bar.lowTicks() <= target);
        return stopTouched || targetTouched;
    }

    private void place(Bracket bracket, PositionState position) {
        Instrument instrument = position.instrument();
        Side side = bracket.entry.side.opposite();
        long lots = bracket.lots;
        long stopTicks = bracket.stopTicks();
        long targetTicks = bracket.targetTicks();
        bracket.state = Bracket.State.WORKING;
        bracket.passed = null;
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
        order.approve(gate.approveExit(order.id(), instrument, side, type, lots, role, bracket.entry.order));
        order.position = position;
        order.bracket = bracket;
        desk.register(order);
        return order;
    }

    /** Takes the exits of a bracket away, for the time being. */
    private void takeAway(Bracket bracket, PositionState position) {
        if (bracket.state == Bracket.State.WAITING_FOR_CLOSE) {
            bracket.state = Bracket.State.SUSPENDED;
        } else if (bracket.state == Bracket.State.WORKING) {
            bracket.state = Bracket.State.SUSPENDING;
            cancelLegs(bracket, position);
        }
    }

    /** Takes the exits of a bracket away for good. */
    private void giveUp(Bracket bracket, PositionState position) {
        boolean working = bracket.state == Bracket.State.WORKING;
        bracket.state = Bracket.State.DONE;
        position.brackets.remove(bracket);
        if (working) {
            cancelLegs(bracket, position);
        }
    }

    private static void cancelLegs(Bracket bracket, PositionState position) {
        ManagedOrder leg = bracket.stopOrder != null ? bracket.stopOrder : bracket.targetOrder;
        if (leg != null && !leg.cancelRequested) {
            leg.cancelRequested = true;
            position.account.lane.cancel(leg.id());
        }
    }

    /** Tells the venue of a stop that has moved, or of exits that are for less. */
    private void restate(Bracket bracket, PositionState position) {
        if (bracket.state != Bracket.State.WORKING || isCarriedOut(bracket.stopOrder)) {
            return;
        }
        ManagedOrder stop = bracket.stopOrder;
        if (stop != null) {
            restate(bracket, stop, new OrderType.Stop(bracket.stopTicks()), bracket.stopRole(), position);
        }
        ManagedOrder target = bracket.targetOrder;
        if (target != null && target.remainingLots() != bracket.lots) {
            OrderType limit = new OrderType.Limit(bracket.targetTicks());
            restate(bracket, target, limit, OrderRole.TAKE_PROFIT, position);
        }
    }

    private void restate(Bracket bracket, ManagedOrder leg, OrderType type, OrderRole role, PositionState position) {
        ApprovedOrder.Single restated = gate.approveExit(
                leg.id(), position.instrument(), leg.side(), type, bracket.lots, role, bracket.entry.order);
        leg.restate(restated);
        position.account.lane.replace(leg.id(), restated);
    }

    private static ApprovedOrder.Single approvedOf(ManagedOrder order) {
        ApprovedOrder.Single approved = order.approved;
        if (approved == null) {
            throw new IllegalStateException("not approved: " + order);
        }
        return approved;
    }
}
