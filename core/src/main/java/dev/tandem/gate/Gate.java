package dev.tandem.gate;

import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * Decides which orders may go to an exchange, and how big they are: is it an order at all, can the venue do it, what does
 * it close and what does it open, how big is it, is its sender sure enough, is the risk allowed.
 *
 * <p>Only the part of an order that opens or increases a position is judged by confidence and risk. An order that would
 * turn a position around, and whose opening part is refused, is cut down to its closing part.
 *
 * <p>One thread.
 */
public final class Gate {
    private final ConfidencePolicy confidence;
    private final RiskLimits limits;
    private final boolean isUnlimited;
    private final SizeCalculator sizes;
    private final @Nullable OrderRateWindow rate;

    public Gate(ConfidencePolicy confidence, RiskLimits limits, Sizing sizing) {
        this.confidence = confidence;
        this.limits = limits;
        this.isUnlimited = limits.equals(RiskLimits.NONE);
        this.sizes = new SizeCalculator(sizing);
        this.rate = limits.ordersPerWindow() == RiskLimits.OFF
                ? null
                : new OrderRateWindow(
                        (int) limits.ordersPerWindow(), limits.window().toNanos());
    }

    /** Decides about a strategy's order. */
    public GateDecision decide(OrderRequest request, ClientOrderId id, AccountView account) {
        String defect = request.defect();
        if (defect != null) {
            return denied(Denial.of(DenialReason.INVALID_ORDER, defect));
        }
        Instrument instrument = request.instrument();
        Side side = request.side();
        long position = account.positionLots(instrument);
        long closable = side == Side.BUY ? Math.max(0, -position) : Math.max(0, position);

        if (account.tradingState() == TradingState.HALTED) {
            return denied(stopped(account, "nothing passes"));
        }
        Denial impossible = impossible(request, account, closable);
        if (impossible != null) {
            return denied(impossible);
        }

        long ticks = request.referenceTicks() > 0 ? request.referenceTicks() : account.lastTicks(instrument);
        long closing;
        long opening;
        Denial refused = null;
        if (request.isSizedByRun()) {
            closing = closable;
            opening = 0;
            if (!request.reduceOnly()) {
                refused = sizes.size(request, account, closing, ticks);
                opening = refused == null ? sizes.lots() : 0;
            }
        } else {
            // A reduce-only order may rest until the position has grown: the venue caps it when it is filled.
            closing = request.reduceOnly() ? request.lots() : Math.min(request.lots(), closable);
            opening = request.lots() - closing;
        }

        if (refused == null && opening > 0) {
            refused = refuseOpening(request, account, opening, ticks);
            if (refused != null) {
                opening = 0;
            }
        }
        if (refused != null && closing == 0) {
            return denied(refused);
        }
        if (confidence.judgesReducing() && closing > 0) {
            Denial unsure = confidence.decide(request, ticks);
            if (unsure != null) {
                return denied(unsure);
            }
        }
        if (rate != null) {
            rate.add(account.nowNanos());
        }
        ApprovedOrder.Single order = new ApprovedOrder.Single(
                id,
                instrument,
                side,
                restingType(instrument, request.type(), side, ticks),
                Math.addExact(closing, opening),
                restingTime(request.timeInForce()),
                request.reduceOnly() || refused != null,
                request.postOnly(),
                OrderRole.STRATEGY,
                request.confidence(),
                null);
        return new GateDecision.Approved(order, opening, refused);
    }

    /** Whether a decision may depend on what the account was worth when the day began. */
    public boolean watchesDays() {
        return limits.dailyLoss() != RiskLimits.OFF;
    }

    /** Approves an exit: what protects a position always passes. */
    public ApprovedOrder.Single approveExit(
            ClientOrderId id, Instrument instrument, Side side, OrderType type, long lots, OrderRole role) {
        return approveExit(id, instrument, side, type, lots, role, null);
    }

    /**
     * Approves an exit, and says of what.
     *
     * @param entry the order whose position it protects; null if nobody knows
     */
    public ApprovedOrder.Single approveExit(
            ClientOrderId id,
            Instrument instrument,
            Side side,
            OrderType type,
            long lots,
            OrderRole role,
            @Nullable ClientOrderId entry) {
        return new ApprovedOrder.Single(
                id,
                instrument,
                side,
                type,
                lots,
                TimeInForce.GOOD_TILL_CANCELED,
                true,
                false,
                role,
                Confidence.CERTAIN,
                entry);
    }

    /** The same order with its stop moved: what a trailing stop does at each close. */
    public ApprovedOrder.Single withStop(ApprovedOrder.Single order, long stopTicks) {
        return new ApprovedOrder.Single(
                order.id(),
                order.instrument(),
                order.side(),
                new OrderType.Stop(stopTicks),
                order.lots(),
                order.timeInForce(),
                order.reduceOnly(),
                order.postOnly(),
                order.role(),
                order.confidence(),
                order.entry());
    }

    /** Approves the two exits of a position as one pair. */
    public ApprovedOrder.Oco pair(ApprovedOrder.Single stop, ApprovedOrder.Single limit) {
        return new ApprovedOrder.Oco(stop, limit);
    }

    private static @Nullable Denial impossible(OrderRequest request, AccountView account, long closable) {
        Capability missing = account.capabilities().missingFor(request);
        if (missing != null) {
            return lacking(missing);
        }
        if (request.postOnly() && !(request.type() instanceof OrderType.Limit)) {
            return Denial.of(DenialReason.INVALID_ORDER, "only a limit order can be post-only");
        }
        if (request.reduceOnly()
                && account.capabilities().has(Capability.SHORT)
                && !account.capabilities().has(Capability.REDUCE_ONLY)) {
            // Where nothing can be sold that is not held, selling only reduces anyway.
            return lacking(Capability.REDUCE_ONLY);
        }
        if (request.reduceOnly() && closable == 0) {
            return Denial.of(
                    DenialReason.REDUCE_ONLY,
                    "a reduce-only order to " + (request.side() == Side.BUY ? "buy" : "sell") + " "
                            + request.instrument() + " has no position to reduce");
        }
        if (request.type() instanceof OrderType.TrailingStop && account.lastTicks(request.instrument()) <= 0) {
            return Denial.of(
                    DenialReason.NO_PRICE,
                    "no price of " + request.instrument() + " is known yet for a trailing stop to start from");
        }
        return null;
    }

    private static Denial stopped(AccountView account, String consequence) {
        String state = account.tradingState().text();
        String cause = account.tradingStateCause();
        return new Denial(
                DenialReason.TRADING_STATE,
                state,
                TradingState.ACTIVE.text(),
                "",
                "trading is " + state + (cause.isEmpty() ? "" : " (" + cause + ")") + ": " + consequence);
    }

    private @Nullable Denial refuseOpening(OrderRequest request, AccountView account, long opening, long ticks) {
        if (account.tradingState() != TradingState.ACTIVE) {
            return stopped(account, "only what makes a position smaller passes");
        }
        if (request.side() == Side.SELL && !account.capabilities().has(Capability.SHORT)) {
            return lacking(Capability.SHORT);
        }
        Denial unsure = confidence.decide(request, ticks);
        if (unsure != null) {
            return unsure;
        }
        Instrument instrument = request.instrument();
        if (isUnlimited && instrument.minNotional() == 0) {
            return null;
        }
        long notional = ticks > 0 ? instrument.notional(ticks, opening) : 0;
        if (ticks > 0 && notional < instrument.minNotional()) {
            return over(
                    DenialReason.MIN_NOTIONAL, "the order's notional", notional, instrument.minNotional(), instrument);
        }
        if (isUnlimited) {
            return null;
        }
        if (ticks <= 0 && (limits.orderNotional() != RiskLimits.OFF || limits.positionNotional() != RiskLimits.OFF)) {
            return Denial.of(
                    DenialReason.NO_PRICE,
                    "no price of " + instrument + " is known yet to hold against the risk limits");
        }
        if (notional > limits.orderNotional()) {
            return over(
                    DenialReason.ORDER_NOTIONAL, "the order's notional", notional, limits.orderNotional(), instrument);
        }
        if (limits.positionNotional() != RiskLimits.OFF) {
            long held = account.positionLots(instrument) * request.side().sign();
            long after = Math.addExact(
                    Math.addExact(Math.max(0, held), opening), account.workingLots(instrument, request.side()));
            long worth = instrument.notional(ticks, after);
            if (worth > limits.positionNotional()) {
                return over(
                        DenialReason.POSITION_NOTIONAL,
                        "the position with it",
                        worth,
                        limits.positionNotional(),
                        instrument);
            }
        }
        if (account.openOrders() >= limits.openOrders()) {
            return over(DenialReason.OPEN_ORDERS, account.openOrders() + 1L, limits.openOrders(), "open orders");
        }
        if (rate != null && rate.isFull(account.nowNanos())) {
            return over(
                    DenialReason.ORDER_RATE,
                    limits.ordersPerWindow() + 1,
                    limits.ordersPerWindow(),
                    "orders in " + limits.window().toSeconds() + " s");
        }
        if (limits.dailyLoss() != RiskLimits.OFF) {
            long loss = Math.subtractExact(account.equityAtStartOfDay(), account.equity());
            if (loss >= limits.dailyLoss()) {
                return new Denial(
                        DenialReason.DAILY_LOSS,
                        Money.toText(loss),
                        Money.toText(limits.dailyLoss()),
                        instrument.quote(),
                        "today's loss of " + Money.toText(loss) + " " + instrument.quote()
                                + " has reached the limit of " + Money.toText(limits.dailyLoss()) + " "
                                + instrument.quote());
            }
        }
        return null;
    }

    /** What rests at the venue: a trailing stop starts as a stop at its distance from the last price. */
    private static OrderType restingType(Instrument instrument, OrderType type, Side side, long lastTicks) {
        return type instanceof OrderType.TrailingStop(var distance)
                ? new OrderType.Stop(Exit.fractionFromFill(distance).stopTicks(instrument, side.opposite(), lastTicks))
                : type;
    }

    private static TimeInForce restingTime(TimeInForce time) {
        return time instanceof TimeInForce.GoodForBars ? TimeInForce.GOOD_TILL_CANCELED : time;
    }

    private static Denial lacking(Capability missing) {
        return new Denial(
                DenialReason.CAPABILITY,
                "",
                missing.text(),
                "",
                missing == Capability.SHORT
                        ? "this account cannot sell what it does not hold (capability 'short')"
                        : "this venue cannot do '" + missing.text() + "'");
    }

    private static Denial over(DenialReason reason, String what, long value, long limit, Instrument instrument) {
        String unit = instrument.quote();
        String relation = value < limit ? "below the minimum of " : "above the limit of ";
        return new Denial(
                reason,
                Money.toText(value),
                Money.toText(limit),
                unit,
                what + " of " + Money.toText(value) + " " + unit + " is " + relation + Money.toText(limit) + " "
                        + unit);
    }

    private static Denial over(DenialReason reason, long value, long limit, String unit) {
        return new Denial(
                reason,
                Long.toString(value),
                Long.toString(limit),
                unit,
                value + " " + unit + " would be above the limit of " + limit);
    }

    private static GateDecision denied(Denial denial) {
        return new GateDecision.Denied(denial);
    }
}
