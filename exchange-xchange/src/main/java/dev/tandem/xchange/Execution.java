package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OffGridException;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.RejectReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of orders, cancels and replacements on their way to a venue. An order goes out once; whatever the answer,
 * it is not sent again.
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final VenueProfile profile;
    private final Correspondent venue;
    private final LiveOrders orders;
    private final Watch watch;
    private final VenueClock clock;
    private final HeldOrders targets;

    Execution(
            VenueProfile profile,
            Correspondent venue,
            LiveOrders orders,
            Watch watch,
            VenueClock clock,
            Duration settleTime) {
        this.profile = profile;
        this.venue = venue;
        this.orders = orders;
        this.watch = watch;
        this.clock = clock;
        this.targets = profile.holdsStops()
                ? new HeldStops(venue, orders, watch, clock, this, settleTime)
                : new HeldTargets(venue, orders, watch, clock, this);
    }

    /** What rests here in place of the venue. */
    HeldOrders targets() {
        return targets;
    }

    // Orders

    ExecutionResult execute(ApprovedOrder.Single order, VenueInstrument at) {
        Denial objection = objection(order, at);
        if (objection != null) {
            return new ExecutionResult.Denied(objection, clock.nanos());
        }
        if (orders.open(order.id()) != null) {
            return duplicate(order.id());
        }
        try {
            long lots = affordable(order, order.lots(), at);
            if (lots == 0) {
                return nothingToReduce(order);
            }
            return profile.holdsStops() && order.type() instanceof OrderType.Stop
                    ? targets.send(order, null, at, lots)
                    : send(order, order.type(), at, lots);
        } catch (VenueException e) {
            // The balance could not be asked for: nothing was sent.
            return refused(e.error());
        }
    }

    ExecutionResult send(ApprovedOrder.Single order, OrderType as, VenueInstrument at, long lots) {
        LiveOrder live = live(order, as, at, lots);
        orders.asked(live);
        orders.add(live);
        BigDecimal quantity = order.instrument().quantity(lots);
        try {
            VenueOrder placed = venue.place(order, as, at, quantity);
            return taken(live, placed);
        } catch (VenueException e) {
            VenueError error = e.error();
            if (error.outcome() == Outcome.NOT_ACCEPTED) {
                orders.forget(live);
                return error.is(ErrorKind.STOP_PASSED) && as instanceof OrderType.Stop
                        ? refused(error, RejectReason.STOP_PASSED)
                        : refused(error);
            }
            return unclear(List.of(live), error);
        } finally {
            answered(live);
        }
    }

    /** What the venue's stream has told meanwhile is looked at again: the answer may have said less. */
    private void answered(LiveOrder order) {
        if (orders.answered(order)) {
            watch.soon(order);
        }
    }

    /**
     * Which of a pair the market has passed, as far as the refusal tells, or else its price now. If it is between the two
     * again, or cannot be asked for, nobody knows: then the pair is refused for a reason that may be gone.
     */
    private RejectReason passedOf(
            VenueError error, ApprovedOrder.Single stop, ApprovedOrder.Single limit, VenueInstrument at) {
        if (error.is(ErrorKind.STOP_PASSED)) {
            return RejectReason.STOP_PASSED;
        }
        if (error.is(ErrorKind.POST_ONLY)) {
            return RejectReason.TARGET_PASSED;
        }
        if (!error.is(ErrorKind.PAIR_PASSED)) {
            return RejectReason.OTHER;
        }
        try {
            Ticker now = venue.ticker(at);
            boolean sells = stop.side() == Side.SELL;
            if (stop.type() instanceof OrderType.Stop(long ticks)
                    && now.lastTicks() > 0
                    && (sells ? now.lastTicks() <= ticks : now.lastTicks() >= ticks)) {
                return RejectReason.STOP_PASSED;
            }
            if (limit.type() instanceof OrderType.Limit(long ticks)
                    && now.lastTicks() > 0
                    && (sells ? now.lastTicks() >= ticks : now.lastTicks() <= ticks)) {
                return RejectReason.TARGET_PASSED;
            }
            LOG.warn("{} and {} were refused, and the market is between them again", stop.id(), limit.id());
        } catch (VenueException e) {
            LOG.warn(
                    "the market has passed {} or {}, and its price cannot be asked for: {}",
                    stop.id(),
                    limit.id(),
                    e.error().text());
        }
        return RejectReason.OTHER;
    }

    ExecutionResult execute(ApprovedOrder.Oco pair, VenueInstrument at) {
        ApprovedOrder.Single stop = pair.stop();
        ApprovedOrder.Single limit = pair.limit();
        if (!at.pairs() && !profile.capabilities().has(Capability.STOP_ORDER)) {
            return denied(
                    DenialReason.CAPABILITY,
                    "",
                    "oco",
                    "",
                    profile.id() + " takes no one-cancels-other pairs of " + at.instrument());
        }
        for (ApprovedOrder.Single leg : List.of(stop, limit)) {
            Denial objection = objection(leg, at);
            if (objection != null) {
                return new ExecutionResult.Denied(objection, clock.nanos());
            }
            if (orders.open(leg.id()) != null) {
                return duplicate(leg.id());
            }
        }
        try {
            long lots = affordable(stop, stop.lots(), at);
            if (lots == 0) {
                return nothingToReduce(stop);
            }
            return at.pairs() ? sendPair(stop, limit, at, lots) : targets.send(stop, limit, at, lots);
        } catch (VenueException e) {
            return refused(e.error());
        }
    }

    /** Sends the two as one pair, for as much as can be had. */
    ExecutionResult sendPair(
            ApprovedOrder.Single stopOrder, ApprovedOrder.Single limitOrder, VenueInstrument at, long lots) {
        LiveOrder stop = live(stopOrder, stopOrder.type(), at, lots);
        LiveOrder limit = live(limitOrder, limitOrder.type(), at, lots);
        stop.sibling = limit;
        limit.sibling = stop;
        orders.asked(stop);
        orders.asked(limit);
        orders.add(stop);
        orders.add(limit);
        try {
            List<VenueOrder> placed = venue.placePair(
                    stopOrder, limitOrder, at, stopOrder.instrument().quantity(lots));
            ExecutionResult result = taken(stop, placed.get(0));
            taken(limit, placed.get(1));
            return result;
        } catch (VenueException e) {
            VenueError error = e.error();
            if (error.outcome() == Outcome.NOT_ACCEPTED) {
                orders.forget(stop);
                orders.forget(limit);
                return refused(error, passedOf(error, stopOrder, limitOrder, at));
            }
            return unclear(List.of(stop, limit), error);
        } finally {
            answered(stop);
            answered(limit);
        }
    }

    LiveOrder live(ApprovedOrder.Single order, OrderType as, VenueInstrument at, long lots) {
        LiveOrder live = new LiveOrder(order.id(), order.instrument(), at, order.side(), as, lots, clock.nanos());
        live.approved = order;
        live.missingLots = order.lots() - lots;
        return live;
    }

    /** The venue has it, and may have executed some of it at once. */
    private ExecutionResult taken(LiveOrder live, VenueOrder placed) {
        orders.accepted(live, placed, false);
        orders.fills(live, placed.fills());
        try {
            watch.settle(live, placed);
        } catch (VenueException e) {
            LOG.debug(
                    "the fills of {} are asked for again: {}",
                    live.id,
                    e.error().text());
        }
        if (!profile.answersFills()) {
            watch.soon(live);
        }
        if (live.filledLots > 0) {
            return new ExecutionResult.Filled(
                    placed.orderId(),
                    live.filledLots,
                    live.averageTicks(),
                    live.fees,
                    placed.timeNanos(),
                    placed.raw());
        }
        return new ExecutionResult.Accepted(placed.orderId(), placed.timeNanos(), placed.raw());
    }

    private ExecutionResult unclear(List<LiveOrder> lost, VenueError error) {
        for (LiveOrder live : lost) {
            LOG.warn("nobody knows what became of {}: {}; the venue is asked", live.id, error.text());
            orders.unconfirmed(live);
            watch.inquire(live);
        }
        return new ExecutionResult.Unconfirmed(
                error.text() + "; the venue is asked, and " + lost.getFirst().instrument
                        + " takes no new orders until that is known",
                clock.nanos(),
                error.raw());
    }

    // What stops an order here

    private @Nullable Denial objection(ApprovedOrder.Single order, VenueInstrument at) {
        LiveOrder unclear = orders.inTheWayOf(order.instrument(), order.side(), order.reduceOnly());
        if (unclear != null) {
            return new Denial(
                    DenialReason.UNCONFIRMED,
                    "1",
                    "0",
                    "unconfirmed orders",
                    order.instrument() + " takes no new orders: nobody knows yet what became of " + unclear.id
                            + ", sent " + (clock.nanos() - unclear.sentNanos) / 1_000_000 + " ms ago; "
                            + profile.id() + " is being asked");
        }
        Capability missing = missingFor(order);
        if (missing != null) {
            return new Denial(
                    DenialReason.CAPABILITY,
                    "",
                    missing.text(),
                    "",
                    profile.id() + " cannot do '" + missing.text() + "': the order was not sent");
        }
        String id = order.id().toString();
        if (id.length() > profile.clientIdLength()) {
            return new Denial(
                    DenialReason.INVALID_ORDER,
                    Integer.toString(id.length()),
                    Integer.toString(profile.clientIdLength()),
                    "characters",
                    "the client order id '" + id + "' has " + id.length() + " characters, and " + profile.id()
                            + " takes " + profile.clientIdLength() + ": use a shorter session name");
        }
        try {
            Instrument grid = at.instrument();
            grid.lots(order.instrument().quantity(order.lots()));
            switch (order.type()) {
                case OrderType.Limit(long limit) ->
                    grid.ticks(order.instrument().price(limit));
                case OrderType.Stop(long stop) -> grid.ticks(order.instrument().price(stop));
                case OrderType.StopLimit(long stop, long limit) -> {
                    grid.ticks(order.instrument().price(stop));
                    grid.ticks(order.instrument().price(limit));
                }
                case OrderType.Market market -> {}
                case OrderType.TrailingStop trailing -> {}
            }
        } catch (OffGridException e) {
            return new Denial(DenialReason.INVALID_ORDER, "", "", "", String.valueOf(e.getMessage()));
        }
        String venues = profile.objection(order, at);
        return venues == null ? null : new Denial(DenialReason.CAPABILITY, "", "", "", venues);
    }

    /** The gate has looked at what a strategy asked for; exits, and whoever calls without a gate, are looked at here. */
    private @Nullable Capability missingFor(ApprovedOrder.Single order) {
        Capability type = switch (order.type()) {
            case OrderType.Market market -> Capability.MARKET_ORDER;
            case OrderType.Limit limit -> Capability.LIMIT_ORDER;
            case OrderType.Stop stop -> Capability.STOP_ORDER;
            case OrderType.StopLimit stopLimit -> Capability.STOP_LIMIT_ORDER;
            case OrderType.TrailingStop trailing -> Capability.STOP_ORDER;
        };
        Capability time = switch (order.timeInForce()) {
            case TimeInForce.GoodTillCanceled gtc -> type;
            case TimeInForce.GoodForBars bars -> type;
            case TimeInForce.ImmediateOrCancel ioc -> Capability.IMMEDIATE_OR_CANCEL;
            case TimeInForce.FillOrKill fok -> Capability.FILL_OR_KILL;
            case TimeInForce.Day day -> Capability.DAY;
            case TimeInForce.GoodTillDate date -> Capability.GOOD_TILL_DATE;
        };
        Capability book = order.postOnly() ? Capability.POST_ONLY : type;
        for (Capability needed : List.of(type, time, book)) {
            if (!profile.capabilities().has(needed)) {
                return needed;
            }
        }
        return null;
    }

    /**
     * How much of an order that may only reduce can be sold: what is free, in whole lots. A fee that was taken in the
     * bought asset leaves less than was bought, and other exits hold what they are for.
     */
    long affordable(ApprovedOrder.Single order, long lots, VenueInstrument at) throws VenueException {
        if (!order.reduceOnly() || order.side() == Side.BUY) {
            return lots;
        }
        for (VenueBalance balance : venue.balancesForOrder()) {
            if (balance.asset().equals(at.instrument().base())) {
                long venueLots = at.instrument().roundedLots(balance.free(), RoundingMode.DOWN);
                long free = order.instrument().roundedLots(at.instrument().quantity(venueLots), RoundingMode.DOWN);
                return Math.min(lots, free);
            }
        }
        return 0;
    }

    private ExecutionResult nothingToReduce(ApprovedOrder.Single order) {
        Instrument instrument = order.instrument();
        return denied(
                DenialReason.REDUCE_ONLY,
                "0",
                instrument.quantity(order.lots()).toPlainString(),
                instrument.base(),
                "the account has no whole lot of " + instrument.base() + " free to sell (lot "
                        + instrument.lotSize().toPlainString() + ")");
    }

    private ExecutionResult denied(DenialReason reason, String value, String limit, String unit, String message) {
        return new ExecutionResult.Denied(new Denial(reason, value, limit, unit, message), clock.nanos());
    }

    private ExecutionResult duplicate(ClientOrderId id) {
        return new ExecutionResult.Rejected(
                "duplicate-client-order-id", "there is an open order " + id + " already", clock.nanos(), "");
    }

    ExecutionResult refused(VenueError error) {
        return refused(error, RejectReason.OTHER);
    }

    private ExecutionResult refused(VenueError error, RejectReason reason) {
        if (error.is(ErrorKind.NOT_SENT)) {
            return denied(DenialReason.ORDER_RATE, "", "", "", error.message());
        }
        if (error.is(ErrorKind.CLOCK_SKEW)) {
            watch.measureClock();
        }
        String code = error.code().isEmpty() ? error.kind().text() : error.code();
        return new ExecutionResult.Rejected(code, error.message(), clock.nanos(), error.raw(), reason);
    }

    // Cancels

    CancelResult cancel(ClientOrderId id) {
        LiveOrder live = orders.open(id);
        if (live == null) {
            LiveOrder past = orders.find(id);
            return new CancelResult.TooLate(
                    past == null ? "there is no order " + id : "order " + id + " is " + past.status, clock.nanos());
        }
        if (targets.isOne(live)) {
            return targets.cancel(live);
        }
        LiveOrder sibling = live.sibling;
        try {
            boolean known = end(live, "requested");
            if (sibling != null && orders.open(sibling.id) != null) {
                known &= follow(sibling);
            }
            if (live.status == OrderStatus.CANCELED) {
                return new CancelResult.Canceled(clock.nanos());
            }
            if (known && live.status.isTerminal()) {
                return new CancelResult.TooLate("order " + id + " is " + live.status, clock.nanos());
            }
            return new CancelResult.Unconfirmed(
                    "the cancel of " + id + " was sent, and the venue does not show it yet", clock.nanos());
        } catch (VenueException e) {
            return new CancelResult.Unconfirmed(e.error().text(), clock.nanos());
        }
    }

    /** Cancels at the venue and takes note of what it came to; false if that is not known. */
    boolean end(LiveOrder live, String reason) throws VenueException {
        orders.asked(live);
        try {
            VenueOrder view = venue.cancel(live.reference());
            orders.accepted(live, view, live.status == OrderStatus.UNCONFIRMED);
            return watch.settle(live, view, reason);
        } catch (VenueException e) {
            if (e.error().is(ErrorKind.NOT_SENT)) {
                throw e;
            }
            // Canceled before, filled, unknown, or nobody knows: the venue says which.
            Optional<VenueOrder> view = venue.query(live.reference());
            if (view.isEmpty()) {
                throw e;
            }
            orders.accepted(live, view.get(), live.status == OrderStatus.UNCONFIRMED);
            return watch.settle(live, view.get(), reason);
        } finally {
            answered(live);
        }
    }

    /** What a pair's cancel has done to the other of the two. */
    private boolean follow(LiveOrder sibling) throws VenueException {
        Optional<VenueOrder> view = venue.query(sibling.reference());
        return view.isPresent() && watch.settle(sibling, view.get(), "requested");
    }

    // Replacements

    /**
     * No venue moves a stop in place: it is canceled, the cancel is confirmed, and what is wanted then is sent under the
     * same name. The replacement's quantity is what is to rest from now on.
     */
    ExecutionResult replace(ClientOrderId id, ApprovedOrder.Single replacement) {
        LiveOrder live = orders.open(id);
        if (live == null) {
            return new ExecutionResult.Rejected("unknown-order", "there is no open order " + id, clock.nanos(), "");
        }
        if (live.status == OrderStatus.UNCONFIRMED) {
            return stillUnclear(id);
        }
        if (live.type.equals(replacement.type()) && live.leaves() == replacement.lots()) {
            return new ExecutionResult.Accepted(live.orderId, clock.nanos(), "");
        }
        if (targets.isOne(live)) {
            return targets.replace(live, replacement);
        }
        LiveOrder sibling = live.sibling == null ? null : orders.open(live.sibling.id);
        try {
            Taken first = takeBack(live);
            Taken second = sibling == null ? Taken.BACK : takeBack(sibling);
            if (first == Taken.UNCLEAR || second == Taken.UNCLEAR) {
                return stillUnclear(id);
            }
            if (first == Taken.FILLED || second == Taken.FILLED) {
                orders.endWithdrawn(live, "oco", clock.nanos());
                if (sibling != null) {
                    orders.endWithdrawn(sibling, "oco", clock.nanos());
                }
                return new ExecutionResult.Rejected(
                        "filled", "order " + id + " or its sibling was filled meanwhile", clock.nanos(), "");
            }
            // What rested until now is free again: there is nothing to ask for, and nothing that could keep it from
            // resting.
            long lots = Math.min(replacement.lots(), live.leaves());
            if (lots == 0) {
                orders.endWithdrawn(live, "reduce-only", clock.nanos());
                if (sibling != null) {
                    orders.endWithdrawn(sibling, "reduce-only", clock.nanos());
                }
                return nothingToReduce(replacement);
            }
            ExecutionResult result = sibling == null
                    ? send(replacement, replacement.type(), live.at, lots)
                    : sendPairAgain(live, sibling, replacement, lots);
            if (result instanceof ExecutionResult.Rejected || result instanceof ExecutionResult.Denied) {
                // What rested is gone, and nothing has taken its place.
                orders.endWithdrawn(live, "replacement failed", clock.nanos());
                if (sibling != null) {
                    orders.endWithdrawn(sibling, "replacement failed", clock.nanos());
                }
            }
            return result;
        } catch (VenueException e) {
            LOG.warn(
                    "{} was taken back to be replaced, and then: {}",
                    id,
                    e.error().text());
            orders.endWithdrawn(live, "replacement failed", clock.nanos());
            if (sibling != null) {
                orders.endWithdrawn(sibling, "replacement failed", clock.nanos());
            }
            return refused(e.error());
        }
    }

    private ExecutionResult sendPairAgain(
            LiveOrder live, LiveOrder sibling, ApprovedOrder.Single replacement, long lots) {
        ApprovedOrder.Single other = sibling.approved;
        if (other == null) {
            throw new IllegalStateException("the other of the pair was not sent in this session: " + sibling.id);
        }
        boolean isStop = replacement.type() instanceof OrderType.Stop;
        return isStop ? sendPair(replacement, other, live.at, lots) : sendPair(other, replacement, live.at, lots);
    }

    ExecutionResult stillUnclear(ClientOrderId id) {
        return new ExecutionResult.Unconfirmed(
                "order " + id + " cannot be replaced before the venue shows what became of it", clock.nanos(), "");
    }

    /** What came of taking an order back. */
    enum Taken {
        BACK,
        FILLED,
        UNCLEAR
    }

    /** Cancels an order that is to be sent again in another form; nobody is told of the cancel. */
    Taken takeBack(LiveOrder live) throws VenueException {
        orders.takingBack(live, true);
        orders.asked(live);
        try {
            return canceledForGood(live);
        } finally {
            orders.takingBack(live, false);
            answered(live);
        }
    }

    private Taken canceledForGood(LiveOrder live) throws VenueException {
        VenueOrder view;
        try {
            view = venue.cancel(live.reference());
        } catch (VenueException e) {
            if (e.error().is(ErrorKind.NOT_SENT)) {
                return Taken.UNCLEAR;
            }
            Optional<VenueOrder> asked = venue.query(live.reference());
            if (asked.isEmpty()) {
                return Taken.UNCLEAR;
            }
            view = asked.get();
        }
        if (!watch.count(live, view) || !view.status().isTerminal()) {
            return Taken.UNCLEAR;
        }
        if (view.status() == OrderStatus.FILLED) {
            orders.end(live, OrderStatus.FILLED, null, view.timeNanos());
            return Taken.FILLED;
        }
        orders.withdraw(live);
        return Taken.BACK;
    }
}
