package dev.tandem.sim.match;

import org.jspecify.annotations.Nullable;

/**
 * Decides which orders of one instrument are met by a bar, and in which order.
 *
 * <p>A bar has two steps. {@link #open}: everything marketable at the open is met there, in order of submission; exits
 * that follow from a fill meet the open as well. {@link #rest}: what arrived meanwhile meets the open price; then stops
 * that the bar reaches, then limits, ties by submission.
 *
 * <p>What arrives between bars works from the next bar on. What arrives inside a bar, because of a fill there, works
 * from the next bar on too, except a protective stop, which counts as reached when the bar's range reaches it (and,
 * when optimistic, a protective limit).
 */
public final class BarMatcher implements OrderMatcher {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private enum Phase {
        BETWEEN,
        EXPIRY,
        OPEN,
        /** The open has been met, the rest of the bar has not. */
        AFTER_OPEN,
        ARRIVALS,
        STOPS,
        LIMITS
    }

    private final MatchListener listener;
    private final FillModel model;
    private final OrderQueue orders = new OrderQueue();
    private Phase phase = Phase.BETWEEN;
    private long bar;
    private int timed;
    private int immediate;
    private int afterOpen;
    private long currentTicks;

    public BarMatcher(FillModel model, MatchListener listener) {
        this.model = model;
        this.listener = listener;
    }

    /** Whether a bar can pass without anything to decide. */
    @Override
    public boolean isEmpty() {
        return orders.isEmpty();
    }

    // Orders

    @Override
    public void submit(RestingOrder order) {
        boolean nextBar = phase == Phase.BETWEEN || (phase == Phase.EXPIRY && !order.protective);
        boolean sameOpen = (phase == Phase.OPEN || phase == Phase.EXPIRY) && order.protective;
        boolean afterThisOpen = (phase == Phase.OPEN && !order.protective) || phase == Phase.AFTER_OPEN;
        order.fromOpenOf = nextBar ? bar + 1 : sameOpen ? bar : bar + 1;
        order.fromInsideOf = nextBar || !(sameOpen || afterThisOpen || worksInsideAtOnce(order)) ? bar + 1 : bar;
        if (!nextBar) {
            order.arrivalTicks = currentTicks;
        }
        if (afterThisOpen) {
            order.arrivedAfterOpen = true;
            afterOpen++;
        }
        if (order.isTimed()) {
            timed++;
        }
        if (order.immediate) {
            immediate++;
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
        orders.remove(order, phase != Phase.BETWEEN && phase != Phase.AFTER_OPEN);
        if (order.isTimed()) {
            timed--;
        }
        if (order.immediate) {
            immediate--;
        }
        if (order.arrivedAfterOpen) {
            order.arrivedAfterOpen = false;
            afterOpen--;
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

    private boolean worksInsideAtOnce(RestingOrder order) {
        if (!order.protective) {
            return false;
        }
        return order.kind == RestingOrder.Kind.STOP
                || (order.kind == RestingOrder.Kind.LIMIT
                        && (phase == Phase.ARRIVALS || model == FillModel.OPTIMISTIC));
    }

    // Bars

    /** The first step of a bar: its open. */
    public void open(long timeNanos, long open) {
        bar++;
        currentTicks = open;
        if (orders.isEmpty()) {
            phase = Phase.AFTER_OPEN;
            return;
        }
        phase = Phase.EXPIRY;
        if (timed > 0) {
            expire(timeNanos);
        }
        phase = Phase.OPEN;
        RestingOrder order = orders.first();
        while (order != null) {
            if (order.fromOpenOf <= bar) {
                meetOpen(order, open);
            }
            order = orders.after(order);
        }
        if (immediate > 0) {
            endImmediate();
        }
        orders.purge();
        currentTicks = open;
        phase = Phase.AFTER_OPEN;
    }

    /** The second step of a bar: from its open to its close. */
    public void rest(long open, long high, long low) {
        if (orders.isEmpty()) {
            nothingRests();
            return;
        }
        arrivals(open);
        inside(high, low);
    }

    /**
     * The first part of {@link #rest}: what arrived since the open meets its price. Whatever is submitted between this and
     * {@link #inside} works from the next bar on: where bars of several instruments overlap, time passes there.
     */
    public void arrivals(long open) {
        if (afterOpen > 0) {
            phase = Phase.ARRIVALS;
            meetArrivals(open);
            orders.purge();
        }
        phase = Phase.BETWEEN;
    }

    /** The second part of {@link #rest}: what the bar's range reaches. */
    public void inside(long high, long low) {
        if (orders.isEmpty()) {
            return;
        }
        phase = Phase.STOPS;
        RestingOrder order = orders.first();
        while (order != null) {
            if (order.fromInsideOf <= bar) {
                meetStop(order, order.sign > 0 ? high : low, order.sign > 0 ? low : high);
            }
            order = orders.after(order);
        }
        phase = Phase.LIMITS;
        order = orders.first();
        while (order != null) {
            if (order.fromInsideOf <= bar
                    && order.kind == RestingOrder.Kind.LIMIT
                    && touches(order, order.sign > 0 ? low : high)) {
                RestingOrder last = orders.last();
                match(order, order.limitTicks, true);
                meetArrivedStops(last, high, low);
            }
            order = orders.after(order);
        }
        orders.purge();
        phase = Phase.BETWEEN;
    }

    /** The second step of a bar in which there is nothing to decide. */
    public void nothingRests() {
        phase = Phase.BETWEEN;
    }

    /** The stops of what a limit has opened a moment ago. */
    private void meetArrivedStops(@Nullable RestingOrder before, long high, long low) {
        RestingOrder order = before == null ? null : orders.after(before);
        while (order != null) {
            if (order.fromInsideOf <= bar) {
                meetStop(order, order.sign > 0 ? high : low, order.sign > 0 ? low : high);
            }
            order = orders.after(order);
        }
    }

    private void expire(long timeNanos) {
        RestingOrder order = orders.first();
        while (order != null) {
            if (order.day && order.expiryNanos == RestingOrder.DAY_NOT_STARTED) {
                order.expiryNanos = Math.floorDiv(timeNanos, DAY_NANOS) * DAY_NANOS + DAY_NANOS;
            } else if (order.isTimed() && timeNanos >= order.expiryNanos) {
                remove(order);
                listener.onExpired(order);
            }
            order = orders.after(order);
        }
    }

    private void endImmediate() {
        RestingOrder order = orders.first();
        while (order != null) {
            if (order.immediate && order.fromOpenOf <= bar) {
                remove(order);
                listener.onExpired(order);
            }
            order = orders.after(order);
        }
    }

    private void meetArrivals(long open) {
        RestingOrder order = orders.first();
        while (order != null) {
            if (order.arrivedAfterOpen) {
                order.arrivedAfterOpen = false;
                afterOpen--;
                boolean ends = order.immediate;
                meetOpen(order, open);
                if (ends && order.linked) {
                    remove(order);
                    listener.onExpired(order);
                }
            }
            order = orders.after(order);
        }
    }

    private void meetOpen(RestingOrder order, long open) {
        boolean first = !order.seen;
        order.seen = true;
        switch (order.kind) {
            case MARKET -> match(order, open, false);
            case LIMIT -> meetOpenAsLimit(order, open, first);
            case STOP -> {
                if (order.reaches(open)) {
                    match(order, open, false);
                }
            }
            case STOP_LIMIT -> {
                if (order.reaches(open)) {
                    order.kind = RestingOrder.Kind.LIMIT;
                    listener.onTriggered(order, open);
                    meetOpenAsLimit(order, open, true);
                }
            }
        }
    }

    private void meetOpenAsLimit(RestingOrder order, long open, boolean first) {
        if (first && !isTakeProfit(order)) {
            if (order.accepts(open)) {
                if (order.postOnly) {
                    remove(order);
                    listener.onPostOnlyWouldTake(order);
                } else {
                    match(order, open, false);
                }
            }
        } else if (touches(order, open)) {
            match(order, open, !first);
        }
    }

    /** A take-profit rests by nature, also at its first open. */
    private static boolean isTakeProfit(RestingOrder order) {
        return order.protective && order.kind == RestingOrder.Kind.LIMIT;
    }

    /**
     * @param far how far the bar went against the order's stop
     * @param near how far it went in favor of the order's limit
     */
    private void meetStop(RestingOrder order, long far, long near) {
        if (order.kind != RestingOrder.Kind.STOP && order.kind != RestingOrder.Kind.STOP_LIMIT) {
            return;
        }
        if (!order.reaches(far)) {
            return;
        }
        if (order.kind == RestingOrder.Kind.STOP_LIMIT) {
            listener.onTriggered(order, order.stopTicks);
            if (order.accepts(order.stopTicks)) {
                match(order, order.stopTicks, false);
            } else {
                order.kind = RestingOrder.Kind.LIMIT;
                order.seen = true;
                order.fromInsideOf = bar + 1;
            }
            return;
        }
        RestingOrder target = order.sibling;
        if (target != null && target.fromInsideOf <= bar && touches(target, near)) {
            listener.onBothLegsTouched(order);
            if (model == FillModel.OPTIMISTIC) {
                return;
            }
        }
        // One that was beyond the market when it arrived goes at the price it arrived at.
        boolean atOnce = order.fromOpenOf > bar && order.reaches(order.arrivalTicks);
        match(order, atOnce ? order.arrivalTicks : order.stopTicks, false);
    }

    private boolean touches(RestingOrder limit, long ticks) {
        return model == FillModel.PESSIMISTIC ? limit.isTradedThrough(ticks) : limit.accepts(ticks);
    }

    private void match(RestingOrder order, long ticks, boolean maker) {
        currentTicks = ticks;
        listener.onMatch(order, ticks, maker);
        if (order.linked) {
            goOnNextBar(order);
        }
    }

    /** There was not enough of the bar for all of an order: what is left of it goes on in the next one. */
    private void goOnNextBar(RestingOrder order) {
        if (!order.left) {
            throw new IllegalStateException("a matched order was left in the matcher");
        }
        order.left = false;
        order.seen = true;
        order.fromInsideOf = bar + 1;
        if (order.kind == RestingOrder.Kind.STOP) {
            order.kind = RestingOrder.Kind.MARKET;
        } else if (order.kind == RestingOrder.Kind.STOP_LIMIT) {
            order.kind = RestingOrder.Kind.LIMIT;
        }
    }
}
