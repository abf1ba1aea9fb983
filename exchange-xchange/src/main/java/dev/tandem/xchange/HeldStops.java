package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops, and pairs of a stop and a target, where the venue knows no stops: both are held here. When the market has traded at
 * the stop, it is sent as a market order under its own id; when somebody bids the target, that is sent as a limit, and what
 * of it is not executed at once is taken back and held again.
 *
 * <p>While this process is not there, nothing protects. A session that starts again holds what its journal says was held;
 * such an order is asked for by its id before it is sent, and not sent before the settle time is over: the earlier session
 * may have sent it as its last deed. So this is for venues that know our ids.
 */
final class HeldStops implements HeldOrders {
    private static final Logger LOG = LoggerFactory.getLogger(HeldStops.class);
    /** What may be otherwise a moment later; any other refusal is the end of the order, and the engine hears of it. */
    private static final Set<ErrorKind> PASSING = EnumSet.of(
            ErrorKind.RATE_LIMITED,
            ErrorKind.UNAVAILABLE,
            ErrorKind.UNREACHABLE,
            ErrorKind.NOT_SENT,
            ErrorKind.CLOCK_SKEW,
            ErrorKind.NONCE);

    private final Correspondent venue;
    private final LiveOrders orders;
    private final Watch watch;
    private final VenueClock clock;
    private final Execution execution;
    private final Duration settleTime;
    private final List<LiveOrder> all = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    HeldStops(
            Correspondent venue,
            LiveOrders orders,
            Watch watch,
            VenueClock clock,
            Execution execution,
            Duration settleTime) {
        this.venue = venue;
        this.orders = orders;
        this.watch = watch;
        this.clock = clock;
        this.execution = execution;
        this.settleTime = settleTime;
    }

    @Override
    public List<LiveOrder> held() {
        return all.stream()
                .filter(order -> order.held && orders.open(order.id) == order)
                .toList();
    }

    @Override
    public @Nullable LiveOrder withoutStop() {
        return held().stream().filter(order -> order.begun).findFirst().orElse(null);
    }

    @Override
    public boolean isOne(LiveOrder order) {
        return all.contains(order);
    }

    // What is asked for

    @Override
    public ExecutionResult send(
            ApprovedOrder.Single stopOrder, ApprovedOrder.@Nullable Single limitOrder, VenueInstrument at, long lots) {
        lock.lock();
        try {
            LiveOrder stop = hold(stopOrder, at, lots);
            if (limitOrder != null) {
                link(stop, hold(limitOrder, at, lots));
            }
            return new ExecutionResult.Accepted(stop.orderId, clock.nanos(), "");
        } finally {
            lock.unlock();
        }
    }

    private LiveOrder hold(ApprovedOrder.Single order, VenueInstrument at, long lots) {
        LiveOrder live = execution.live(order, order.type(), at, lots);
        live.status = OrderStatus.NEW;
        hold(live);
        orders.add(live);
        all.add(live);
        return live;
    }

    private static void hold(LiveOrder live) {
        live.orderId = OrderId.of("held-" + live.id);
        live.held = true;
    }

    private static void link(LiveOrder stop, LiveOrder limit) {
        stop.sibling = limit;
        limit.sibling = stop;
    }

    @Override
    public CancelResult cancel(LiveOrder named) {
        lock.lock();
        try {
            LiveOrder sibling = named.sibling;
            end(named, "requested");
            if (sibling != null && named.status == OrderStatus.CANCELED) {
                end(sibling, "requested");
            } else if (sibling != null && named.status.isTerminal()) {
                end(sibling, "oco");
            }
            tidy();
            boolean filled =
                    named.status == OrderStatus.FILLED || sibling != null && sibling.status == OrderStatus.FILLED;
            if (named.status == OrderStatus.CANCELED && !filled) {
                return new CancelResult.Canceled(clock.nanos());
            }
            return named.status.isTerminal()
                    ? new CancelResult.TooLate("order " + named.id + " is " + named.status, clock.nanos())
                    : new CancelResult.Unconfirmed(
                            "the cancel of " + named.id + " was sent, and the venue does not show it yet",
                            clock.nanos());
        } catch (VenueException e) {
            return new CancelResult.Unconfirmed(e.error().text(), clock.nanos());
        } finally {
            lock.unlock();
        }
    }

    /** Here it is over at once, at the venue when that says so. */
    private void end(LiveOrder order, String reason) throws VenueException {
        if (orders.open(order.id) != order) {
            return;
        }
        if (order.held) {
            orders.end(order, OrderStatus.CANCELED, reason, clock.nanos());
        } else {
            execution.end(order, reason);
        }
    }

    @Override
    public ExecutionResult replace(LiveOrder named, ApprovedOrder.Single replacement) {
        lock.lock();
        try {
            LiveOrder sibling = named.sibling;
            if (orders.open(named.id) != named || !named.held || sibling != null && !sibling.held) {
                return execution.stillUnclear(named.id);
            }
            named.approved = replacement;
            named.type = replacement.type();
            named.begun = false;
            resize(named, replacement.lots());
            if (sibling != null) {
                resize(sibling, replacement.lots());
            }
            return new ExecutionResult.Accepted(named.orderId, clock.nanos(), "");
        } finally {
            lock.unlock();
        }
    }

    private static void resize(LiveOrder order, long leaves) {
        order.lots = leaves + order.filledLots;
        order.missingLots = 0;
    }

    // What an earlier session held

    @Override
    public @Nullable LiveOrder adopt(
            ApprovedOrder.Single stopOrder,
            ApprovedOrder.@Nullable Single limitOrder,
            @Nullable LiveOrder foundStop,
            @Nullable LiveOrder foundLimit,
            VenueInstrument at) {
        lock.lock();
        try {
            boolean over = foundStop != null && foundStop.status.isTerminal()
                    || foundLimit != null && foundLimit.status.isTerminal();
            LiveOrder stop = foundStop != null ? foundStop : adopted(stopOrder, at);
            if (limitOrder != null) {
                LiveOrder limit = foundLimit != null ? foundLimit : adopted(limitOrder, at);
                link(stop, limit);
                takeIn(limit, over);
            }
            takeIn(stop, over);
            tidy();
            return stop;
        } finally {
            lock.unlock();
        }
    }

    private LiveOrder adopted(ApprovedOrder.Single order, VenueInstrument at) {
        LiveOrder live = hold(order, at, order.lots());
        live.adopted = true;
        return live;
    }

    /** @param over whether one of the two is: then so is the other */
    private void takeIn(LiveOrder order, boolean over) {
        if (!all.contains(order) && !order.status.isTerminal()) {
            all.add(order);
        }
        if (over && order.held) {
            orders.end(order, OrderStatus.CANCELED, "oco", clock.nanos());
        }
    }

    // What happens by itself

    @Override
    public void finish() throws VenueException {
        for (LiveOrder order : all) {
            lock.lock();
            try {
                boolean rests = !order.held
                        && order.type instanceof OrderType.Limit
                        && orders.open(order.id) == order
                        && order.status != OrderStatus.UNCONFIRMED;
                if (rests) {
                    takeRestBack(order);
                }
                endWithItsSibling(order);
            } finally {
                lock.unlock();
            }
        }
        tidy();
    }

    /** Of two, one is over: so is the other. */
    private void endWithItsSibling(LiveOrder order) throws VenueException {
        LiveOrder sibling = order.sibling;
        if (order.status.isTerminal() && sibling != null) {
            end(sibling, "oco");
        }
    }

    private void tidy() {
        all.removeIf(order -> orders.open(order.id) != order
                && (order.sibling == null || orders.open(order.sibling.id) != order.sibling));
    }

    @Override
    public void look() throws VenueException {
        Map<VenueInstrument, Ticker> prices = new HashMap<>();
        for (LiveOrder order : all) {
            lock.lock();
            try {
                LiveOrder sibling = order.sibling;
                endWithItsSibling(order);
                if (orders.open(order.id) != order || !order.held || sibling != null && !sibling.held) {
                    continue;
                }
                Ticker ticker = prices.get(order.at);
                if (ticker == null) {
                    ticker = venue.ticker(order.at);
                    prices.put(order.at, ticker);
                }
                if (isReached(order, ticker)) {
                    execute(order);
                    endWithItsSibling(order);
                }
            } finally {
                lock.unlock();
            }
        }
        tidy();
    }

    /** A stop when the market has traded there, a limit when somebody would trade at its price now. */
    private static boolean isReached(LiveOrder order, Ticker ticker) {
        boolean sells = order.side == Side.SELL;
        return switch (order.type) {
            case OrderType.Stop(long stop) ->
                ticker.lastTicks() > 0 && (sells ? ticker.lastTicks() <= stop : ticker.lastTicks() >= stop);
            case OrderType.Limit(long limit) ->
                sells ? ticker.bidTicks() >= limit : ticker.askTicks() > 0 && ticker.askTicks() <= limit;
            case OrderType.Market market -> false;
            case OrderType.StopLimit stopLimit -> false;
            case OrderType.TrailingStop trailing -> false;
        };
    }

    private void execute(LiveOrder order) throws VenueException {
        ApprovedOrder.Single approved = order.approved;
        if (approved == null) {
            throw new IllegalStateException("an exit that nobody approved: " + order.id);
        }
        if (order.adopted && !isOursToSend(order)) {
            return;
        }
        long wanted = Math.min(order.leaves(), approved.lots());
        long lots = execution.affordable(approved, wanted, order.at);
        if (lots == 0) {
            LOG.warn("the market has reached {}, and there is nothing left that it could sell", order.id);
            orders.end(order, OrderStatus.CANCELED, "reduce-only", clock.nanos());
            return;
        }
        LOG.info("the market has reached {}: it is sent", order.id);
        order.missingLots += order.leaves() - lots;
        order.lots = order.filledLots + lots;
        order.held = false;
        order.orderId = OrderId.NONE;
        order.begun = true;
        OrderType as = order.type instanceof OrderType.Stop ? OrderType.Market.INSTANCE : order.type;
        try {
            VenueOrder placed = venue.place(approved.withLots(lots), as, order.at, order.instrument.quantity(lots));
            order.begun = false;
            orders.accepted(order, placed, false);
            orders.fills(order, placed.fills());
            watch.settle(order, placed);
        } catch (VenueException e) {
            failed(order, e.error());
            return;
        }
        if (as instanceof OrderType.Limit && orders.open(order.id) == order) {
            takeRestBack(order);
        }
    }

    /** Whether an earlier session did not send it as its last deed. */
    private boolean isOursToSend(LiveOrder order) throws VenueException {
        OrderId here = order.orderId;
        order.orderId = OrderId.NONE;
        Optional<VenueOrder> sent;
        try {
            sent = venue.query(order.reference());
        } finally {
            order.orderId = here;
        }
        if (sent.isPresent() && sent.get().side() == order.side) {
            LOG.info(
                    "{} was sent by an earlier session: {}",
                    order.id,
                    sent.get().status());
            order.adopted = false;
            order.held = false;
            orders.accepted(order, sent.get(), false);
            watch.settle(order, sent.get());
            return false;
        }
        if (clock.nanos() - order.sentNanos < settleTime.toNanos()) {
            return false;
        }
        order.adopted = false;
        return true;
    }

    private void failed(LiveOrder order, VenueError error) {
        if (error.outcome() != Outcome.NOT_ACCEPTED) {
            LOG.warn("nobody knows what became of {}: {}; the venue is asked", order.id, error.text());
            orders.unconfirmed(order);
            watch.inquire(order);
        } else if (PASSING.contains(error.kind())) {
            LOG.warn("{} could not be sent: {}; it is tried again", order.id, error.text());
            hold(order);
            if (error.is(ErrorKind.CLOCK_SKEW)) {
                watch.measureClock();
            }
        } else {
            LOG.error("{} was refused: {}", order.id, error.text());
            orders.end(order, OrderStatus.REJECTED, error.text(), clock.nanos());
        }
    }

    /** What of a target was not executed at once is held again, and its stop with it. */
    private void takeRestBack(LiveOrder limit) throws VenueException {
        switch (execution.takeBack(limit)) {
            case UNCLEAR -> LOG.warn("it is not clear whether {} was taken back; it is asked again", limit.id);
            case FILLED -> {}
            case BACK -> {
                if (limit.leaves() == 0) {
                    orders.endWithdrawn(limit, "oco", clock.nanos());
                    return;
                }
                hold(limit);
                orders.add(limit);
                if (limit.sibling != null) {
                    resize(limit.sibling, limit.leaves());
                }
            }
        }
    }

    @Override
    public boolean neverArrived(LiveOrder order) {
        if (!all.contains(order)) {
            return false;
        }
        order.status = order.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        hold(order);
        return true;
    }
}
