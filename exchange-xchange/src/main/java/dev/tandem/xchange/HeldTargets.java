package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.RejectReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Take-profits where the venue knows no pairs: the stop rests at the venue, the target is held here. When somebody bids
 * its price, the stop is canceled, that is confirmed, and the target is sent; what of it is not executed at once is taken
 * back, and the stop rests again for what is left.
 *
 * <p>One thing at a time: a target is not sent while its pair is canceled or replaced.
 */
final class HeldTargets implements HeldOrders {
    private static final Logger LOG = LoggerFactory.getLogger(HeldTargets.class);

    private final Correspondent venue;
    private final LiveOrders orders;
    private final Watch watch;
    private final VenueClock clock;
    private final Execution execution;
    private final List<LiveOrder> targets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    HeldTargets(Correspondent venue, LiveOrders orders, Watch watch, VenueClock clock, Execution execution) {
        this.venue = venue;
        this.orders = orders;
        this.watch = watch;
        this.clock = clock;
        this.execution = execution;
    }

    /** What is held here, and what was sent and is not over. */
    @Override
    public List<LiveOrder> held() {
        return targets.stream()
                .filter(target -> target.held && orders.open(target.id) == target)
                .toList();
    }

    /** A target whose stop does not rest at the venue although it should; null if there is none. */
    @Override
    public @Nullable LiveOrder withoutStop() {
        for (LiveOrder target : held()) {
            LiveOrder stop = target.sibling;
            if (stop != null && orders.isWithdrawn(stop)) {
                return target;
            }
        }
        return null;
    }

    /** Whether an order belongs to a pair of which one half is held here. */
    @Override
    public boolean isOne(LiveOrder order) {
        return targets.contains(order) || order.sibling != null && targets.contains(order.sibling);
    }

    // What is asked for

    @Override
    public ExecutionResult send(
            ApprovedOrder.Single stopOrder, ApprovedOrder.@Nullable Single limitOrder, VenueInstrument at, long lots) {
        if (limitOrder == null) {
            return execution.send(stopOrder, stopOrder.type(), at, lots);
        }
        lock.lock();
        try {
            ExecutionResult result = execution.send(stopOrder, stopOrder.type(), at, lots);
            if (result instanceof ExecutionResult.Rejected || result instanceof ExecutionResult.Denied) {
                return result;
            }
            LiveOrder target = execution.live(limitOrder, limitOrder.type(), at, lots);
            target.held = true;
            target.orderId = nameHere(limitOrder.id());
            target.status = OrderStatus.NEW;
            orders.add(target);
            LiveOrder stop = orders.find(stopOrder.id());
            if (stop == null || stop.status.isTerminal()) {
                orders.end(target, OrderStatus.CANCELED, "oco", clock.nanos());
                return result;
            }
            link(stop, target);
            targets.add(target);
            return result;
        } finally {
            lock.unlock();
        }
    }

    private static OrderId nameHere(ClientOrderId id) {
        return OrderId.of("held-" + id);
    }

    private static void link(LiveOrder stop, LiveOrder target) {
        stop.sibling = target;
        target.sibling = stop;
    }

    /** Cancels both, whichever is named. */
    @Override
    public CancelResult cancel(LiveOrder named) {
        lock.lock();
        try {
            LiveOrder target = targets.contains(named) ? named : named.sibling;
            LiveOrder stop = target == null ? null : target.sibling;
            if (target == null || stop == null) {
                return new CancelResult.TooLate("order " + named.id + " is " + named.status, clock.nanos());
            }
            if (!target.held) {
                execution.end(target, "requested");
                end(stop, "requested");
            } else {
                if (orders.open(stop.id) == stop) {
                    execution.end(stop, "requested");
                } else {
                    end(stop, "requested");
                }
                if (stop.status.isTerminal()) {
                    orders.end(
                            target,
                            OrderStatus.CANCELED,
                            stop.status == OrderStatus.FILLED ? "oco" : "requested",
                            clock.nanos());
                }
            }
            targets.removeIf(one -> one.status.isTerminal());
            if (named.status == OrderStatus.CANCELED && stop.status != OrderStatus.FILLED) {
                return new CancelResult.Canceled(clock.nanos());
            }
            return stop.status.isTerminal() && target.status.isTerminal()
                    ? new CancelResult.TooLate("order " + named.id + " is " + named.status, clock.nanos())
                    : new CancelResult.Unconfirmed(
                            "the cancel of " + stop.id + " was sent, and the venue does not show it yet",
                            clock.nanos());
        } catch (VenueException e) {
            return new CancelResult.Unconfirmed(e.error().text(), clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    private void end(LiveOrder stop, String reason) {
        orders.endWithdrawn(stop, reason, clock.nanos());
    }

    /** Restates one of the two; the quantity is that of both from now on. */
    @Override
    public ExecutionResult replace(LiveOrder named, ApprovedOrder.Single replacement) {
        lock.lock();
        try {
            LiveOrder target = targets.contains(named) ? named : named.sibling;
            LiveOrder stop = target == null ? null : target.sibling;
            if (target == null || stop == null || !target.held || orders.open(stop.id) != stop) {
                return execution.stillUnclear(named.id);
            }
            boolean isTarget = named.equals(target);
            long lots = Math.min(replacement.lots(), named.leaves());
            ApprovedOrder.Single stopApproved = stop.approved;
            ApprovedOrder.Single targetApproved = target.approved;
            if (stopApproved == null || targetApproved == null || lots == 0) {
                return execution.stillUnclear(named.id);
            }
            ApprovedOrder.Single wanted = isTarget ? stopApproved : replacement;
            boolean stopChanges = lots != stop.leaves() || !wanted.type().equals(stop.type);
            ExecutionResult result =
                    new ExecutionResult.Accepted(isTarget ? target.orderId : stop.orderId, clock.nanos(), "");
            if (stopChanges) {
                switch (execution.takeBack(stop)) {
                    case UNCLEAR -> {
                        return execution.stillUnclear(named.id);
                    }
                    case FILLED -> {
                        orders.end(target, OrderStatus.CANCELED, "oco", clock.nanos());
                        targets.remove(target);
                        return new ExecutionResult.Rejected(
                                "filled", "order " + stop.id + " was filled meanwhile", clock.nanos(), "");
                    }
                    case BACK -> {}
                }
            }
            target.approved = isTarget ? replacement : targetApproved;
            target.type = target.approved.type();
            target.missingLots = Math.max(0, target.approved.lots() - lots - target.filledLots);
            target.lots = lots + target.filledLots;
            if (!stopChanges && !isTarget) {
                stop.approved = replacement;
                stop.missingLots = Math.max(0, replacement.lots() - stop.leaves());
            }
            if (stopChanges && !restore(target, wanted, lots)) {
                return execution.stillUnclear(named.id);
            }
            return isTarget || !(target.sibling instanceof LiveOrder fresh)
                    ? result
                    : new ExecutionResult.Accepted(fresh.orderId, clock.nanos(), "");
        } catch (VenueException e) {
            return execution.refused(e.error());
        } finally {
            lock.unlock();
        }
    }

    /** A target that was held is forgotten when the process ends; the stop is at the venue. */
    @Override
    public @Nullable LiveOrder adopt(
            ApprovedOrder.Single stop,
            ApprovedOrder.@Nullable Single limit,
            @Nullable LiveOrder foundStop,
            @Nullable LiveOrder foundLimit,
            VenueInstrument at) {
        if (foundStop != null && foundLimit != null) {
            link(foundStop, foundLimit);
        }
        return foundStop;
    }

    // What happens by itself

    /** Before the orders at the venue are looked at: what was begun and could not be finished. */
    @Override
    public void finish() throws VenueException {
        for (LiveOrder target : targets) {
            lock.lock();
            try {
                finish(target);
            } finally {
                lock.unlock();
            }
        }
    }

    private void finish(LiveOrder target) throws VenueException {
        LiveOrder stop = target.sibling;
        if (orders.open(target.id) != target || stop == null) {
            if (stop != null) {
                end(stop, "oco");
            }
            targets.remove(target);
            return;
        }
        ApprovedOrder.Single approved = stop.approved;
        if (target.held && approved != null && orders.isWithdrawn(stop)) {
            restore(target, approved, target.leaves());
        } else if (target.held && target.begun) {
            execute(target, stop);
        } else if (!target.held && target.status != OrderStatus.UNCONFIRMED) {
            takeRestBack(target);
        }
    }

    /** After that: pairs that are over, and targets that the market has reached. */
    @Override
    public void look() throws VenueException {
        Map<VenueInstrument, Ticker> prices = new HashMap<>();
        for (LiveOrder target : targets) {
            LiveOrder stop = target.sibling;
            if (!target.held || stop == null) {
                continue;
            }
            lock.lock();
            try {
                if (stop.status.isTerminal()) {
                    orders.end(target, OrderStatus.CANCELED, "oco", clock.nanos());
                    targets.remove(target);
                } else if (orders.open(stop.id) == stop && stop.status != OrderStatus.UNCONFIRMED) {
                    Ticker ticker = prices.get(target.at);
                    if (ticker == null) {
                        ticker = venue.ticker(target.at);
                        prices.put(target.at, ticker);
                    }
                    if (isReached(target, ticker)) {
                        execute(target, stop);
                    }
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether somebody would trade at its price now. */
    private static boolean isReached(LiveOrder target, Ticker ticker) {
        if (!(target.type instanceof OrderType.Limit(long limit))) {
            return false;
        }
        return target.side == Side.SELL
                ? ticker.bidTicks() >= limit
                : ticker.askTicks() > 0 && ticker.askTicks() <= limit;
    }

    private void execute(LiveOrder target, LiveOrder stop) throws VenueException {
        LOG.info("the market has reached the target {}: its stop {} is canceled, and it is sent", target.id, stop.id);
        target.begun = true;
        switch (execution.takeBack(stop)) {
            case UNCLEAR -> LOG.warn("it is not clear whether the stop {} was canceled; it is asked again", stop.id);
            case FILLED -> {
                orders.end(target, OrderStatus.CANCELED, "oco", clock.nanos());
                targets.remove(target);
            }
            case BACK -> {
                target.begun = false;
                sendTarget(target, stop);
            }
        }
    }

    private void sendTarget(LiveOrder target, LiveOrder stop) throws VenueException {
        ApprovedOrder.Single approved = target.approved;
        if (approved == null) {
            throw new IllegalStateException("a target that nobody approved: " + target.id);
        }
        long lots = target.leaves();
        target.held = false;
        target.orderId = OrderId.NONE;
        try {
            VenueOrder placed = venue.place(
                    approved.withLots(Math.min(lots, approved.lots())),
                    approved.type(),
                    target.at,
                    target.instrument.quantity(lots));
            orders.accepted(target, placed, false);
            orders.fills(target, placed.fills());
            if (watch.settle(target, placed) && target.status.isTerminal()) {
                targets.remove(target);
                end(stop, "oco");
                return;
            }
        } catch (VenueException e) {
            if (e.error().outcome() == Outcome.NOT_ACCEPTED) {
                LOG.warn("the target {} was refused: {}", target.id, e.error().text());
                holdAgain(target, stop);
            } else {
                LOG.warn(
                        "nobody knows what became of the target {}: {}",
                        target.id,
                        e.error().text());
                orders.unconfirmed(target);
                watch.inquire(target);
            }
            return;
        }
        takeRestBack(target);
    }

    /** What was not executed at once does not rest without its stop. */
    private void takeRestBack(LiveOrder target) throws VenueException {
        LiveOrder stop = target.sibling;
        VenueOrder view;
        try {
            view = venue.cancel(target.reference());
        } catch (VenueException e) {
            Optional<VenueOrder> asked = venue.query(target.reference());
            if (asked.isEmpty()) {
                throw e;
            }
            view = asked.get();
        }
        if (!watch.count(target, view) || !view.status().isTerminal() || stop == null) {
            return;
        }
        if (target.leaves() == 0) {
            orders.end(target, OrderStatus.FILLED, null, view.timeNanos());
            targets.remove(target);
            end(stop, "oco");
            return;
        }
        holdAgain(target, stop);
    }

    private void holdAgain(LiveOrder target, LiveOrder stop) {
        target.held = true;
        target.begun = false;
        if (target.orderId.equals(OrderId.NONE)) {
            target.orderId = nameHere(target.id);
        }
        ApprovedOrder.Single approved = stop.approved;
        if (approved != null) {
            restore(target, approved, target.leaves());
        }
    }

    /** The inquiry has found that a target never arrived. */
    @Override
    public boolean neverArrived(LiveOrder target) {
        LiveOrder stop = target.sibling;
        if (!targets.contains(target) || stop == null) {
            return false;
        }
        target.status = target.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        holdAgain(target, stop);
        return true;
    }

    /** Puts the stop back for what is left; false if it does not rest. */
    private boolean restore(LiveOrder target, ApprovedOrder.Single approved, long lots) {
        long wanted = Math.min(lots, approved.lots());
        ExecutionResult result = execution.send(approved, approved.type(), target.at, wanted);
        if (result instanceof ExecutionResult.Rejected refused && refused.reason() == RejectReason.STOP_PASSED) {
            // The engine believes that it rests, and would not ask for it again: what it would have done is done.
            LOG.warn("the market has passed the stop {} meanwhile: it is carried out at the market", approved.id());
            result = execution.send(approved, OrderType.Market.INSTANCE, target.at, wanted);
        }
        if (result instanceof ExecutionResult.Rejected || result instanceof ExecutionResult.Denied) {
            LOG.error("the stop {} could not be put back: {}; it is tried again", approved.id(), result.error());
            return false;
        }
        LiveOrder stop = orders.find(approved.id());
        if (stop != null) {
            stop.approved = approved;
            link(stop, target);
        }
        return true;
    }
}
