package dev.tandem.sim.book;

import dev.tandem.sim.book.BookOrder.Place;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's order book: the better price first, at one price the earlier order.
 *
 * <p><b>A command's events come in this order.</b> First what the command itself does: rejected, or accepted (replaced,
 * canceled), then its trades from the best price on, oldest order first, then its end, if it does not rest. Directly after
 * a trade, an expiry or a trigger of one order of a pair comes the expiry of the other. Then, one after the other, the
 * orders that these trades have released, each with its trigger event, its trades and its end, until nothing more is
 * released. Orders released by one price go in order of submission, those released by an earlier price before those
 * released by a later one. All of that happens before the command returns.
 *
 * <p><b>Priority.</b> {@link #replace} with another price or a larger quantity puts an order behind all others of its
 * price; a smaller quantity keeps its place, and so does {@link #amend}. Cancel and submit is a new order. That is
 * Binance's cancelReplace and "order amend keep priority".
 *
 * <p><b>Pairs.</b> {@link #submitPair} links two orders of which one cancels the other (Binance: OCO), in the same
 * command: a first trade or the trigger of one, or its end, ends the other.
 *
 * <p>For one thread. Order ids are the caller's, any {@code long} that no open order has. Accounts are any {@code int}.
 */
public final class OrderBook implements BookView {
    /** The highest price. */
    public static final long MAX_TICKS = (1L << 60) - 1;

    /** The largest quantity of an order. */
    public static final long MAX_LOTS = 1L << 56;

    private static final long MAX_LOTS_OF_A_SIDE = 1L << 62;

    private final BookListener listener;
    private final EarlyTrigger early;
    private final Matching matching;
    private boolean busy;

    /** A book as Binance has it: triggers on the last trade, a stop that is already reached is rejected. */
    public OrderBook(BookListener listener) {
        this(listener, TriggerPrice.LAST, EarlyTrigger.REJECT);
    }

    public OrderBook(BookListener listener, TriggerPrice triggerPrice, EarlyTrigger early) {
        this.listener = listener;
        this.early = early;
        this.matching = new Matching(listener, triggerPrice);
    }

    // Commands

    /**
     * A new order.
     *
     * @return whether it was accepted; the listener knows more
     */
    public boolean submit(Ticket ticket) {
        begin();
        Reject reason = check(ticket);
        if (reason != null) {
            listener.onRejected(ticket.orderId, ticket.account, reason);
            busy = false;
            return false;
        }
        BookOrder order = matching.order(ticket);
        listener.onAccepted(order.orderId, order.account, !ticket.contingent);
        if (ticket.contingent) {
            matching.arm(order);
        } else {
            matching.work(order);
        }
        end();
        return true;
    }

    /**
     * Two orders of which one cancels the other. At least one waits for a trigger; the other does too, or is post-only.
     * Both are accepted, or none is.
     *
     * @return whether they were accepted
     */
    public boolean submitPair(Ticket first, Ticket second) {
        begin();
        Reject mismatch = checkPair(first, second);
        Reject ofFirst = mismatch != null ? mismatch : check(first);
        Reject ofSecond = mismatch != null ? mismatch : check(second);
        if (ofFirst != null || ofSecond != null) {
            listener.onRejected(
                    first.orderId, first.account, ofFirst != null ? ofFirst : Reject.OTHER_OF_PAIR_REJECTED);
            listener.onRejected(
                    second.orderId, second.account, ofSecond != null ? ofSecond : Reject.OTHER_OF_PAIR_REJECTED);
            busy = false;
            return false;
        }
        BookOrder a = matching.order(first);
        BookOrder b = matching.order(second);
        a.sibling = b;
        b.sibling = a;
        listener.onAccepted(a.orderId, a.account, !first.contingent);
        listener.onAccepted(b.orderId, b.account, !second.contingent);
        // The one that rests goes first: where the best price triggers, the other one sees it.
        place(a, first.contingent, b, second.contingent);
        end();
        return true;
    }

    private void place(BookOrder a, boolean aWaits, BookOrder b, boolean bWaits) {
        if (!aWaits) {
            matching.work(a);
            matching.arm(b);
        } else if (!bWaits) {
            matching.work(b);
            matching.arm(a);
        } else {
            matching.arm(a);
            matching.arm(b);
        }
    }

    /**
     * Takes an open order out, and the other of its pair with it.
     *
     * @return whether it was there
     */
    public boolean cancel(long orderId, int account) {
        begin();
        BookOrder order = matching.open.get(orderId);
        if (order == null || order.account != account) {
            listener.onCancelRejected(orderId, account, Reject.UNKNOWN_ORDER);
            busy = false;
            return false;
        }
        BookOrder sibling = Matching.part(order);
        cancel(order);
        if (sibling != null) {
            cancel(sibling);
        }
        end();
        return true;
    }

    private void cancel(BookOrder order) {
        matching.detach(order);
        listener.onCanceled(order.orderId, order.account, order.remaining);
        matching.discard(order);
    }

    /**
     * Changes price and quantity of a resting order under its id (FIX 35=G). A price that the other side reaches trades at
     * once. Waiting orders and orders of a pair cannot be replaced.
     *
     * @param lots the new quantity, executed ones included
     * @return whether it was changed
     */
    public boolean replace(long orderId, int account, long priceTicks, long lots) {
        begin();
        BookOrder order = matching.open.get(orderId);
        Reject reason = checkReplace(order, account, priceTicks, lots);
        if (order == null || reason != null) {
            listener.onReplaceRejected(orderId, account, reason == null ? Reject.UNKNOWN_ORDER : reason);
            busy = false;
            return false;
        }
        PriceLadder side = matching.side(order);
        if (priceTicks == order.priceTicks && lots <= order.lots) {
            side.reduce(order, order.lots - lots);
            order.lots = lots;
            listener.onReplaced(orderId, account, priceTicks, lots, order.remaining, true);
        } else {
            side.remove(order);
            order.place = Place.NOWHERE;
            order.remaining += lots - order.lots;
            order.lots = lots;
            order.priceTicks = priceTicks;
            listener.onReplaced(orderId, account, priceTicks, lots, order.remaining, false);
            matching.work(order);
        }
        end();
        return true;
    }

    /**
     * Makes an open order smaller; it keeps its place. The other of its pair becomes as small.
     *
     * @param lots the new quantity, executed ones included: less than before, more than was executed
     * @return whether it was changed
     */
    public boolean amend(long orderId, int account, long lots) {
        begin();
        BookOrder order = matching.open.get(orderId);
        Reject reason = order == null || order.account != account
                ? Reject.UNKNOWN_ORDER
                : lots >= order.lots || lots <= order.lots - order.remaining ? Reject.NOT_REDUCED : null;
        if (order == null || reason != null) {
            listener.onReplaceRejected(orderId, account, reason == null ? Reject.UNKNOWN_ORDER : reason);
            busy = false;
            return false;
        }
        amend(order, lots);
        if (order.sibling != null) {
            amend(order.sibling, lots);
        }
        end();
        return true;
    }

    private void amend(BookOrder order, long lots) {
        long by = order.lots - lots;
        order.lots = lots;
        if (order.place == Place.BOOK) {
            matching.side(order).reduce(order, by);
        } else {
            matching.triggers.reduce(order, by);
        }
        listener.onReplaced(order.orderId, order.account, order.priceTicks, lots, order.remaining, true);
    }

    /**
     * The instrument traded at this price, but not in this book: on the recorded market that this venue follows. It becomes
     * the last price and triggers what waits for it.
     */
    public void print(long priceTicks) {
        begin();
        if (priceTicks < 1 || priceTicks > MAX_TICKS) {
            busy = false;
            throw new IllegalArgumentException(
                    "a price is within 1 and " + MAX_TICKS + " ticks, this one is " + priceTicks);
        }
        matching.print(priceTicks);
        end();
    }

    private void begin() {
        if (busy) {
            throw new IllegalStateException(
                    "the book is in the middle of a command: this one was given by its listener, or"
                            + " its listener failed before");
        }
        busy = true;
    }

    private void end() {
        matching.settle();
        busy = false;
    }

    // Judging

    @Override
    public @Nullable Reject check(Ticket ticket) {
        if (matching.open.get(ticket.orderId) != null) {
            return Reject.DUPLICATE_ORDER_ID;
        }
        Reject reason = Admission.check(ticket);
        if (reason != null) {
            return reason;
        }
        PriceLadder own = ticket.buy ? matching.buys : matching.sells;
        PriceLadder makers = ticket.buy ? matching.sells : matching.buys;
        if (ticket.lots > MAX_LOTS_OF_A_SIDE - own.lots()) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        if (ticket.postOnly && wouldTake(makers, ticket.priceTicks)) {
            return Reject.WOULD_TAKE;
        }
        PriceLevel best = makers.best();
        if (ticket.byAmount
                && best != null
                && ticket.amountHigh == 0
                && Long.compareUnsigned(ticket.amountLow, best.ticks) < 0) {
            return Reject.BELOW_ONE_LOT;
        }
        if (ticket.contingent && early == EarlyTrigger.REJECT && ticket.trailingBasisPoints == 0) {
            long ticks = matching.watched(ticket.buy);
            if (ticks > 0
                    && (ticket.buy != ticket.takeProfit ? ticks >= ticket.stopTicks : ticks <= ticket.stopTicks)) {
                return Reject.WOULD_TRIGGER;
            }
        }
        return null;
    }

    @Override
    public @Nullable Reject checkPair(Ticket first, Ticket second) {
        return Admission.checkPair(first, second);
    }

    @Override
    public @Nullable Reject checkReplace(long orderId, int account, long priceTicks, long lots) {
        return checkReplace(matching.open.get(orderId), account, priceTicks, lots);
    }

    private @Nullable Reject checkReplace(@Nullable BookOrder order, int account, long priceTicks, long lots) {
        if (order == null || order.account != account) {
            return Reject.UNKNOWN_ORDER;
        }
        if (order.place != Place.BOOK || order.sibling != null) {
            return Reject.NOT_REPLACEABLE;
        }
        if (priceTicks < 1 || priceTicks > MAX_TICKS) {
            return Reject.PRICE_OUT_OF_RANGE;
        }
        if (lots < 1 || lots > MAX_LOTS) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        if (lots <= order.lots - order.remaining) {
            return Reject.NOT_REDUCED;
        }
        if (lots - order.lots > MAX_LOTS_OF_A_SIDE - matching.side(order).lots()) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        if (order.postOnly
                && priceTicks != order.priceTicks
                && wouldTake(order.buy ? matching.sells : matching.buys, priceTicks)) {
            return Reject.WOULD_TAKE;
        }
        return null;
    }

    private static boolean wouldTake(PriceLadder makers, long priceTicks) {
        PriceLevel best = makers.best();
        return best != null && makers.reaches(best, priceTicks);
    }

    // Looking

    @Override
    public void preview(Ticket ticket, FillVisitor visitor) {
        matching.preview(ticket, visitor);
    }

    @Override
    public long best(boolean buys) {
        return Matching.bestTicks(side(buys));
    }

    @Override
    public long lastTicks() {
        return matching.last();
    }

    @Override
    public long trades() {
        return matching.trades();
    }

    @Override
    public long lotsAt(boolean buys, long priceTicks) {
        PriceLevel level = side(buys).at(priceTicks);
        return level == null ? 0 : level.lots;
    }

    @Override
    public int ordersAt(boolean buys, long priceTicks) {
        PriceLevel level = side(buys).at(priceTicks);
        return level == null ? 0 : level.orders;
    }

    @Override
    public long lots(boolean buys) {
        return side(buys).lots();
    }

    @Override
    public void levels(boolean buys, LevelVisitor visitor) {
        PriceLadder side = side(buys);
        for (PriceLevel level = side.best(); level != null; level = side.after(level)) {
            if (!visitor.onLevel(level.ticks, level.lots, level.orders)) {
                return;
            }
        }
    }

    @Override
    public void orders(boolean buys, OrderVisitor visitor) {
        PriceLadder side = side(buys);
        for (PriceLevel level = side.best(); level != null; level = side.after(level)) {
            for (BookOrder order = level.head; order != null; order = order.next) {
                if (!visitor.onOrder(order.orderId, order.account, level.ticks, order.remaining)) {
                    return;
                }
            }
        }
    }

    @Override
    public int openOrders() {
        return matching.open.size();
    }

    @Override
    public boolean isOpen(long orderId) {
        return matching.open.get(orderId) != null;
    }

    @Override
    public long remainingLots(long orderId) {
        BookOrder order = matching.open.get(orderId);
        return order == null ? 0 : order.remaining;
    }

    @Override
    public long trailingStopTicks(long orderId) {
        BookOrder order = matching.open.get(orderId);
        return order == null || order.place != Place.TRAILING || order.extremeTicks == 0 ? 0 : order.turnTicks;
    }

    @Override
    public long stateHash() {
        return matching.hash();
    }

    private PriceLadder side(boolean buys) {
        return buys ? matching.buys : matching.sells;
    }
}
