package dev.tandem.xchange;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Side;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders of this session and what became of each: counts every fill once, by the venue's trade id, and tells the
 * listener in the order in which things became known. Safe for any thread; nothing here talks to the network.
 */
final class LiveOrders {
    private static final Logger LOG = LoggerFactory.getLogger(LiveOrders.class);
    private static final int ENDED_THAT_ARE_KEPT = 10_000;

    private final Map<ClientOrderId, LiveOrder> open = new LinkedHashMap<>();
    private final Map<ClientOrderId, LiveOrder> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientOrderId, LiveOrder> eldest) {
            return size() > ENDED_THAT_ARE_KEPT;
        }
    };
    private final VenueClock clock;
    private final FeeInQuote fees;
    private @Nullable ExecutionListener listener;

    LiveOrders(VenueClock clock, FeeInQuote fees) {
        this.clock = clock;
        this.fees = fees;
    }

    synchronized void reportTo(ExecutionListener reports) {
        listener = reports;
    }

    /** Nobody is told anything from now on; a report that is under way is over when this returns. */
    synchronized void beSilent() {
        listener = null;
    }

    private void report(ExecutionReport report) {
        if (listener != null) {
            listener.onReport(report);
        }
    }

    // What there is

    synchronized @Nullable LiveOrder open(ClientOrderId id) {
        return open.get(id);
    }

    /** Open, or ended in this session. */
    synchronized @Nullable LiveOrder find(ClientOrderId id) {
        LiveOrder order = open.get(id);
        return order != null ? order : ended.get(id);
    }

    synchronized void add(LiveOrder order) {
        ended.remove(order.id);
        open.put(order.id, order);
    }

    /** It was never there. */
    synchronized void forget(LiveOrder order) {
        open.remove(order.id);
        order.status = OrderStatus.REJECTED;
        ended.put(order.id, order);
    }

    /** What the venue is known to have, oldest first. */
    synchronized List<LiveOrder> working() {
        return open.values().stream()
                .filter(order -> order.status != OrderStatus.PENDING_NEW && order.status != OrderStatus.UNCONFIRMED)
                .filter(order -> !order.held)
                .toList();
    }

    synchronized List<LiveOrder> unconfirmed() {
        return open.values().stream()
                .filter(order -> order.status == OrderStatus.UNCONFIRMED)
                .toList();
    }

    /**
     * The order of which nobody knows what became, and that stands in the way of another; null if none does. What only
     * reduces may pass when all that is unknown is on the other side: it cannot close more than is held.
     */
    synchronized @Nullable LiveOrder inTheWayOf(Instrument instrument, Side side, boolean reduceOnly) {
        for (LiveOrder order : open.values()) {
            if (order.status == OrderStatus.UNCONFIRMED
                    && order.instrument.symbol().equals(instrument.symbol())
                    && !(reduceOnly && order.side != side)) {
                return order;
            }
        }
        return null;
    }

    /** What was traded in this session. */
    synchronized Set<Instrument> traded() {
        Set<Instrument> traded = new LinkedHashSet<>();
        Stream.concat(ended.values().stream(), open.values().stream()).forEach(order -> traded.add(order.instrument));
        return traded;
    }

    // What the venue's stream tells of them

    /**
     * Whether an event tells more of an order than is known, so that it has to be asked for. While a request about the order
     * is under way its answer is waited for: most events are about what we have just asked for ourselves.
     */
    synchronized boolean isNews(News.OfOrder news) {
        LiveOrder order = open.get(ClientOrderId.parse(news.clientId()));
        if (order == null) {
            return false;
        }
        if (order.underWay > 0) {
            order.meanwhile.add(news);
            return false;
        }
        return tellsMore(news, order);
    }

    private static boolean tellsMore(News.OfOrder news, LiveOrder order) {
        if (order.held || order.status == OrderStatus.UNCONFIRMED) {
            return true;
        }
        // Its name may have been that of an order before it, which was taken back.
        boolean another =
                !order.orderId.equals(OrderId.NONE) && !order.orderId.toString().equals(news.orderId());
        return !another
                && (news.over() || order.instrument.roundedLots(news.executed(), RoundingMode.DOWN) > order.filledLots);
    }

    /** A request about it goes out. */
    synchronized void asked(LiveOrder order) {
        order.underWay++;
    }

    /**
     * The answer has been taken note of, or there is none.
     *
     * @return whether the stream has told more of the order meanwhile
     */
    synchronized boolean answered(LiveOrder order) {
        order.underWay--;
        if (order.underWay > 0) {
            return false;
        }
        boolean more = open.get(order.id) == order && order.meanwhile.stream().anyMatch(news -> tellsMore(news, order));
        order.meanwhile.clear();
        return more;
    }

    // What becomes of them

    /** The venue has it. */
    synchronized void accepted(LiveOrder order, VenueOrder view, boolean tell) {
        boolean news = order.status == OrderStatus.PENDING_NEW || order.status == OrderStatus.UNCONFIRMED;
        order.orderId = view.orderId();
        order.changedNanos = view.timeNanos();
        if (news) {
            order.status = order.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
            if (tell) {
                report(new ExecutionReport.Accepted(order.id, order.orderId, view.timeNanos()));
            }
        }
    }

    synchronized void unconfirmed(LiveOrder order) {
        order.status = OrderStatus.UNCONFIRMED;
    }

    /** Takes note of fills without telling: they were there before this session. */
    synchronized void known(LiveOrder order, List<VenueFill> fills) {
        for (VenueFill fill : fills) {
            if (order.trades.add(fill.tradeId())) {
                count(order, fill, lots(order, fill), 0);
            }
        }
    }

    /** Tells of the fills that are new. */
    void fills(LiveOrder order, List<VenueFill> fills) {
        // A fee in a third asset may have to be asked for: not while others wait.
        Map<VenueFill, Long> feesInQuote = new HashMap<>();
        for (VenueFill fill : fills) {
            feesInQuote.put(fill, fees.of(fill, order.instrument));
        }
        tell(order, fills, feesInQuote);
    }

    private synchronized void tell(LiveOrder order, List<VenueFill> fills, Map<VenueFill, Long> feesInQuote) {
        List<VenueFill> inTime = new ArrayList<>(fills);
        inTime.sort(Comparator.comparingLong(VenueFill::timeNanos)
                .thenComparingLong(fill -> fill.tradeId().number()));
        for (VenueFill fill : inTime) {
            if (!order.trades.add(fill.tradeId())) {
                continue;
            }
            long lots = lots(order, fill);
            if (lots <= 0) {
                continue;
            }
            long fee = feesInQuote.getOrDefault(fill, 0L);
            count(order, fill, lots, fee);
            long baseFee = baseFee(order, fill);
            Fill told = new Fill(
                    fill.tradeId(),
                    order.instrument,
                    order.id,
                    fill.orderId(),
                    order.side,
                    order.instrument.roundedTicks(fill.price(), RoundingMode.HALF_EVEN),
                    lots,
                    baseFee > 0 ? 0 : fee,
                    fill.liquidity(),
                    fill.timeNanos(),
                    baseFee);
            report(new ExecutionReport.Filled(told, order.leaves()));
        }
    }

    /** What was taken of the traded asset itself; 0 if the fee is in another one. */
    private static long baseFee(LiveOrder order, VenueFill fill) {
        return fill.feeAsset().equals(order.instrument.base()) && fill.fee().signum() > 0
                ? Money.of(fill.fee().setScale(Money.SCALE, RoundingMode.UP))
                : 0;
    }

    private static long lots(LiveOrder order, VenueFill fill) {
        return order.instrument.roundedLots(fill.quantity(), RoundingMode.DOWN);
    }

    private static void count(LiveOrder order, VenueFill fill, long lots, long fee) {
        order.filledLots = Math.addExact(order.filledLots, lots);
        order.fees = Math.addExact(order.fees, fee);
        order.paid = order.paid.add(fill.price().multiply(fill.quantity()));
        order.changedNanos = Math.max(order.changedNanos, fill.timeNanos());
        if (order.status != OrderStatus.UNCONFIRMED) {
            order.status = order.leaves() == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        }
    }

    /**
     * The venue says that it is over, and its fills are all counted.
     *
     * @param reason for a cancel; null for the venue's own
     */
    synchronized void end(LiveOrder order, OrderStatus status, @Nullable String reason, long timeNanos) {
        boolean ourOwnDoing = order.takingBack && status == OrderStatus.CANCELED;
        if (ourOwnDoing || !open.remove(order.id, order)) {
            return;
        }
        order.status = status;
        order.changedNanos = timeNanos;
        ended.put(order.id, order);
        switch (status) {
            case FILLED -> {
                if (order.missingLots > 0) {
                    LOG.info(
                            "{} sold all that was free; {} {} of dust remain",
                            order.id,
                            order.instrument.quantity(order.missingLots).toPlainString(),
                            order.instrument.base());
                    report(new ExecutionReport.Canceled(order.id, "reduce-only", timeNanos));
                }
            }
            case CANCELED ->
                report(new ExecutionReport.Canceled(order.id, reason == null ? "venue" : reason, timeNanos));
            case EXPIRED -> {
                if (order.sibling != null) {
                    report(new ExecutionReport.Canceled(order.id, "oco", timeNanos));
                } else {
                    report(new ExecutionReport.Expired(order.id, reason == null ? "time-in-force" : reason, timeNanos));
                }
            }
            case REJECTED ->
                report(new ExecutionReport.Rejected(
                        order.id, "", reason == null ? "rejected by the venue" : reason, timeNanos));
            default -> throw new IllegalArgumentException("not an end: " + status);
        }
    }

    /** It was canceled to be sent again in another form: the listener is not told of that. */
    synchronized void withdraw(LiveOrder order) {
        order.takingBack = false;
        if (open.remove(order.id, order)) {
            ended.put(order.id, order);
        }
    }

    /**
     * It is about to be canceled, to be sent again in another form. Who looks after the orders meanwhile and sees it
     * canceled leaves it alone, until {@link #withdraw} or until it turns out that it rests as before.
     */
    synchronized void takingBack(LiveOrder order, boolean begins) {
        order.takingBack = begins;
    }

    /** Whether it was withdrawn, and nothing has taken its place yet. */
    synchronized boolean isWithdrawn(LiveOrder order) {
        return !open.containsKey(order.id) && !order.status.isTerminal();
    }

    /** It was withdrawn, and nothing took its place. */
    synchronized void endWithdrawn(LiveOrder order, String reason, long timeNanos) {
        if (!open.containsKey(order.id) && !order.status.isTerminal()) {
            open.put(order.id, order);
            end(order, OrderStatus.CANCELED, reason, timeNanos);
        }
    }

    /** Everything agrees that it never arrived. */
    synchronized void neverArrived(LiveOrder order, String message) {
        if (open.remove(order.id, order)) {
            order.status = OrderStatus.REJECTED;
            ended.put(order.id, order);
            report(new ExecutionReport.Rejected(order.id, "never-arrived", message, clock.nanos()));
        }
    }
}
