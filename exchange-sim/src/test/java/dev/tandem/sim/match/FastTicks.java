package dev.tandem.sim.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real matcher behind the commands of {@link SlowTicks}: what its owner does with matches is as at the exchange. */
final class FastTicks implements PartMatchListener {
    final RecordedMarket market;
    final TickMatcher matcher;
    private final List<String> log = new ArrayList<>();
    private final Map<Integer, Mine> orders = new LinkedHashMap<>();
    private int nextExit = -1;

    private static final class Mine extends RestingOrder {
        final Wish wish;
        long left;

        Mine(Wish wish) {
            super(
                    wish.sign(),
                    wish.kind(),
                    wish.limit(),
                    wish.stop(),
                    wish.immediate(),
                    wish.day(),
                    wish.expiry(),
                    wish.postOnly(),
                    false);
            this.wish = wish;
            this.left = wish.lots();
            this.wholeOrNothing = wish.whole();
        }
    }

    FastTicks(SlowTicks.Setting setting) {
        market = new RecordedMarket(setting.book(), setting.quotes(), setting.trades());
        FillModel fills = setting.pessimistic() ? FillModel.PESSIMISTIC : FillModel.REALISTIC;
        matcher = new TickMatcher(market, setting.queue(), fills, setting.lot(), this);
    }

    void submit(Wish wish) {
        Mine order = new Mine(wish);
        orders.put(wish.id(), order);
        matcher.submit(order);
    }

    void cancel(int id) {
        Mine order = orders.get(id);
        if (order != null) {
            RestingOrder sibling = order.sibling();
            leave(order);
            if (sibling != null) {
                leave((Mine) sibling);
            }
        }
    }

    void moveStop(int id, long stop) {
        Mine order = orders.get(id);
        if (order != null) {
            matcher.moveStop(order, stop);
        }
    }

    private void leave(Mine order) {
        if (order.isLinked()) {
            matcher.remove(order);
        }
        orders.remove(order.wish.id());
    }

    @Override
    public void onPartMatch(RestingOrder resting, long ticks, long lots, boolean maker) {
        Mine order = (Mine) resting;
        log.add("fill " + order.wish.id() + " " + lots + " @ " + ticks + (maker ? " maker" : " taker"));
        order.left -= lots;
        if (order.left == 0) {
            @Nullable RestingOrder sibling = order.sibling();
            leave(order);
            if (sibling != null) {
                leave((Mine) sibling);
                log.add("canceled " + ((Mine) sibling).wish.id());
            }
        }
        if (order.wish.exits() > 0) {
            Mine stop = new Mine(Wish.stopOf(nextExit--, order.wish.sign(), ticks, order.wish.exits(), lots));
            Mine target = new Mine(Wish.targetOf(nextExit--, order.wish.sign(), ticks, order.wish.exits(), lots));
            orders.put(stop.wish.id(), stop);
            orders.put(target.wish.id(), target);
            matcher.submitPair(stop, target);
        }
    }

    @Override
    public void onMatch(RestingOrder order, long priceTicks, boolean maker) {
        throw new IllegalStateException("ticks match parts");
    }

    @Override
    public long leftLots(RestingOrder order) {
        return ((Mine) order).left;
    }

    @Override
    public void onTriggered(RestingOrder order, long ticks) {
        log.add("triggered " + ((Mine) order).wish.id() + " by " + ticks);
    }

    @Override
    public void onExpired(RestingOrder order) {
        leave((Mine) order);
        log.add("expired " + ((Mine) order).wish.id());
    }

    @Override
    public void onPostOnlyWouldTake(RestingOrder order) {
        leave((Mine) order);
        log.add("refused " + ((Mine) order).wish.id());
    }

    @Override
    public void onBothLegsTouched(RestingOrder stop) {
        throw new IllegalStateException("there is no bar");
    }

    List<String> log() {
        return log;
    }

    String state() {
        StringBuilder text = new StringBuilder();
        for (Mine order : orders.values()) {
            text.append(order.wish.id())
                    .append(' ')
                    .append(order.kind())
                    .append(' ')
                    .append(order.left);
            QueuePlace place = order.place;
            if (place != null) {
                text.append(" behind ").append(place.ahead).append(" rest ").append(place.rest);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
