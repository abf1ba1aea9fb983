package dev.tandem.sim;

import dev.tandem.engine.EngineClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.ExactMath;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Money;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.OrdersById;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.RejectReason;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.sim.match.PartMatchListener;
import dev.tandem.sim.match.RestingOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of orders at the simulated exchange, from their arrival to their end: who may come in, what a match becomes
 * for the account, and what is reported of it.
 */
final class OrderFlow implements PartMatchListener {
    private final SimConfig config;
    private final EngineClock clock;
    private final SimAccount account;
    private final Collection<SimMarket> markets;
    private final OrdersById<SimOrder> orders = new OrdersById<>();
    private ExecutionListener listener;
    private long lastOrderNumber;
    private long lastTradeNumber;
    private long bothLegsTouched;

    /** @param markets all there are, for the worth of the account */
    OrderFlow(SimConfig config, EngineClock clock, SimAccount account, Collection<SimMarket> markets) {
        this.config = config;
        this.clock = clock;
        this.account = account;
        this.markets = markets;
        this.listener = report -> {
            throw new IllegalStateException("init has not been called");
        };
    }

    /** Who is told from now on. */
    void reportTo(ExecutionListener reports) {
        listener = reports;
    }

    /** The order of that id, open or ended lately. */
    @Nullable
    SimOrder find(ClientOrderId id) {
        return orders.get(id);
    }

    /** In order of arrival. */
    List<SimOrder> open() {
        List<SimOrder> open = new ArrayList<>();
        for (SimOrder order : orders.all()) {
            if (!order.status.isTerminal()) {
                open.add(order);
            }
        }
        open.sort(Comparator.comparingLong(order -> order.number));
        return open;
    }

    long bothLegsTouched() {
        return bothLegsTouched;
    }

    /** Prices are taken note of when somebody asks what the account is worth, not at each bar. */
    void markAll() {
        for (SimMarket market : markets) {
            market.holding.mark(market.lastTicks);
        }
    }

    // Orders that come in

    ExecutionResult execute(ApprovedOrder.Single single, SimMarket market) {
        if (open(single.id()) != null) {
            return rejected("duplicate-client-order-id", "there is an open order " + single.id() + " already");
        }
        RejectReason passed = passed(single, market, false);
        if (passed.isPassed()) {
            return rejected(passed);
        }
        SimOrder order = new SimOrder(single, ++lastOrderNumber, market);
        long closing = Math.min(single.lots(), SimAccount.closable(market.holding, single.side()));
        long opening = single.reduceOnly() ? 0 : single.lots() - closing;
        long ticks = SimAccount.referenceTicks(single.type(), market.lastTicks);
        if (opening > 0 && ticks > 0) {
            markAll();
            long notional = single.instrument().notional(ticks, single.lots());
            long fee = account.feeOnArrival(single.instrument(), ticks, single.lots());
            long reserved = Math.addExact(
                    closing == 0 ? notional : single.instrument().notional(ticks, opening), Math.max(0, fee));
            if (closing == 0 && !account.canPay(market.holding, single.side(), single.lots(), ticks, notional, fee)) {
                return rejected(
                        "insufficient-balance",
                        "the account has " + Money.toText(account.ledger().available()) + " "
                                + account.ledger().asset()
                                + " to spend, and the order needs " + Money.toText(reserved));
            }
            order.reserved = reserved;
            account.ledger().reserve(reserved);
        }
        orders.add(single.id(), order);
        market.orders().submit(order);
        return new ExecutionResult.Accepted(order.orderId, clock.nanos(), "");
    }

    ExecutionResult execute(ApprovedOrder.Oco oco, SimMarket market) {
        if (open(oco.stop().id()) != null || open(oco.limit().id()) != null) {
            return rejected("duplicate-client-order-id", "one of the pair is open already");
        }
        RejectReason passed = passed(oco.stop(), market, true);
        passed = passed.isPassed() ? passed : passed(oco.limit(), market, true);
        if (passed.isPassed()) {
            return rejected(passed);
        }
        SimOrder stop = new SimOrder(oco.stop(), ++lastOrderNumber, market);
        SimOrder limit = new SimOrder(oco.limit(), ++lastOrderNumber, market);
        orders.add(oco.stop().id(), stop);
        orders.add(oco.limit().id(), limit);
        market.orders().submitPair(stop, limit);
        return new ExecutionResult.Accepted(stop.orderId, clock.nanos(), "");
    }

    /** Somebody trades with a limit order that rests, at its price. */
    void trade(ClientOrderId id, long lots) {
        SimOrder order = open(id);
        if (order == null || !(order.approved.type() instanceof OrderType.Limit(long limitTicks))) {
            throw new IllegalArgumentException("no limit order " + id + " rests here");
        }
        if (lots <= 0 || lots > order.remainingLots()) {
            throw new IllegalArgumentException(
                    "of order " + id + " 1 to " + order.remainingLots() + " lots can be traded, was " + lots + " lots");
        }
        execute(order, limitTicks, lots, true, false);
    }

    CancelResult cancel(ClientOrderId id) {
        SimOrder order = open(id);
        if (order == null) {
            SimOrder past = orders.get(id);
            return new CancelResult.TooLate(
                    past == null ? "there is no order " + id : "order " + id + " is " + past.status, clock.nanos());
        }
        RestingOrder sibling = order.sibling();
        takeOut(order);
        end(order, OrderStatus.CANCELED, "requested");
        if (sibling != null) {
            SimOrder other = (SimOrder) sibling;
            takeOut(other);
            end(other, OrderStatus.CANCELED, "requested");
        }
        return new CancelResult.Canceled(clock.nanos());
    }

    ExecutionResult replace(ClientOrderId id, ApprovedOrder.Single replacement) {
        SimOrder order = open(id);
        if (order == null) {
            return rejected("unknown-order", "there is no open order " + id);
        }
        RejectReason passed = passed(replacement, order.market, order.sibling() != null);
        if (passed.isPassed()) {
            return rejected(passed);
        }
        order.approved = replacement;
        order.lots = Math.addExact(order.filledLots, replacement.lots());
        if (replacement.type() instanceof OrderType.Stop(long stopTicks)) {
            order.market.orders().moveStop(order, stopTicks);
        }
        return new ExecutionResult.Accepted(order.orderId, clock.nanos(), "");
    }

    // What the matcher decides

    @Override
    public void onMatch(RestingOrder resting, long ticks, boolean maker) {
        SimOrder order = (SimOrder) resting;
        SimMarket market = order.market;
        long wanted = order.remainingLots();
        if (wanted <= market.barLots) {
            long before = order.filledLots;
            execute(order, ticks, wanted, maker, true);
            if (market.isThin()) {
                market.barLots -= order.filledLots - before;
            }
        } else {
            matchInThinMarket(order, ticks, maker);
        }
    }

    /** The bar's share of volume is less than what the order is for. */
    private void matchInThinMarket(SimOrder order, long ticks, boolean maker) {
        SimMarket market = order.market;
        if (order.approved.timeInForce() instanceof TimeInForce.FillOrKill) {
            end(order, OrderStatus.EXPIRED, "time-in-force");
            return;
        }
        order.leave();
        if (market.barLots > 0) {
            long before = order.filledLots;
            execute(order, ticks, market.barLots, maker, true);
            market.barLots -= order.filledLots - before;
        }
    }

    @Override
    public void onPartMatch(RestingOrder resting, long ticks, long lots, boolean maker) {
        execute((SimOrder) resting, ticks, lots, maker, true);
    }

    @Override
    public long leftLots(RestingOrder resting) {
        return ((SimOrder) resting).remainingLots();
    }

    @Override
    public void onExpired(RestingOrder resting) {
        end((SimOrder) resting, OrderStatus.EXPIRED, "time-in-force");
    }

    @Override
    public void onPostOnlyWouldTake(RestingOrder resting) {
        end((SimOrder) resting, OrderStatus.REJECTED, "post-only");
    }

    @Override
    public void onBothLegsTouched(RestingOrder stop) {
        bothLegsTouched++;
    }

    /**
     * @param wanted how much, at most what is left of the order
     * @param keepsPair whether the other of a pair stays as long as something is left of this one
     */
    private void execute(SimOrder order, long matchTicks, long wanted, boolean maker, boolean keepsPair) {
        ApprovedOrder.Single approved = order.approved;
        SimMarket market = order.market;
        Rate rate = maker ? config.makerFee() : config.takerFee();
        long ticks = slipped(order, matchTicks);
        boolean whole = wanted == order.remainingLots();
        RestingOrder sibling = whole || !keepsPair ? order.sibling() : null;
        if (whole) {
            takeOut(order);
        } else {
            releaseShare(order, wanted);
        }
        if (sibling != null) {
            takeOut((SimOrder) sibling);
        }

        long closing = Math.min(wanted, SimAccount.closable(market.holding, approved.side()));
        long opening = wanted - closing;
        long notional = market.instrument.notional(ticks, wanted);
        long fee = market.instrument.fee(ticks, wanted, rate);
        long lots = mayOpen(approved, market, wanted, opening, ticks, notional, fee) ? wanted : closing;
        if (lots == wanted) {
            fill(order, ticks, lots, notional, fee, maker);
        } else if (lots > 0) {
            Instrument instrument = market.instrument;
            fill(order, ticks, lots, instrument.notional(ticks, lots), instrument.fee(ticks, lots, rate), maker);
        }
        if (lots < wanted) {
            if (approved.reduceOnly()) {
                end(order, OrderStatus.CANCELED, "reduce-only");
            } else {
                end(order, OrderStatus.EXPIRED, "insufficient-balance");
            }
        }
        if (sibling != null) {
            end((SimOrder) sibling, OrderStatus.CANCELED, "oco");
        }
    }

    private boolean mayOpen(
            ApprovedOrder.Single approved,
            SimMarket market,
            long lots,
            long opening,
            long ticks,
            long notional,
            long fee) {
        if (approved.reduceOnly() || !(approved.side() == Side.BUY || account.allowsShort())) {
            return false;
        }
        if (opening == 0) {
            return true;
        }
        markAll();
        return account.canPay(market.holding, approved.side(), lots, ticks, notional, fee);
    }

    private void fill(SimOrder order, long ticks, long lots, long notional, long fee, boolean maker) {
        ApprovedOrder.Single approved = order.approved;
        Instrument instrument = approved.instrument();
        account.ledger().book(order.market.holding, approved.side(), lots, ticks, notional, fee);
        order.filledLots += lots;
        long leaves = order.remainingLots();
        if (leaves == 0) {
            order.status = OrderStatus.FILLED;
            orders.end(approved.id());
        } else {
            order.status = OrderStatus.PARTIALLY_FILLED;
        }
        Fill fill = new Fill(
                TradeId.of(++lastTradeNumber),
                instrument,
                approved.id(),
                order.orderId,
                approved.side(),
                ticks,
                lots,
                fee,
                maker ? Liquidity.MAKER : Liquidity.TAKER,
                clock.nanos());
        listener.onReport(new ExecutionReport.Filled(fill, leaves));
    }

    private long slipped(SimOrder order, long ticks) {
        long units = config.slippage().units();
        boolean slips = order.kind() == RestingOrder.Kind.MARKET || order.kind() == RestingOrder.Kind.STOP;
        if (units == 0 || !slips) {
            return ticks;
        }
        SimMarket market = order.market;
        if (order.approved.side() == Side.BUY) {
            long worse = ExactMath.multiplyDivideCeiling(ticks, Rate.ONE + units, Rate.ONE);
            return config.slippageWithinBar() ? Math.max(ticks, Math.min(worse, market.highTicks)) : worse;
        }
        // Never down to nothing: a price is at least one tick.
        long worse = Math.max(1, ExactMath.multiplyDivideFloor(ticks, Rate.ONE - units, Rate.ONE));
        return config.slippageWithinBar() ? Math.min(ticks, Math.max(worse, market.lowTicks)) : worse;
    }

    /** A part is about to be filled: what was set aside for that part is free again. */
    private void releaseShare(SimOrder order, long lots) {
        long left = order.remainingLots();
        long kept = ExactMath.multiplyDivideFloor(order.reserved, left - lots, left);
        account.ledger().release(order.reserved - kept);
        order.reserved = kept;
    }

    /** Out of the matcher, and what was set aside for it is free again. */
    private void takeOut(SimOrder order) {
        if (order.isLinked()) {
            order.market.orders().remove(order);
        }
        account.ledger().release(order.reserved);
        order.reserved = 0;
    }

    private void end(SimOrder order, OrderStatus status, String reason) {
        takeOut(order);
        order.status = status;
        ClientOrderId id = order.approved.id();
        orders.end(id);
        long now = clock.nanos();
        listener.onReport(
                switch (status) {
                    case CANCELED -> new ExecutionReport.Canceled(id, reason, now);
                    case EXPIRED -> new ExecutionReport.Expired(id, reason, now);
                    case REJECTED -> new ExecutionReport.Rejected(id, reason, reason, now);
                    default -> throw new IllegalArgumentException("not an end: " + status);
                });
    }

    private @Nullable SimOrder open(ClientOrderId id) {
        SimOrder order = orders.get(id);
        return order == null || order.status.isTerminal() ? null : order;
    }

    /** Which exit the market has passed, where that is a reason to reject one: a stop, or the limit of a pair. */
    private RejectReason passed(ApprovedOrder.Single order, SimMarket market, boolean ofPair) {
        long now = market.nowTicks;
        if (config.passedStops() == EarlyTrigger.TRIGGER || now <= 0 || market.ticks != null) {
            return RejectReason.OTHER;
        }
        boolean sells = order.side() == Side.SELL;
        return switch (order.type()) {
            case OrderType.Stop(long stop) ->
                (sells ? now <= stop : now >= stop) ? RejectReason.STOP_PASSED : RejectReason.OTHER;
            case OrderType.StopLimit(long stop, long limit) ->
                (sells ? now <= stop : now >= stop) ? RejectReason.STOP_PASSED : RejectReason.OTHER;
            case OrderType.Limit(long limit) ->
                ofPair && (sells ? now >= limit : now <= limit) ? RejectReason.TARGET_PASSED : RejectReason.OTHER;
            case OrderType.Market atMarket -> RejectReason.OTHER;
            case OrderType.TrailingStop trailing -> RejectReason.OTHER;
        };
    }

    private ExecutionResult rejected(RejectReason passed) {
        return new ExecutionResult.Rejected(
                passed.text(), "the market has passed its price", clock.nanos(), "", passed);
    }

    private ExecutionResult rejected(String code, String message) {
        return new ExecutionResult.Rejected(code, message, clock.nanos(), "");
    }
}
