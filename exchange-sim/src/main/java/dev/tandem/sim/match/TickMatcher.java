package dev.tandem.sim.match;

import dev.tandem.sim.book.LevelVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Decides which orders of one instrument are met by recorded ticks, and for how much.
 *
 * <p>An order that arrives meets what is recorded of that moment: a market order, and a limit that the other side reaches,
 * walks the book level by level, or takes what the quote shows; where only trades are recorded it waits for the next one. What
 * cannot be had waits for what comes, unless it is immediate. A limit that rests is filled by trades at its price once the
 * {@link QueueModel} says that nobody is ahead, by a trade through its price, and by the other side coming to it. Stops are
 * triggered by trades, or by bid and offer where no trades are recorded.
 *
 * <p>Orders that are submitted from within a callback wait for {@link #work}. Nothing is allocated in steady state.
 */
public final class TickMatcher implements OrderMatcher {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final RecordedMarket market;
    private final QueueModel queue;
    private final boolean throughOnly;
    private final long lotUnits;
    private final PartMatchListener listener;
    private final OrderQueue orders = new OrderQueue();
    private final Walk walk = new Walk(this);
    private int arrivals;
    private int timed;
    private boolean walking;
    private long now;
    private long lastTicks;

    /**
     * @param fills pessimistic: the other side has to come through a limit's price and not only to it
     * @param lotUnits a lot in 1e-8 of the base asset
     */
    public TickMatcher(
            RecordedMarket market, QueueModel queue, FillModel fills, long lotUnits, PartMatchListener listener) {
        this.market = market;
        this.queue = queue;
        this.throughOnly = fills == FillModel.PESSIMISTIC;
        this.lotUnits = lotUnits;
        this.listener = listener;
    }

    // Orders

    @Override
    public boolean isEmpty() {
        return orders.isEmpty();
    }

    @Override
    public void submit(RestingOrder order) {
        arrivals++;
        if (order.isTimed()) {
            timed++;
        }
        orders.add(order);
    }

    @Override
    public void submitPair(RestingOrder stop, RestingOrder limit) {
        stop.sibling = limit;
        limit.sibling = stop;
        submit(stop);
        submit(limit);
    }

    @Override
    public void remove(RestingOrder order) {
        if (!order.linked) {
            throw new IllegalStateException("not in the matcher");
        }
        orders.remove(order, walking);
        if (!order.arrived) {
            arrivals--;
        }
        if (order.isTimed()) {
            timed--;
        }
        RestingOrder sibling = order.sibling;
        if (sibling != null) {
            sibling.sibling = null;
            order.sibling = null;
        }
    }

    @Override
    public void moveStop(RestingOrder order, long stopTicks) {
        order.stopTicks = stopTicks;
    }

    // Time and ticks

    /** Time has come to here; orders whose time is over end. Before anything that happens then. */
    public void advanceTo(long timeNanos) {
        now = timeNanos;
        if (timed == 0) {
            return;
        }
        begin();
        for (RestingOrder order = orders.first(); order != null; order = orders.after(order)) {
            if (order.arrived && order.isTimed() && now >= order.expiryNanos) {
                remove(order);
                listener.onExpired(order);
            }
        }
        end();
    }

    /**
     * What has been submitted since the last call meets the market, and what follows from that, until nothing does.
     *
     * @return whether there was anything
     */
    public boolean work() {
        boolean any = arrivals > 0;
        while (arrivals > 0) {
            begin();
            for (RestingOrder order = orders.first(); order != null; order = orders.after(order)) {
                if (!order.arrived) {
                    arrivals--;
                    order.arrived = true;
                    arrive(order);
                }
            }
            end();
        }
        return any;
    }

    /**
     * Someone has traded.
     *
     * @param units how much
     * @param aggressor {@code +1} if the buyer took, {@code -1} if the seller did, 0 if that is not known
     */
    public void trade(long ticks, long units, int aggressor) {
        lastTicks = ticks;
        if (orders.isEmpty()) {
            return;
        }
        begin();
        long left = units;
        for (RestingOrder order = orders.first(); order != null; order = orders.after(order)) {
            if (order.arrived) {
                left -= meetTrade(order, ticks, units, left, aggressor);
            }
        }
        end();
    }

    /** The quote, or the book, has changed. */
    public void offersChanged() {
        if (orders.isEmpty()) {
            return;
        }
        begin();
        for (RestingOrder order = orders.first(); order != null; order = orders.after(order)) {
            if (order.arrived) {
                meetOffers(order);
            }
        }
        end();
    }

    /** Fills whatever market orders there are at a price: the end of a run. */
    public void closeAt(long ticks) {
        begin();
        for (RestingOrder order = orders.first(); order != null; order = orders.after(order)) {
            if (!order.arrived) {
                arrivals--;
                order.arrived = true;
            }
            if (order.kind == RestingOrder.Kind.MARKET) {
                fill(order, ticks, listener.leftLots(order), false);
            }
        }
        end();
    }

    private void begin() {
        if (walking) {
            throw new IllegalStateException("a tick cannot happen while another one does");
        }
        walking = true;
    }

    private void end() {
        orders.purge();
        walking = false;
    }

    // An order arrives

    private void arrive(RestingOrder order) {
        if (order.day) {
            order.expiryNanos = Math.floorDiv(now, DAY_NANOS) * DAY_NANOS + DAY_NANOS;
        }
        if (order.isTimed() && now >= order.expiryNanos) {
            remove(order);
            listener.onExpired(order);
            return;
        }
        switch (order.kind) {
            case MARKET -> takeOrWait(order, 0);
            case LIMIT -> arriveAsLimit(order);
            case STOP, STOP_LIMIT -> {
                long reference = reference(order);
                if (reference > 0 && order.reaches(reference)) {
                    trigger(order, reference);
                }
            }
        }
    }

    private void arriveAsLimit(RestingOrder order) {
        if (order.postOnly && market.showsOffers() && reaches(order)) {
            remove(order);
            listener.onPostOnlyWouldTake(order);
            return;
        }
        if (market.showsOffers()) {
            takeOrWait(order, order.limitTicks);
        }
        if (order.linked) {
            join(order);
        }
    }

    /** Whether the other side is at an order's limit or better. */
    private boolean reaches(RestingOrder order) {
        long offer = market.best(order.sign < 0);
        return offer > 0 && order.accepts(offer);
    }

    private void join(RestingOrder order) {
        order.seen = market.showsOffers();
        QueuePlace place = new QueuePlace();
        place.shown = market.shown(order.sign > 0, order.limitTicks);
        place.ahead = queue.joined(place.shown);
        order.place = place;
    }

    /** The price that triggers stops. */
    private long reference(RestingOrder order) {
        return market.hasTrades() ? lastTicks : market.best(order.sign < 0);
    }

    private void trigger(RestingOrder order, long ticks) {
        listener.onTriggered(order, ticks);
        if (order.kind == RestingOrder.Kind.STOP) {
            order.kind = RestingOrder.Kind.MARKET;
            if (market.showsOffers()) {
                takeOrWait(order, 0);
            } else {
                fill(order, ticks, listener.leftLots(order), false);
            }
        } else {
            order.kind = RestingOrder.Kind.LIMIT;
            if (market.showsOffers()) {
                arriveAsLimit(order);
            } else {
                // The trade that triggers it is the first one that it meets.
                meetFirstTrade(order, ticks);
                if (order.linked) {
                    join(order);
                    order.seen = true;
                }
            }
        }
    }

    // Taking

    /** @param limitTicks how far; 0 for however far */
    private void takeOrWait(RestingOrder order, long limitTicks) {
        if (market.showsOffers()) {
            if (order.wholeOrNothing && available(order, limitTicks) < listener.leftLots(order)) {
                remove(order);
                listener.onExpired(order);
                return;
            }
            take(order, limitTicks, 0, false);
        }
        // Where only trades are known, the next one is what an immediate order meets.
        if (order.linked && order.immediate && market.showsOffers()) {
            remove(order);
            listener.onExpired(order);
        }
    }

    /** How many lots could be had at once. */
    private long available(RestingOrder order, long limitTicks) {
        walk.start(order, limitTicks, true, 0, false);
        offers(order);
        return walk.lots;
    }

    /** @param atTicks the price of the fills; 0 for that of each level */
    private void take(RestingOrder order, long limitTicks, long atTicks, boolean maker) {
        walk.start(order, limitTicks, false, atTicks, maker);
        offers(order);
    }

    private void offers(RestingOrder order) {
        boolean bid = order.sign < 0;
        if (market.isBook()) {
            market.levels(bid, walk);
        } else if (market.best(bid) > 0) {
            walk.offer(market.best(bid), market.topUnits(bid));
        }
    }

    /** Goes through what the other side offers, best first. One object for all orders. */
    private static final class Walk implements LevelVisitor {
        private final TickMatcher matcher;
        private @Nullable RestingOrder order;
        private long limitTicks;
        private boolean countOnly;
        private long atTicks;
        private boolean maker;
        private long lots;

        Walk(TickMatcher matcher) {
            this.matcher = matcher;
        }

        void start(RestingOrder who, long limit, boolean count, long at, boolean makes) {
            order = who;
            limitTicks = limit;
            countOnly = count;
            atTicks = at;
            maker = makes;
            lots = 0;
        }

        @Override
        public boolean onLevel(long ticks, long units, int orderCount) {
            RestingOrder who = order;
            return who != null && offer(ticks, Math.max(0, units - matcher.market.takenAt(who.sign < 0, ticks)));
        }

        boolean offer(long ticks, long units) {
            RestingOrder who = order;
            if (who == null || !who.linked) {
                return false;
            }
            boolean within = limitTicks == 0 || who.accepts(ticks);
            if (!within) {
                return false;
            }
            long can = units / matcher.lotUnits;
            if (countOnly) {
                lots = can > Long.MAX_VALUE - lots ? Long.MAX_VALUE : lots + can;
                return true;
            }
            long got = Math.min(can, matcher.listener.leftLots(who));
            if (got > 0) {
                matcher.market.take(who.sign < 0, ticks, got * matcher.lotUnits);
                matcher.fill(who, atTicks == 0 ? ticks : atTicks, got, maker);
            }
            return who.linked;
        }
    }

    // Resting

    /** @return how much of the trade was ours, in 1e-8 */
    private long meetTrade(RestingOrder order, long ticks, long units, long unitsLeft, int aggressor) {
        switch (order.kind) {
            case MARKET -> {
                if (!market.showsOffers()) {
                    fill(order, ticks, listener.leftLots(order), false);
                }
            }
            case STOP, STOP_LIMIT -> {
                if (order.reaches(ticks)) {
                    trigger(order, ticks);
                }
            }
            case LIMIT -> {
                return meetTradeAsLimit(order, ticks, units, unitsLeft, aggressor);
            }
        }
        return 0;
    }

    /** Only trades are known, and this is the first one that it meets: as at the open of a bar. */
    private void meetFirstTrade(RestingOrder order, long ticks) {
        order.seen = true;
        if (order.accepts(ticks)) {
            if (order.postOnly) {
                remove(order);
                listener.onPostOnlyWouldTake(order);
            } else {
                fill(order, ticks, listener.leftLots(order), false);
            }
        } else if (order.immediate) {
            remove(order);
            listener.onExpired(order);
        }
    }

    private long meetTradeAsLimit(RestingOrder order, long ticks, long units, long unitsLeft, int aggressor) {
        if (!order.seen) {
            meetFirstTrade(order, ticks);
            return 0;
        }
        if (order.isTradedThrough(ticks)) {
            fill(order, order.limitTicks, listener.leftLots(order), true);
            return 0;
        }
        QueuePlace place = order.place;
        if (place == null || ticks != order.limitTicks || aggressor == order.sign) {
            return 0;
        }
        place.tradedSince += units;
        if (place.ahead == QueueModel.NEVER) {
            return 0;
        }
        long reached = Math.max(0, Math.min(unitsLeft, units - place.ahead));
        place.ahead = Math.max(0, place.ahead - units);
        long lots = Math.min((reached + place.rest) / lotUnits, listener.leftLots(order));
        if (lots == 0) {
            place.rest += reached;
            return reached;
        }
        place.rest = Math.min(reached + place.rest - lots * lotUnits, lotUnits - 1);
        fill(order, order.limitTicks, lots, true);
        return Math.min(reached, lots * lotUnits);
    }

    private void meetOffers(RestingOrder order) {
        switch (order.kind) {
            case MARKET -> take(order, 0, 0, false);
            case STOP, STOP_LIMIT -> {
                if (!market.hasTrades()) {
                    long offer = market.best(order.sign < 0);
                    if (offer > 0 && order.reaches(offer)) {
                        trigger(order, offer);
                    }
                }
            }
            case LIMIT -> meetOffersAsLimit(order);
        }
    }

    private void meetOffersAsLimit(RestingOrder order) {
        long offer = market.best(order.sign < 0);
        boolean comes = offer > 0 && (throughOnly ? order.isTradedThrough(offer) : order.accepts(offer));
        if (comes) {
            take(order, order.limitTicks, order.limitTicks, true);
            if (!order.linked) {
                return;
            }
        }
        long shown = market.shown(order.sign > 0, order.limitTicks);
        QueuePlace place = order.place;
        if (place == null || shown == QueueModel.UNKNOWN) {
            return;
        }
        long before = place.shown;
        if (before == QueueModel.UNKNOWN) {
            place.ahead = queue.joined(shown);
        } else if (place.ahead != QueueModel.NEVER) {
            long gone = before - place.tradedSince - shown;
            if (gone > 0) {
                place.ahead = Math.max(0, queue.canceled(place.ahead, before, Math.min(gone, before)));
            }
            place.ahead = Math.min(place.ahead, shown);
        }
        place.shown = shown;
        place.tradedSince = 0;
    }

    private void fill(RestingOrder order, long ticks, long lots, boolean maker) {
        if (lots > 0) {
            listener.onPartMatch(order, ticks, lots, maker);
        }
    }
}
