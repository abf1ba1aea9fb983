package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import dev.tandem.sim.book.BookOrder.Place;
import org.jspecify.annotations.Nullable;

/** Orders meeting orders: what takes, trades, rests, triggers and ends. */
final class Matching {
    final PriceLadder sells = new PriceLadder(false);
    final PriceLadder buys = new PriceLadder(true);
    final Triggers triggers = new Triggers();
    final OrderIdMap<BookOrder> open = new OrderIdMap<>();

    private final BookListener listener;
    private final boolean triggersOnLast;
    private final BookOrder scratch = new BookOrder();
    private @Nullable BookOrder pool;
    private long sequence;
    private long trades;
    private long last;
    private long seenBid;
    private long seenAsk;

    Matching(BookListener listener, TriggerPrice triggerPrice) {
        this.listener = listener;
        this.triggersOnLast = triggerPrice == TriggerPrice.LAST;
    }

    long last() {
        return last;
    }

    long trades() {
        return trades;
    }

    /** The price that an order of this side watches; 0 if there is none. */
    long watched(boolean buy) {
        return triggersOnLast ? last : buy ? bestTicks(sells) : bestTicks(buys);
    }

    static long bestTicks(PriceLadder ladder) {
        PriceLevel best = ladder.best();
        return best == null ? 0 : best.ticks;
    }

    // Orders

    BookOrder order(Ticket ticket) {
        BookOrder order = pool;
        if (order == null) {
            order = new BookOrder();
        } else {
            pool = order.next;
            order.next = null;
        }
        order.copy(ticket);
        order.sequence = ++sequence;
        return order;
    }

    /** An order's first moment, and that of one whose price was changed or that was triggered. */
    void work(BookOrder order) {
        if (order.life == Ticket.Life.FILL_OR_KILL && !canFill(order)) {
            expire(order, Expiry.FILL_OR_KILL);
        } else if (remainsAfterTaking(order)) {
            if (order.market) {
                expire(order, Expiry.NO_LIQUIDITY);
            } else if (order.life == Ticket.Life.IMMEDIATE_OR_CANCEL) {
                expire(order, Expiry.IMMEDIATE_OR_CANCEL);
            } else {
                order.place = Place.BOOK;
                side(order).add(order, order.priceTicks);
                list(order);
            }
        }
    }

    /** Lets an order wait for its trigger. */
    void arm(BookOrder order) {
        list(order);
        triggers.arm(order, watched(order.buy));
    }

    private void list(BookOrder order) {
        if (!order.listed) {
            order.listed = true;
            open.put(order.orderId, order);
        }
    }

    PriceLadder side(BookOrder order) {
        return order.buy ? buys : sells;
    }

    /** Takes an order out of wherever it rests or waits; it is still listed. */
    void detach(BookOrder order) {
        if (order.place == Place.BOOK) {
            side(order).remove(order);
            order.place = Place.NOWHERE;
        } else {
            triggers.remove(order);
        }
    }

    /** Ends a detached order. */
    void discard(BookOrder order) {
        if (order.listed) {
            open.remove(order.orderId);
            order.listed = false;
        }
        order.place = Place.NOWHERE;
        order.next = pool;
        pool = order;
    }

    /** Parts an order from the other of its pair, which it returns. */
    static @Nullable BookOrder part(BookOrder order) {
        BookOrder sibling = order.sibling;
        if (sibling != null) {
            sibling.sibling = null;
            order.sibling = null;
        }
        return sibling;
    }

    // Taking

    private static long limit(BookOrder order) {
        return order.market ? (order.buy ? OrderBook.MAX_TICKS : 0) : order.priceTicks;
    }

    /** Whether anything is left of an order that has taken what it could. */
    private boolean remainsAfterTaking(BookOrder taker) {
        PriceLadder makers = taker.buy ? sells : buys;
        long limit = limit(taker);
        while (true) {
            PriceLevel level = makers.best();
            if (level == null || !makers.reaches(level, limit)) {
                return true;
            }
            BookOrder maker = requireNonNull(level.head);
            if (maker.account == taker.account && taker.selfTrade != SelfTrade.NONE) {
                if (expiresInMatch(taker, maker, makers)) {
                    return false;
                }
            } else if (taker.byAmount) {
                if (isSpentAfterTrade(taker, maker, makers)) {
                    return false;
                }
            } else {
                long lots = Math.min(taker.remaining, maker.remaining);
                taker.remaining -= lots;
                trade(taker, maker, makers, maker.priceTicks, lots, taker.remaining);
                if (taker.remaining == 0) {
                    discard(taker);
                    return false;
                }
            }
        }
    }

    private boolean isSpentAfterTrade(BookOrder taker, BookOrder maker, PriceLadder makers) {
        long ticks = maker.priceTicks;
        long lots = Amount.lotsFor(taker, ticks, maker.remaining);
        if (lots > 0) {
            Amount.spend(taker, ticks, lots);
            trade(taker, maker, makers, ticks, lots, -1);
        }
        if (Amount.lotsFor(taker, ticks, 1) > 0) {
            return false;
        }
        listener.onAmountSpent(taker.orderId, taker.account);
        discard(taker);
        return true;
    }

    private void trade(
            BookOrder taker, BookOrder maker, PriceLadder makers, long ticks, long lots, long takerRemaining) {
        makers.reduce(maker, lots);
        boolean filled = maker.remaining == 0;
        if (filled) {
            makers.remove(maker);
        }
        last = ticks;
        listener.onTrade(
                ++trades,
                ticks,
                lots,
                maker.orderId,
                maker.account,
                maker.remaining,
                taker.orderId,
                taker.account,
                takerRemaining,
                taker.buy);
        expireOther(maker);
        if (filled) {
            discard(maker);
        }
        if (triggersOnLast && !triggers.isIdle()) {
            triggers.look(ticks);
        }
    }

    /** Whether the order that takes is over. */
    private boolean expiresInMatch(BookOrder taker, BookOrder maker, PriceLadder makers) {
        listener.onSelfTradePrevented(
                maker.priceTicks,
                maker.account,
                maker.orderId,
                maker.remaining,
                taker.orderId,
                taker.byAmount ? -1 : taker.remaining);
        SelfTrade mode = taker.selfTrade;
        if (mode != SelfTrade.EXPIRE_TAKER) {
            makers.remove(maker);
            expire(maker, Expiry.SELF_TRADE);
        }
        if (mode != SelfTrade.EXPIRE_MAKER) {
            expire(taker, Expiry.SELF_TRADE);
            return true;
        }
        return false;
    }

    /** Whether all of an order can trade at once, on what rests now. */
    private boolean canFill(BookOrder taker) {
        PriceLadder makers = taker.buy ? sells : buys;
        long limit = limit(taker);
        long wanted = taker.remaining;
        PriceLevel level = makers.best();
        while (wanted > 0 && level != null && makers.reaches(level, limit)) {
            if (taker.selfTrade == SelfTrade.NONE) {
                wanted -= level.lots;
            } else {
                for (BookOrder maker = level.head; maker != null && wanted > 0; maker = maker.next) {
                    if (maker.account != taker.account) {
                        wanted -= maker.remaining;
                    } else if (taker.selfTrade != SelfTrade.EXPIRE_MAKER) {
                        return false;
                    }
                }
            }
            level = makers.after(level);
        }
        return wanted <= 0;
    }

    /** Goes the way of {@link #remainsAfterTaking} and touches nothing. */
    void preview(Ticket ticket, FillVisitor visitor) {
        BookOrder taker = scratch;
        taker.copy(ticket);
        if (taker.life == Ticket.Life.FILL_OR_KILL && !canFill(taker)) {
            return;
        }
        PriceLadder makers = taker.buy ? sells : buys;
        long limit = limit(taker);
        PriceLevel level = makers.best();
        while (level != null && makers.reaches(level, limit)) {
            for (BookOrder maker = level.head; maker != null; maker = maker.next) {
                if (maker.account == taker.account && taker.selfTrade != SelfTrade.NONE) {
                    if (taker.selfTrade != SelfTrade.EXPIRE_MAKER) {
                        return;
                    }
                } else if (isDoneAfter(taker, maker, visitor)) {
                    return;
                }
            }
            level = makers.after(level);
        }
    }

    private static boolean isDoneAfter(BookOrder taker, BookOrder maker, FillVisitor visitor) {
        long ticks = maker.priceTicks;
        long lots = taker.byAmount
                ? Amount.lotsFor(taker, ticks, maker.remaining)
                : Math.min(taker.remaining, maker.remaining);
        if (lots > 0) {
            visitor.onFill(ticks, lots);
        }
        if (taker.byAmount) {
            Amount.spend(taker, ticks, lots);
            return Amount.lotsFor(taker, ticks, 1) == 0;
        }
        taker.remaining -= lots;
        return taker.remaining == 0;
    }

    // Ending

    /** Ends an order that is neither in the book nor among the triggers any more, and the other of its pair. */
    private void expire(BookOrder order, Expiry reason) {
        BookOrder sibling = part(order);
        listener.onExpired(order.orderId, order.account, order.remaining, reason);
        discard(order);
        if (sibling != null) {
            expireDetached(sibling);
        }
    }

    private void expireOther(BookOrder order) {
        BookOrder sibling = part(order);
        if (sibling != null) {
            expireDetached(sibling);
        }
    }

    private void expireDetached(BookOrder sibling) {
        detach(sibling);
        listener.onExpired(sibling.orderId, sibling.account, sibling.remaining, Expiry.OTHER_OF_PAIR);
        discard(sibling);
    }

    // Triggers

    /** A trade that happened elsewhere. */
    void print(long ticks) {
        last = ticks;
        if (triggersOnLast && !triggers.isIdle()) {
            triggers.look(ticks);
        }
    }

    /** Lets everything work that was released, and what that releases. */
    void settle() {
        while (true) {
            if (!triggersOnLast) {
                lookAtBest();
            }
            BookOrder order = triggers.poll();
            if (order == null) {
                return;
            }
            boolean funded = listener.onTriggered(order.orderId, order.account, order.releasedAt);
            expireOther(order);
            if (funded) {
                work(order);
            } else {
                expire(order, Expiry.INSUFFICIENT_BALANCE);
            }
        }
    }

    private void lookAtBest() {
        long bid = bestTicks(buys);
        long ask = bestTicks(sells);
        if (bid != seenBid || ask != seenAsk) {
            seenBid = bid;
            seenAsk = ask;
            triggers.look(bid, ask);
        }
    }

    long hash() {
        long hash = 31 * StateHash.of(buys) + StateHash.of(sells);
        return StateHash.mix(31 * (31 * (31 * hash + triggers.hash()) + last) + trades);
    }
}
