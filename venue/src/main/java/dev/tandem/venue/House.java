package dev.tandem.venue;

import dev.tandem.sim.book.SelfTrade;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.spot.SpotMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rest of the world in a book in which accounts trade: it shows the levels that were recorded, as orders among theirs.
 *
 * <p>A level that grows gets a further order, behind all that rest there. One that shrinks shrinks in each of its orders by the
 * same share, since nobody knows whose order it was that was canceled. What accounts have taken of a level is gone until the
 * recording says something new about it: nothing that was offered once is had twice.
 */
final class House {
    private final SpotMarket market;
    private final int account;
    private final NavigableMap<Long, List<Order>> bids = new TreeMap<>();
    private final NavigableMap<Long, List<Order>> asks = new TreeMap<>();
    private final Ticket ticket = new Ticket();
    /** Its orders count down: no account has such an id. */
    private long lastOrder;

    /** One of a level's orders, with the quantity that it has or had, executed lots included. */
    private static final class Order {
        final long id;
        long lots;

        Order(long id, long lots) {
            this.id = id;
            this.lots = lots;
        }
    }

    House(SpotMarket market, int account) {
        this.market = market;
        this.account = account;
    }

    private NavigableMap<Long, List<Order>> side(boolean bid) {
        return bid ? bids : asks;
    }

    /** What it still has at a price. */
    long lotsAt(boolean bid, long ticks) {
        long lots = 0;
        for (Order order : side(bid).getOrDefault(ticks, List.of())) {
            lots += market.book().remainingLots(order.id);
        }
        return lots;
    }

    /** This rests at a price from now on; what crosses it is traded with first. */
    void show(boolean bid, long ticks, long lots) {
        List<Order> level = side(bid).get(ticks);
        long shown = level == null ? 0 : forget(bid, ticks, level);
        if (lots > shown) {
            add(bid, ticks, lots - shown);
        } else if (level != null && lots < shown) {
            shrink(bid, ticks, level, shown, lots);
        }
    }

    /** Drops what was traded away; returns what is left. */
    private long forget(boolean bid, long ticks, List<Order> level) {
        long lots = 0;
        level.removeIf(order -> !market.book().isOpen(order.id));
        for (Order order : level) {
            lots += market.book().remainingLots(order.id);
        }
        if (level.isEmpty()) {
            side(bid).remove(ticks);
        }
        return lots;
    }

    private void add(boolean bid, long ticks, long lots) {
        long id = --lastOrder;
        market.submit(ticket.limit(id, account, bid, ticks, lots).preventing(SelfTrade.EXPIRE_MAKER));
        if (market.book().isOpen(id)) {
            side(bid).computeIfAbsent(ticks, at -> new ArrayList<>(1)).add(new Order(id, lots));
        }
    }

    private void shrink(boolean bid, long ticks, List<Order> level, long shown, long lots) {
        long toCut = shown - lots;
        long ofShown = shown;
        for (Order order : List.copyOf(level)) {
            long left = market.book().remainingLots(order.id);
            // The last one's share is whatever is still to be cut.
            long cut = Math.min(left, share(left, toCut, ofShown));
            ofShown -= left;
            toCut -= cut;
            if (cut == left) {
                market.cancel(order.id, account);
                level.remove(order);
            } else if (cut > 0) {
                order.lots -= cut;
                market.amend(order.id, account, order.lots);
            }
        }
        if (level.isEmpty()) {
            side(bid).remove(ticks);
        }
    }

    /** {@code part * of / whole}, rounded up, so that the last share is not more than there is. */
    private static long share(long part, long of, long whole) {
        return part == whole ? of : (long) Math.ceil((double) part * of / whole);
    }

    /** Nothing rests anywhere. */
    void clear() {
        clear(true);
        clear(false);
    }

    private void clear(boolean bid) {
        for (long ticks : List.copyOf(side(bid).keySet())) {
            show(bid, ticks, 0);
        }
    }

    /** The prices at which it has something, best first. */
    List<Long> prices(boolean bid) {
        return List.copyOf(bid ? bids.descendingKeySet() : asks.keySet());
    }

    /** Trades with whatever rests at this price or better, up to a quantity; what cannot be had is not waited for. */
    void take(boolean buys, long ticks, long lots) {
        market.submit(ticket.limit(--lastOrder, account, buys, ticks, lots).immediateOrCancel());
    }

    /** Whether an order is one of its own. */
    static boolean isOwn(long orderId) {
        return orderId < 1;
    }
}
