package dev.tandem.sim.spot;

import dev.tandem.model.Instrument;
import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.OrderIdMap;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.match.BarMatcher;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.match.MatchListener;
import dev.tandem.sim.match.RestingOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trading of one instrument between accounts and recorded bars: the orders of {@link SpotMarket}, the fills of a backtest.
 *
 * <p>Time stands still between {@link #open} and {@link #rest}, and there is no market then: an order that is sent is
 * accepted if its account can pay for it, and whether a stop is already reached, or a post-only order would take, is seen at
 * the next step. What a step fills, at which price and in which order, is decided by {@link BarMatcher}, as in a backtest.
 * The other side is always the rest of the world, which trades any quantity at a bar's prices: an account that offers
 * more than it does not exist, so accounts do not meet each other here.
 *
 * <p>Beyond the orders of a backtest: a take-profit is met like a limit at its stop price, and takes; one with a limit like
 * a limit at the farther of the two prices. A trailing order follows the closes, from the close of the bar that
 * reaches its stop price on, or from the last price if it has none. Of a pair both rest by nature. Fill-or-kill is
 * immediate-or-cancel, because nothing fills partially.
 *
 * <p>For one thread; the commands may not be given by the listener.
 */
public final class BarMarket {
    /** The id that the other side's orders have in trades. */
    public static final long HOUSE_ORDER = 0;

    private final SpotAccounts accounts;
    private final SpotListener listener;
    private final Pricing pricing;
    private final boolean feeInQuote;
    private final int quote;
    private final int base;
    private final int house;
    private final BarMatcher matcher;
    private final OrderIdMap<BarOrder> orders = new OrderIdMap<>();
    /** Of all that is open, what waits for a price of its own: in order of submission. */
    private final List<BarOrder> watching = new ArrayList<>();

    private final SpotTrade trade = new SpotTrade();
    private long lastTicks;
    private long trades;
    private long sequence;

    /** @throws IllegalArgumentException if the instrument's lot is finer than 1e-8 */
    public BarMarket(
            SpotAccounts accounts, Instrument instrument, SpotFees fees, FillModel model, SpotListener listener) {
        this.accounts = accounts;
        this.listener = listener;
        this.quote = accounts.asset(instrument.quote());
        this.base = accounts.asset(instrument.base());
        this.house = accounts.openHouse();
        this.pricing = new Pricing(instrument, fees);
        this.feeInQuote = fees.asset() == FeeAsset.QUOTE;
        this.matcher = new BarMatcher(model, new Matches());
    }

    /** The last price that was seen; 0 before the first bar. */
    public long lastTicks() {
        return lastTicks;
    }

    /** Whether an order is open. */
    public boolean isOpen(long orderId) {
        return orders.get(orderId) != null;
    }

    // Orders

    /** Writes a market order for an amount of the quote asset on a ticket; see {@link SpotMarket#marketForAmount}. */
    public Ticket marketForAmount(Ticket ticket, long orderId, int account, boolean buy, long amount) {
        BigInteger ticksTimesLots = pricing.ticksTimesLots(Math.max(0, amount));
        return ticket.marketForAmount(
                orderId, account, buy, ticksTimesLots.shiftRight(64).longValueExact(), ticksTimesLots.longValue());
    }

    /** Why an order would be rejected now, its account's funds included; null if it would be accepted. */
    public @Nullable Reject check(Ticket ticket) {
        if (!accounts.exists(ticket.account())) {
            return Reject.INSUFFICIENT_BALANCE;
        }
        if (orders.get(ticket.orderId()) != null) {
            return Reject.DUPLICATE_ORDER_ID;
        }
        Reject defect = ticket.defect();
        if (defect != null) {
            return defect;
        }
        if (ticket.isByAmount() && lastTicks > 0 && lots(ticket) == 0) {
            return Reject.BELOW_ONE_LOT;
        }
        long need = need(ticket);
        if (need == Pricing.TOO_MUCH) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        return accounts.canLock(ticket.account(), ticket.isBuy() ? quote : base, need)
                ? null
                : Reject.INSUFFICIENT_BALANCE;
    }

    private long lots(Ticket ticket) {
        return ticket.isByAmount()
                ? lastTicks == 0 ? 0 : new BarOrder(ticket, 0, false).lotsAt(lastTicks)
                : ticket.lots();
    }

    /** By its limit, else its stop, else the last price. */
    private long need(Ticket ticket) {
        long ticks = !ticket.isMarket() ? ticket.priceTicks() : ticket.stopTicks() > 0 ? ticket.stopTicks() : lastTicks;
        return pricing.most(ticket.isBuy(), ticks, lots(ticket));
    }

    /**
     * A new order.
     *
     * @return whether it was accepted
     */
    public boolean submit(Ticket ticket) {
        Reject reason = check(ticket);
        if (reason != null) {
            listener.onRejected(ticket.orderId(), ticket.account(), reason);
            return false;
        }
        BarOrder order = new BarOrder(ticket, ++sequence, false);
        hold(order, need(ticket));
        listener.onAccepted(order.orderId, order.account, !order.contingent);
        place(order);
        return true;
    }

    /**
     * Two orders of which one cancels the other. Both are accepted, or none is.
     *
     * @return whether they were accepted
     */
    public boolean submitPair(Ticket first, Ticket second) {
        Reject mismatch = Ticket.mismatch(first, second);
        Reject ofFirst = mismatch != null ? mismatch : check(first);
        Reject ofSecond = mismatch != null ? mismatch : check(second);
        if (ofFirst != null || ofSecond != null) {
            listener.onRejected(
                    first.orderId(), first.account(), ofFirst != null ? ofFirst : Reject.OTHER_OF_PAIR_REJECTED);
            listener.onRejected(
                    second.orderId(), second.account(), ofSecond != null ? ofSecond : Reject.OTHER_OF_PAIR_REJECTED);
            return false;
        }
        BarOrder a = new BarOrder(first, ++sequence, true);
        BarOrder b = new BarOrder(second, ++sequence, true);
        a.other = b;
        b.other = a;
        hold(a, Math.max(need(first), need(second)));
        hold(b, 0);
        listener.onAccepted(a.orderId, a.account, !a.contingent);
        listener.onAccepted(b.orderId, b.account, !b.contingent);
        place(a);
        place(b);
        return true;
    }

    private void hold(BarOrder order, long units) {
        accounts.lock(order.account, asset(order), units);
        order.held = units;
        orders.put(order.orderId, order);
    }

    private int asset(BarOrder order) {
        return order.buy ? quote : base;
    }

    private void place(BarOrder order) {
        if (order.trailingBasisPoints > 0) {
            watching.add(order);
            boolean follows = order.triggerTicks == 0 || (lastTicks > 0 && order.isReached(lastTicks, lastTicks));
            if (follows && lastTicks > 0) {
                follow(order, lastTicks);
            }
            return;
        }
        if (order.isPlainTakeProfit() || (order.contingent && order.ends)) {
            watching.add(order);
        }
        matcher.submit(order);
    }

    /** A trailing order sees a price that counts for it; the first one lets it wait in the market. */
    private void follow(BarOrder order, long ticks) {
        boolean starts = order.extremeTicks == 0;
        if (order.follows(ticks)) {
            matcher.moveStop(order, order.turnTicks());
        }
        if (starts) {
            matcher.submit(order);
        }
    }

    /**
     * Takes an open order out, and the other of its pair with it.
     *
     * @return whether it was there
     */
    public boolean cancel(long orderId, int account) {
        BarOrder order = orders.get(orderId);
        if (order == null || order.account != account) {
            listener.onCancelRejected(orderId, account, Reject.UNKNOWN_ORDER);
            return false;
        }
        BarOrder other = part(order);
        takeOut(order);
        listener.onCanceled(order.orderId, account, order.lots);
        if (other != null) {
            takeOut(other);
            listener.onCanceled(other.orderId, account, other.lots);
        }
        return true;
    }

    /** What is set aside for two stays with the first. */
    private static @Nullable BarOrder part(BarOrder order) {
        BarOrder other = order.other;
        if (other != null) {
            order.held += other.held;
            other.held = 0;
            order.other = null;
            other.other = null;
        }
        return other;
    }

    /** Out of the market, and what was set aside for it is free again. */
    private void takeOut(BarOrder order) {
        if (order.isLinked()) {
            matcher.remove(order);
        }
        order.open = false;
        watching.remove(order);
        orders.remove(order.orderId);
        accounts.lock(order.account, asset(order), -order.held);
        order.held = 0;
    }

    private void expire(BarOrder order, Expiry reason) {
        BarOrder other = part(order);
        takeOut(order);
        listener.onExpired(order.orderId, order.account, order.byAmount ? 0 : order.lots, reason);
        if (other != null) {
            takeOut(other);
            listener.onExpired(other.orderId, other.account, other.lots, Expiry.OTHER_OF_PAIR);
        }
    }

    // Bars

    /** The first step of a bar: its open. */
    public void open(long timeNanos, long openTicks) {
        lastTicks = openTicks;
        matcher.open(timeNanos, openTicks);
        look(openTicks, openTicks);
    }

    /** The second step of a bar: from its open to its close. */
    public void rest(long openTicks, long highTicks, long lowTicks, long closeTicks) {
        matcher.rest(openTicks, highTicks, lowTicks);
        lastTicks = closeTicks;
        look(highTicks, lowTicks);
        for (BarOrder order : List.copyOf(watching)) {
            if (order.open
                    && order.trailingBasisPoints > 0
                    && (order.extremeTicks > 0 || order.triggerTicks == 0 || order.isReached(highTicks, lowTicks))) {
                follow(order, closeTicks);
            }
        }
    }

    /** What this step has released and not filled: it works from now on, or ends. */
    private void look(long high, long low) {
        for (BarOrder order : List.copyOf(watching)) {
            if (!order.open) {
                continue;
            }
            if (order.isPlainTakeProfit() && !order.triggered && order.isReached(high, low)) {
                trigger(order, order.triggerTicks);
            }
            if (order.triggered && order.ends) {
                expire(order, Expiry.IMMEDIATE_OR_CANCEL);
            }
        }
    }

    private void trigger(BarOrder order, long ticks) {
        if (order.triggered) {
            return;
        }
        order.triggered = true;
        listener.onTriggered(order.orderId, order.account, ticks);
        BarOrder other = part(order);
        if (other != null) {
            takeOut(other);
            listener.onExpired(other.orderId, other.account, other.lots, Expiry.OTHER_OF_PAIR);
            long surplus = order.held - pricing.most(order.buy, heldAt(order), order.lots);
            if (surplus > 0) {
                accounts.lock(order.account, asset(order), -surplus);
                order.held -= surplus;
            }
        }
    }

    private long heldAt(BarOrder order) {
        return order.market ? order.triggerTicks : order.limitTicks;
    }

    private final class Matches implements MatchListener {
        @Override
        public void onMatch(RestingOrder resting, long ticks, boolean maker) {
            BarOrder order = (BarOrder) resting;
            if (order.contingent) {
                trigger(order, ticks);
            }
            boolean rested =
                    maker && !(order.contingent && (order.market || order.isPlainTakeProfit() && takes(order)));
            fill(order, ticks, rested);
        }

        /** Whether a take-profit's limit is marketable where it is released. */
        private boolean takes(BarOrder order) {
            return order.buy ? order.limitTicks >= order.triggerTicks : order.limitTicks <= order.triggerTicks;
        }

        @Override
        public void onTriggered(RestingOrder order, long ticks) {
            trigger((BarOrder) order, ticks);
        }

        @Override
        public void onExpired(RestingOrder order) {
            expire((BarOrder) order, Expiry.IMMEDIATE_OR_CANCEL);
        }

        @Override
        public void onPostOnlyWouldTake(RestingOrder resting) {
            BarOrder order = (BarOrder) resting;
            takeOut(order);
            listener.onRejected(order.orderId, order.account, Reject.WOULD_TAKE);
        }

        @Override
        public void onBothLegsTouched(RestingOrder stop) {
            // Pairs are linked here and not in the matcher; which of them wins is the sequence of its passes.
            throw new IllegalStateException("the matcher knows a pair");
        }
    }

    private void fill(BarOrder order, long ticks, boolean maker) {
        BarOrder other = part(order);
        matcher.remove(order);
        long lots = order.lotsAt(ticks);
        long cost = lots == 0 ? 0 : cost(order, ticks, lots, maker);
        if (lots == 0
                || cost == Pricing.TOO_MUCH
                || !accounts.canLock(order.account, asset(order), cost - order.held)) {
            takeOut(order);
            listener.onExpired(
                    order.orderId,
                    order.account,
                    order.byAmount ? 0 : lots,
                    lots == 0 ? Expiry.NO_LIQUIDITY : Expiry.INSUFFICIENT_BALANCE);
        } else {
            settle(order, ticks, lots, cost, maker);
            takeOut(order);
            listener.onTrade(trade);
            if (order.byAmount) {
                listener.onAmountSpent(order.orderId, order.account);
            }
        }
        if (other != null) {
            takeOut(other);
            listener.onExpired(other.orderId, other.account, other.lots, Expiry.OTHER_OF_PAIR);
        }
    }

    private long cost(BarOrder order, long ticks, long lots, boolean maker) {
        try {
            if (!order.buy) {
                pricing.amount(ticks, lots);
                return pricing.baseUnits(lots);
            }
            long amount = pricing.amount(ticks, lots);
            return feeInQuote ? Math.addExact(amount, pricing.quoteFee(ticks, lots, maker)) : amount;
        } catch (ArithmeticException beyondTheRange) {
            return Pricing.TOO_MUCH;
        }
    }

    private void settle(BarOrder order, long ticks, long lots, long cost, boolean maker) {
        long amount = pricing.amount(ticks, lots);
        long units = pricing.baseUnits(lots);
        int account = order.account;
        accounts.lock(account, asset(order), cost - order.held);
        order.held = 0;
        accounts.payLocked(account, asset(order), cost);
        long fee = order.buy && !feeInQuote ? pricing.baseFee(lots, maker) : pricing.quoteFee(ticks, lots, maker);
        if (order.buy) {
            accounts.add(account, base, feeInQuote ? units : units - fee);
            accounts.add(house, base, -units);
            accounts.add(house, quote, amount);
        } else {
            accounts.add(account, quote, amount - fee);
            accounts.add(house, quote, -amount);
            accounts.add(house, base, units);
        }
        int feeAsset = order.buy && !feeInQuote ? base : quote;
        accounts.add(SpotAccounts.FEES, feeAsset, fee);
        trade.tradeId = ++trades;
        trade.priceTicks = ticks;
        trade.lots = lots;
        trade.amount = amount;
        trade.takerBuys = order.buy != maker;
        trade.makerOrderId = maker ? order.orderId : HOUSE_ORDER;
        trade.makerAccount = maker ? account : house;
        trade.makerRemainingLots = 0;
        trade.takerOrderId = maker ? HOUSE_ORDER : order.orderId;
        trade.takerAccount = maker ? house : account;
        trade.takerRemainingLots = order.byAmount ? -1 : 0;
        trade.buyerFee = order.buy ? fee : 0;
        trade.sellerFee = order.buy ? 0 : fee;
        trade.buyerFeeAsset = order.buy ? feeAsset : quote;
        trade.sellerFeeAsset = quote;
    }
}
