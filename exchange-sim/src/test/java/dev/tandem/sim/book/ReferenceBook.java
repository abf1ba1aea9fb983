package dev.tandem.sim.book;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The slow and obviously right twin of {@link OrderBook}: sorted maps, lists that are walked through, big integers. It was
 * written from the rules in the javadoc of {@link OrderBook}, {@link Ticket}, {@link BookListener} and {@link Reject}, and
 * shares with the fast book nothing but these types.
 */
final class ReferenceBook {
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
    private static final long HIGHEST = (1L << 60) - 1;
    private static final long MOST = 1L << 56;

    private static final class Order {
        final long id;
        final int account;
        final boolean buy;
        final boolean market;
        final boolean postOnly;
        final boolean waits;
        final boolean takeProfit;
        final Ticket.Life life;
        final SelfTrade selfTrade;
        final long stop;
        final int trailing;

        @Nullable
        BigInteger amount;

        long price;
        long lots;
        long executed;
        boolean follows;
        long extreme;
        long releasedAt;

        @Nullable
        Order other;

        Order(Ticket t) {
            id = t.orderId;
            account = t.account;
            buy = t.buy;
            market = t.market;
            postOnly = t.postOnly;
            waits = t.contingent;
            takeProfit = t.takeProfit;
            life = t.life;
            selfTrade = t.selfTrade;
            stop = t.stopTicks;
            trailing = t.trailingBasisPoints;
            amount = t.byAmount ? amount(t) : null;
            price = t.priceTicks;
            lots = t.lots;
        }

        long left() {
            return lots - executed;
        }

        boolean accepts(long ticks) {
            return market || (buy ? ticks <= price : ticks >= price);
        }

        boolean stopReached(long ticks) {
            boolean up = buy ? !takeProfit : takeProfit;
            return up ? ticks >= stop : ticks <= stop;
        }

        /** Whether the market has turned by so many basis points from its extreme. */
        boolean turned(long ticks) {
            BigInteger now = BigInteger.valueOf(ticks).multiply(TEN_THOUSAND);
            BigInteger turn =
                    BigInteger.valueOf(extreme).multiply(BigInteger.valueOf(10_000 + (buy ? trailing : -trailing)));
            return buy ? now.compareTo(turn) >= 0 : now.compareTo(turn) <= 0;
        }
    }

    private static BigInteger amount(Ticket t) {
        return BigInteger.valueOf(t.amountHigh).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(t.amountLow)));
    }

    private final BookListener out;
    private final TriggerPrice triggerPrice;
    private final EarlyTrigger early;
    private final TreeMap<Long, List<Order>> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, List<Order>> asks = new TreeMap<>();
    /** In order of submission. */
    private final List<Order> waiting = new ArrayList<>();

    private final List<Order> released = new ArrayList<>();
    private final Map<Long, Order> open = new HashMap<>();
    private long last;
    private long trades;
    private long seenBid;
    private long seenAsk;

    ReferenceBook(BookListener out, TriggerPrice triggerPrice, EarlyTrigger early) {
        this.out = out;
        this.triggerPrice = triggerPrice;
        this.early = early;
    }

    TreeMap<Long, List<Long>> depth(boolean buys) {
        TreeMap<Long, List<Long>> depth = new TreeMap<>();
        side(buys)
                .forEach((price, orders) ->
                        depth.put(price, orders.stream().map(Order::left).toList()));
        return depth;
    }

    int openOrders() {
        return open.size();
    }

    // Commands

    void submit(Ticket ticket) {
        Reject reason = check(ticket);
        if (reason != null) {
            out.onRejected(ticket.orderId, ticket.account, reason);
            return;
        }
        Order order = new Order(ticket);
        out.onAccepted(order.id, order.account, !order.waits);
        enter(order);
        runReleased();
    }

    void submitPair(Ticket first, Ticket second) {
        boolean fits = first.account == second.account
                && first.buy == second.buy
                && first.lots == second.lots
                && first.orderId != second.orderId
                && (first.contingent || second.contingent)
                && (first.contingent || first.postOnly)
                && (second.contingent || second.postOnly);
        Reject a = fits ? check(first) : Reject.MISMATCHED_PAIR;
        Reject b = fits ? check(second) : Reject.MISMATCHED_PAIR;
        if (a != null || b != null) {
            out.onRejected(first.orderId, first.account, a == null ? Reject.OTHER_OF_PAIR_REJECTED : a);
            out.onRejected(second.orderId, second.account, b == null ? Reject.OTHER_OF_PAIR_REJECTED : b);
            return;
        }
        Order one = new Order(first);
        Order two = new Order(second);
        one.other = two;
        two.other = one;
        out.onAccepted(one.id, one.account, !one.waits);
        out.onAccepted(two.id, two.account, !two.waits);
        enter(two.waits ? one : two);
        enter(two.waits ? two : one);
        runReleased();
    }

    void cancel(long id, int account) {
        Order order = open.get(id);
        if (order == null || order.account != account) {
            out.onCancelRejected(id, account, Reject.UNKNOWN_ORDER);
            return;
        }
        Order other = part(order);
        remove(order);
        out.onCanceled(id, account, order.left());
        if (other != null) {
            remove(other);
            out.onCanceled(other.id, account, other.left());
        }
        runReleased();
    }

    void replace(long id, int account, long price, long lots) {
        Order order = open.get(id);
        Reject reason = null;
        if (order == null || order.account != account) {
            reason = Reject.UNKNOWN_ORDER;
        } else if (!rests(order) || order.other != null) {
            reason = Reject.NOT_REPLACEABLE;
        } else if (price < 1 || price > HIGHEST) {
            reason = Reject.PRICE_OUT_OF_RANGE;
        } else if (lots < 1 || lots > MOST) {
            reason = Reject.QUANTITY_OUT_OF_RANGE;
        } else if (lots <= order.executed) {
            reason = Reject.NOT_REDUCED;
        } else if (order.postOnly && price != order.price && bestAcceptable(!order.buy, price)) {
            reason = Reject.WOULD_TAKE;
        }
        if (order == null || reason != null) {
            out.onReplaceRejected(id, account, reason == null ? Reject.UNKNOWN_ORDER : reason);
            return;
        }
        if (price == order.price && lots <= order.lots) {
            order.lots = lots;
            out.onReplaced(id, account, price, lots, order.left(), true);
        } else {
            remove(order);
            order.lots = lots;
            order.price = price;
            out.onReplaced(id, account, price, lots, order.left(), false);
            work(order);
        }
        runReleased();
    }

    void amend(long id, int account, long lots) {
        Order order = open.get(id);
        if (order == null || order.account != account) {
            out.onReplaceRejected(id, account, Reject.UNKNOWN_ORDER);
        } else if (lots >= order.lots || lots <= order.executed) {
            out.onReplaceRejected(id, account, Reject.NOT_REDUCED);
        } else {
            order.lots = lots;
            out.onReplaced(id, account, order.price, lots, order.left(), true);
            Order other = order.other;
            if (other != null) {
                other.lots = lots;
                out.onReplaced(other.id, account, other.price, lots, other.left(), true);
            }
            runReleased();
        }
    }

    void print(long ticks) {
        last = ticks;
        if (triggerPrice == TriggerPrice.LAST) {
            look(ticks, ticks);
        }
        runReleased();
    }

    // Judging

    private @Nullable Reject check(Ticket t) {
        if (open.containsKey(t.orderId)) {
            return Reject.DUPLICATE_ORDER_ID;
        }
        if (!t.market && (t.priceTicks < 1 || t.priceTicks > HIGHEST)) {
            return Reject.PRICE_OUT_OF_RANGE;
        }
        if (t.byAmount ? amount(t).signum() <= 0 : t.lots < 1 || t.lots > MOST) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        boolean immediate = t.life != Ticket.Life.GOOD_TILL_CANCELED;
        if (t.contingent) {
            boolean trails = t.trailingBasisPoints != 0;
            if (t.trailingBasisPoints < 0
                    || t.trailingBasisPoints >= 10_000
                    || t.stopTicks < 0
                    || t.stopTicks > HIGHEST
                    || (t.stopTicks == 0 && !trails)) {
                return Reject.INVALID_TRIGGER;
            }
            if (t.byAmount || t.postOnly || (t.market && immediate)) {
                return Reject.CONTRADICTION;
            }
        } else if ((t.market && (immediate || t.postOnly)) || (t.postOnly && immediate) || t.trailingBasisPoints != 0) {
            return Reject.CONTRADICTION;
        }
        if (t.postOnly && bestAcceptable(!t.buy, t.priceTicks)) {
            return Reject.WOULD_TAKE;
        }
        long best = best(!t.buy);
        if (t.byAmount && best > 0 && amount(t).compareTo(BigInteger.valueOf(best)) < 0) {
            return Reject.BELOW_ONE_LOT;
        }
        long price = watched(t.buy);
        if (t.contingent
                && t.trailingBasisPoints == 0
                && early == EarlyTrigger.REJECT
                && price > 0
                && new Order(t).stopReached(price)) {
            return Reject.WOULD_TRIGGER;
        }
        return null;
    }

    private boolean bestAcceptable(boolean sideBuys, long price) {
        long best = best(sideBuys);
        return best > 0 && (sideBuys ? best >= price : best <= price);
    }

    private TreeMap<Long, List<Order>> side(boolean buys) {
        return buys ? bids : asks;
    }

    private long best(boolean buys) {
        return side(buys).isEmpty() ? 0 : side(buys).firstKey();
    }

    private long watched(boolean buy) {
        return triggerPrice == TriggerPrice.LAST ? last : best(!buy);
    }

    // Working

    private void enter(Order order) {
        if (!order.waits) {
            work(order);
            return;
        }
        open.put(order.id, order);
        waiting.add(order);
        long price = watched(order.buy);
        if (order.trailing > 0 && order.stop == 0) {
            order.follows = true;
            order.extreme = price;
        } else if (price > 0) {
            show(order, price);
        }
    }

    private void work(Order taker) {
        TreeMap<Long, List<Order>> makers = side(!taker.buy);
        if (taker.life == Ticket.Life.FILL_OR_KILL && !canFill(taker)) {
            expire(taker, Expiry.FILL_OR_KILL);
            return;
        }
        while (!makers.isEmpty() && taker.accepts(makers.firstKey())) {
            long price = makers.firstKey();
            Order maker = makers.firstEntry().getValue().getFirst();
            if (maker.account == taker.account && taker.selfTrade != SelfTrade.NONE) {
                out.onSelfTradePrevented(
                        price,
                        taker.account,
                        maker.id,
                        maker.left(),
                        taker.id,
                        taker.amount != null ? -1 : taker.left());
                if (taker.selfTrade != SelfTrade.EXPIRE_TAKER) {
                    remove(maker);
                    expire(maker, Expiry.SELF_TRADE);
                }
                if (taker.selfTrade != SelfTrade.EXPIRE_MAKER) {
                    expire(taker, Expiry.SELF_TRADE);
                    return;
                }
            } else if (taker.amount != null) {
                long lots = taker.amount
                        .divide(BigInteger.valueOf(price))
                        .min(BigInteger.valueOf(maker.left()))
                        .longValueExact();
                if (lots > 0) {
                    taker.amount =
                            taker.amount.subtract(BigInteger.valueOf(price).multiply(BigInteger.valueOf(lots)));
                    trade(maker, taker, price, lots);
                }
                if (taker.amount.compareTo(BigInteger.valueOf(price)) < 0) {
                    open.remove(taker.id);
                    out.onAmountSpent(taker.id, taker.account);
                    return;
                }
            } else {
                long lots = Math.min(maker.left(), taker.left());
                taker.executed += lots;
                trade(maker, taker, price, lots);
                if (taker.left() == 0) {
                    open.remove(taker.id);
                    return;
                }
            }
        }
        if (taker.market) {
            expire(taker, Expiry.NO_LIQUIDITY);
        } else if (taker.life == Ticket.Life.IMMEDIATE_OR_CANCEL) {
            expire(taker, Expiry.IMMEDIATE_OR_CANCEL);
        } else {
            open.put(taker.id, taker);
            side(taker.buy).computeIfAbsent(taker.price, _ -> new ArrayList<>()).add(taker);
        }
    }

    private void trade(Order maker, Order taker, long price, long lots) {
        maker.executed += lots;
        if (maker.left() == 0) {
            remove(maker);
        }
        last = price;
        out.onTrade(
                ++trades,
                price,
                lots,
                maker.id,
                maker.account,
                maker.left(),
                taker.id,
                taker.account,
                taker.amount != null ? -1 : taker.left(),
                taker.buy);
        expireOther(maker);
        if (triggerPrice == TriggerPrice.LAST) {
            look(price, price);
        }
    }

    private boolean canFill(Order taker) {
        long available = 0;
        for (Map.Entry<Long, List<Order>> level : side(!taker.buy).entrySet()) {
            if (!taker.accepts(level.getKey())) {
                break;
            }
            for (Order maker : level.getValue()) {
                boolean own = maker.account == taker.account && taker.selfTrade != SelfTrade.NONE;
                if (available >= taker.left()) {
                    return true;
                }
                if (own && taker.selfTrade != SelfTrade.EXPIRE_MAKER) {
                    return false;
                }
                available += own ? 0 : maker.left();
            }
        }
        return available >= taker.left();
    }

    // Ending

    private boolean rests(Order order) {
        List<Order> level = side(order.buy).get(order.price);
        return level != null && level.contains(order);
    }

    private void remove(Order order) {
        open.remove(order.id);
        waiting.remove(order);
        released.remove(order);
        List<Order> level = side(order.buy).get(order.price);
        if (level != null && level.remove(order) && level.isEmpty()) {
            side(order.buy).remove(order.price);
        }
    }

    private static @Nullable Order part(Order order) {
        Order other = order.other;
        order.other = null;
        if (other != null) {
            other.other = null;
        }
        return other;
    }

    private void expire(Order order, Expiry reason) {
        open.remove(order.id);
        out.onExpired(order.id, order.account, order.left(), reason);
        expireOther(order);
    }

    private void expireOther(Order order) {
        Order other = part(order);
        if (other != null) {
            remove(other);
            out.onExpired(other.id, other.account, other.left(), Expiry.OTHER_OF_PAIR);
        }
    }

    // Triggers

    private void look(long forSells, long forBuys) {
        for (Order order : List.copyOf(waiting)) {
            long price = order.buy ? forBuys : forSells;
            if (price > 0) {
                show(order, price);
            }
        }
    }

    private void show(Order order, long price) {
        if (order.follows) {
            if (order.extreme == 0 || (order.buy ? price < order.extreme : price > order.extreme)) {
                order.extreme = price;
            } else if (order.turned(price)) {
                release(order, price);
            }
        } else if (order.stopReached(price)) {
            if (order.trailing > 0) {
                order.follows = true;
                order.extreme = price;
            } else {
                release(order, price);
            }
        }
    }

    private void release(Order order, long price) {
        order.releasedAt = price;
        waiting.remove(order);
        released.add(order);
    }

    private void runReleased() {
        while (true) {
            if (triggerPrice == TriggerPrice.BEST && (best(true) != seenBid || best(false) != seenAsk)) {
                seenBid = best(true);
                seenAsk = best(false);
                look(seenBid, seenAsk);
            }
            if (released.isEmpty()) {
                return;
            }
            Order order = released.removeFirst();
            boolean funded = out.onTriggered(order.id, order.account, order.releasedAt);
            expireOther(order);
            if (funded) {
                work(order);
            } else {
                expire(order, Expiry.INSUFFICIENT_BALANCE);
            }
        }
    }
}
