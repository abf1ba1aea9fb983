package dev.tandem.sim.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code docs/simulator.md} about ticks, one method for each sentence: sorted maps, lists that are copied, and
 * everything that a place in a queue has seen, from which it is worked out anew each time. Nothing is fast here.
 */
final class SlowTicks {
    /** What was recorded, and what is the setting. */
    record Setting(boolean book, boolean quotes, boolean trades, QueueModel queue, boolean pessimistic, long lot) {
        boolean showsOffers() {
            return book || quotes;
        }
    }

    private static final long DAY = 86_400_000_000_000L;

    private final Setting setting;
    private final List<String> log = new ArrayList<>();
    private final List<Mine> orders = new ArrayList<>();
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final Map<Long, Long> takenOfBids = new HashMap<>();
    private final Map<Long, Long> takenOfAsks = new HashMap<>();
    private long bid;
    private long bidSize;
    private long ask;
    private long askSize;
    private long last;
    private long now;
    private int nextExit = -1;

    /** An order of ours. */
    private final class Mine {
        final Wish wish;
        RestingOrder.Kind kind;
        long stop;
        long left;
        long expiry;
        boolean here = true;
        boolean arrived;

        /** Only trades are known, and it has not met one yet. */
        boolean waitsForFirstTrade;

        @Nullable
        Place place;

        @Nullable
        Mine other;

        Mine(Wish wish) {
            this.wish = wish;
            kind = wish.kind();
            stop = wish.stop();
            left = wish.lots();
            expiry = wish.expiry();
        }

        boolean buys() {
            return wish.sign() > 0;
        }

        boolean accepts(long price) {
            return buys() ? price <= wish.limit() : price >= wish.limit();
        }

        boolean isBetterThanLimit(long price) {
            return accepts(price) && price != wish.limit();
        }

        boolean isStoppedBy(long price) {
            return buys() ? price >= stop : price <= stop;
        }
    }

    /** What has been seen at the price of an order since it rests there. */
    private final class Place {
        private final List<long[]> seen = new ArrayList<>();

        /** What came to the order and was less than a lot. */
        long rest;

        /** The level has this size, {@link QueueModel#UNKNOWN} if it is not shown. */
        void shows(long size) {
            seen.add(new long[] {0, size});
        }

        void trades(long size) {
            seen.add(new long[] {1, size});
        }

        /** How much is ahead: what was there, less what traded, and less what the model says of what else has gone. */
        long ahead() {
            long size = seen.getFirst()[1];
            long ahead = setting.queue.joined(size);
            long traded = 0;
            for (long[] each : seen.subList(1, seen.size())) {
                if (each[0] == 1) {
                    traded += each[1];
                    ahead = ahead == QueueModel.NEVER ? ahead : Math.max(0, ahead - each[1]);
                } else if (each[1] != QueueModel.UNKNOWN) {
                    if (size == QueueModel.UNKNOWN) {
                        ahead = setting.queue.joined(each[1]);
                    } else if (ahead != QueueModel.NEVER) {
                        long canceled = Math.min(size, size - traded - each[1]);
                        if (canceled > 0) {
                            ahead = Math.max(0, setting.queue.canceled(ahead, size, canceled));
                        }
                        ahead = Math.min(ahead, each[1]);
                    }
                    size = each[1];
                    traded = 0;
                }
            }
            return ahead;
        }
    }

    SlowTicks(Setting setting) {
        this.setting = setting;
    }

    // What is shown

    private long best(boolean ofBids) {
        if (setting.book) {
            TreeMap<Long, Long> side = ofBids ? bids : asks;
            return side.isEmpty() ? 0 : side.firstKey();
        }
        return ofBids ? bid : ask;
    }

    private long shownAt(boolean ofBids, long price) {
        if (setting.book) {
            return (ofBids ? bids : asks).getOrDefault(price, 0L);
        }
        if (!setting.quotes) {
            return QueueModel.UNKNOWN;
        }
        long top = ofBids ? bid : ask;
        if (price == top) {
            return ofBids ? bidSize : askSize;
        }
        if (top == 0) {
            // There was no quote yet.
            return QueueModel.UNKNOWN;
        }
        // Between bid and offer nobody stands, and behind the best price nobody knows.
        boolean betterThanBest = ofBids ? price > top : price < top;
        return betterThanBest ? 0 : QueueModel.UNKNOWN;
    }

    /** What can be had, best first: price and lots. */
    private List<long[]> offersFor(Mine order, boolean anyPrice) {
        boolean ofBids = !order.buys();
        Map<Long, Long> taken = ofBids ? takenOfBids : takenOfAsks;
        Comparator<Long> bestFirst = ofBids ? Comparator.reverseOrder() : Comparator.naturalOrder();
        TreeMap<Long, Long> offers = new TreeMap<>(bestFirst);
        if (setting.book) {
            offers.putAll(ofBids ? bids : asks);
        } else if (best(ofBids) > 0) {
            offers.put(best(ofBids), ofBids ? bidSize : askSize);
        }
        List<long[]> lots = new ArrayList<>();
        offers.forEach((price, size) -> {
            if (anyPrice || order.accepts(price)) {
                long left = size == QueueModel.UNKNOWN ? Long.MAX_VALUE : size - taken.getOrDefault(price, 0L);
                lots.add(new long[] {price, Math.max(0, left) / setting.lot});
            }
        });
        return lots;
    }

    // Commands

    void submit(Wish wish) {
        orders.add(new Mine(wish));
    }

    void cancel(int id) {
        for (Mine order : List.copyOf(orders)) {
            if (order.wish.id() == id) {
                Mine other = order.other;
                leave(order);
                if (other != null) {
                    leave(other);
                }
            }
        }
    }

    void moveStop(int id, long stop) {
        orders.stream().filter(order -> order.wish.id() == id).forEach(order -> order.stop = stop);
    }

    void level(boolean ofBids, long price, long size) {
        TreeMap<Long, Long> side = ofBids ? bids : asks;
        if (size == 0) {
            side.remove(price);
        } else {
            side.put(price, size);
        }
        (ofBids ? takenOfBids : takenOfAsks).remove(price);
    }

    void clear() {
        bids.clear();
        asks.clear();
        takenOfBids.clear();
        takenOfAsks.clear();
    }

    void quote(long newBid, long newBidSize, long newAsk, long newAskSize) {
        if (!setting.book) {
            if (newBid != bid || newBidSize != bidSize) {
                takenOfBids.clear();
            }
            if (newAsk != ask || newAskSize != askSize) {
                takenOfAsks.clear();
            }
        }
        bid = newBid;
        bidSize = newBidSize;
        ask = newAsk;
        askSize = newAskSize;
    }

    void advanceTo(long time) {
        now = time;
        for (Mine order : List.copyOf(orders)) {
            if (order.here && order.arrived && now >= order.expiry) {
                expire(order);
            }
        }
    }

    void work() {
        while (true) {
            Mine next =
                    orders.stream().filter(order -> !order.arrived).findFirst().orElse(null);
            if (next == null) {
                return;
            }
            next.arrived = true;
            arrive(next);
        }
    }

    void trade(long price, long size, int aggressor) {
        last = price;
        long left = size;
        for (Mine order : List.copyOf(orders)) {
            if (order.here && order.arrived) {
                left -= meet(order, price, size, left, aggressor);
            }
        }
    }

    void offersChanged() {
        for (Mine order : List.copyOf(orders)) {
            if (order.here && order.arrived) {
                meetOffers(order);
            }
        }
    }

    void closeAt(long price) {
        for (Mine order : List.copyOf(orders)) {
            order.arrived = true;
            if (order.here && order.kind == RestingOrder.Kind.MARKET) {
                fill(order, price, order.left, false);
            }
        }
    }

    // An order arrives

    private void arrive(Mine order) {
        if (order.wish.day()) {
            order.expiry = (Math.floorDiv(now, DAY) + 1) * DAY;
        }
        if (now >= order.expiry) {
            expire(order);
        } else if (order.kind == RestingOrder.Kind.MARKET) {
            takeOrEnd(order, true);
        } else if (order.kind == RestingOrder.Kind.LIMIT) {
            arriveAsLimit(order);
        } else {
            long reference = setting.trades ? last : best(!order.buys());
            if (reference > 0 && order.isStoppedBy(reference)) {
                trigger(order, reference);
            }
        }
    }

    private void arriveAsLimit(Mine order) {
        if (setting.showsOffers()) {
            long offer = best(!order.buys());
            if (order.wish.postOnly() && offer > 0 && order.accepts(offer)) {
                refuse(order);
                return;
            }
            takeOrEnd(order, false);
        } else {
            order.waitsForFirstTrade = true;
        }
        if (order.here) {
            joinQueue(order);
        }
    }

    private void joinQueue(Mine order) {
        Place place = new Place();
        place.shows(shownAt(order.buys(), order.wish.limit()));
        order.place = place;
    }

    /** Takes what there is. Where offers are shown, what is immediate ends with that. */
    private void takeOrEnd(Mine order, boolean anyPrice) {
        if (!setting.showsOffers()) {
            return;
        }
        long there = 0;
        for (long[] offer : offersFor(order, anyPrice)) {
            there = offer[1] > Long.MAX_VALUE - there ? Long.MAX_VALUE : there + offer[1];
        }
        if (order.wish.whole() && there < order.left) {
            expire(order);
            return;
        }
        take(order, anyPrice, 0, false);
        if (order.here && order.wish.immediate()) {
            expire(order);
        }
    }

    private void take(Mine order, boolean anyPrice, long atPrice, boolean maker) {
        Map<Long, Long> taken = order.buys() ? takenOfAsks : takenOfBids;
        for (long[] offer : offersFor(order, anyPrice)) {
            long lots = Math.min(offer[1], order.left);
            if (order.here && lots > 0) {
                taken.merge(offer[0], lots * setting.lot, Long::sum);
                fill(order, atPrice == 0 ? offer[0] : atPrice, lots, maker);
            }
        }
    }

    private void trigger(Mine order, long price) {
        log.add("triggered " + order.wish.id() + " by " + price);
        boolean limited = order.kind == RestingOrder.Kind.STOP_LIMIT;
        order.kind = limited ? RestingOrder.Kind.LIMIT : RestingOrder.Kind.MARKET;
        if (setting.showsOffers()) {
            if (limited) {
                arriveAsLimit(order);
            } else {
                takeOrEnd(order, true);
            }
        } else if (limited) {
            // Only trades are known, and the one that triggers it is the first that it meets.
            meetFirstTrade(order, price);
            if (order.here) {
                joinQueue(order);
            }
        } else {
            fill(order, price, order.left, false);
        }
    }

    // Ticks

    private void meetFirstTrade(Mine order, long price) {
        order.waitsForFirstTrade = false;
        if (order.accepts(price)) {
            if (order.wish.postOnly()) {
                refuse(order);
            } else {
                fill(order, price, order.left, false);
            }
        } else if (order.wish.immediate()) {
            expire(order);
        }
    }

    /** @return how much of the trade was ours */
    private long meet(Mine order, long price, long size, long sizeLeft, int aggressor) {
        switch (order.kind) {
            case MARKET -> {
                if (!setting.showsOffers()) {
                    fill(order, price, order.left, false);
                }
                return 0;
            }
            case STOP, STOP_LIMIT -> {
                if (order.isStoppedBy(price)) {
                    trigger(order, price);
                }
                return 0;
            }
            case LIMIT -> {
                return meetAsLimit(order, price, size, sizeLeft, aggressor);
            }
        }
        throw new IllegalStateException();
    }

    private long meetAsLimit(Mine order, long price, long size, long sizeLeft, int aggressor) {
        if (order.waitsForFirstTrade) {
            meetFirstTrade(order, price);
            return 0;
        }
        if (order.isBetterThanLimit(price)) {
            fill(order, order.wish.limit(), order.left, true);
            return 0;
        }
        Place place = order.place;
        if (place == null || price != order.wish.limit() || aggressor == order.wish.sign()) {
            return 0;
        }
        long ahead = place.ahead();
        place.trades(size);
        if (ahead == QueueModel.NEVER) {
            return 0;
        }
        long reached = Math.max(0, Math.min(sizeLeft, size - ahead));
        long lots = Math.min((place.rest + reached) / setting.lot, order.left);
        if (lots == 0) {
            place.rest += reached;
            return reached;
        }
        place.rest = Math.min(setting.lot - 1, place.rest + reached - lots * setting.lot);
        fill(order, price, lots, true);
        return Math.min(reached, lots * setting.lot);
    }

    private void meetOffers(Mine order) {
        long offer = best(!order.buys());
        switch (order.kind) {
            case MARKET -> take(order, true, 0, false);
            case STOP, STOP_LIMIT -> {
                if (!setting.trades && offer > 0 && order.isStoppedBy(offer)) {
                    trigger(order, offer);
                }
            }
            case LIMIT -> {
                boolean comes =
                        offer > 0 && (setting.pessimistic ? order.isBetterThanLimit(offer) : order.accepts(offer));
                if (comes) {
                    take(order, false, order.wish.limit(), true);
                }
                Place place = order.place;
                if (order.here && place != null) {
                    long shown = shownAt(order.buys(), order.wish.limit());
                    if (shown != QueueModel.UNKNOWN) {
                        place.shows(shown);
                    }
                }
            }
        }
    }

    // What becomes of orders

    private void fill(Mine order, long price, long lots, boolean maker) {
        log.add("fill " + order.wish.id() + " " + lots + " @ " + price + (maker ? " maker" : " taker"));
        order.left -= lots;
        if (order.left == 0) {
            Mine other = order.other;
            leave(order);
            if (other != null) {
                leave(other);
                log.add("canceled " + other.wish.id());
            }
        }
        if (order.wish.exits() > 0) {
            Mine stop = new Mine(Wish.stopOf(nextExit--, order.wish.sign(), price, order.wish.exits(), lots));
            Mine target = new Mine(Wish.targetOf(nextExit--, order.wish.sign(), price, order.wish.exits(), lots));
            stop.other = target;
            target.other = stop;
            orders.add(stop);
            orders.add(target);
        }
    }

    private void expire(Mine order) {
        leave(order);
        log.add("expired " + order.wish.id());
    }

    private void refuse(Mine order) {
        leave(order);
        log.add("refused " + order.wish.id());
    }

    private void leave(Mine order) {
        order.here = false;
        orders.remove(order);
        if (order.other != null) {
            order.other.other = null;
        }
        order.other = null;
    }

    // For the comparison

    List<String> log() {
        return log;
    }

    /** Ids of those that are here. */
    List<Integer> here() {
        return orders.stream().map(order -> order.wish.id()).toList();
    }

    String state() {
        StringBuilder text = new StringBuilder();
        for (Mine order : orders) {
            text.append(order.wish.id())
                    .append(' ')
                    .append(order.kind)
                    .append(' ')
                    .append(order.left);
            Place place = order.place;
            if (place != null) {
                text.append(" behind ").append(place.ahead()).append(" rest ").append(place.rest);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
