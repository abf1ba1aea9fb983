package dev.tandem.xchange;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.OrderStatus;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after orders: asks the venue how they are, fetches fills that are not counted yet, and finds out what became of
 * orders whose answer was lost. One round at a time, whoever starts it.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** So many orders are asked for one by one; if there are more, one question about all is cheaper. */
    private static final int FEW = 3;

    private final Correspondent venue;
    private final LiveOrders orders;
    private final VenueClock clock;
    private final Duration settleTime;
    private final ConcurrentLinkedQueue<Inquiry> inquiries = new ConcurrentLinkedQueue<>();
    private final Object round = new Object();
    private final long intervalNanos;
    private final Set<ClientOrderId> rung = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean all = new AtomicBoolean();
    private long allNanos;
    private volatile Pulse.@Nullable Beat beat;
    private volatile long heardNanos;
    private volatile @Nullable VenueError trouble;
    private volatile @Nullable HeldOrders targets;

    /** @param interval how often all orders are asked for, whatever is heard of some of them */
    Watch(Correspondent venue, LiveOrders orders, VenueClock clock, Duration settleTime, Duration interval) {
        this.intervalNanos = interval.toNanos();
        this.venue = venue;
        this.orders = orders;
        this.clock = clock;
        this.settleTime = settleTime;
        this.heardNanos = clock.nanos();
    }

    void beat(Pulse.Beat pulse) {
        beat = pulse;
    }

    /** Looked after in each round, too. */
    void lookAfter(HeldOrders held) {
        targets = held;
    }

    /** When the venue last told how the orders are. */
    long heardNanos() {
        return heardNanos;
    }

    /** What went wrong in the last round; null if nothing did. */
    @Nullable
    VenueError trouble() {
        return trouble;
    }

    /** The venue is to be asked about it until everything agrees. */
    void inquire(LiveOrder order) {
        inquiries.add(new Inquiry(order, clock, settleTime));
        soon();
    }

    /** The venue's stream has told something. */
    void heard(News news) {
        switch (news) {
            case News.Nothing nothing -> {}
            case News.Anything anything -> soon();
            case News.OfOrder order -> {
                if (orders.isNews(order)) {
                    rung.add(ClientOrderId.parse(order.clientId()));
                    wake();
                }
            }
        }
    }

    /** This order is looked after as soon as possible. */
    void soon(LiveOrder order) {
        rung.add(order.id);
        wake();
    }

    /** All orders are looked after as soon as possible, not only when it is time again. */
    void soon() {
        all.set(true);
        wake();
    }

    private void wake() {
        Pulse.Beat pulse = beat;
        if (pulse != null) {
            pulse.now();
        }
    }

    void measureClock() {
        try {
            venue.measureClock();
        } catch (VenueException e) {
            LOG.warn("the venue's clock cannot be measured: {}", e.error().text());
        }
    }

    // One order

    /** Brings an order up to what the venue says; false if the fills that it says are not all there yet. */
    boolean settle(LiveOrder order, VenueOrder view) throws VenueException {
        return settle(order, view, null);
    }

    /** @param reason why it was canceled, if it was; null if it was not us */
    boolean settle(LiveOrder order, VenueOrder view, @Nullable String reason) throws VenueException {
        if (!count(order, view)) {
            return false;
        }
        if (view.status().isTerminal()) {
            orders.end(order, view.status(), reason, view.timeNanos());
        }
        return true;
    }

    /** Counts the fills of an order as far as the venue says that there are any; false if some are missing. */
    boolean count(LiveOrder order, VenueOrder view) throws VenueException {
        long executed = order.instrument.roundedLots(view.executed(), RoundingMode.DOWN);
        if (executed > order.filledLots) {
            orders.fills(order, venue.fills(order.reference()));
        }
        return order.filledLots >= executed;
    }

    // All of them

    /**
     * A round over the orders of which something was heard, if that is all there is to do: what it costs does not grow with the
     * orders that rest. Never throws.
     */
    void look() {
        synchronized (round) {
            List<LiveOrder> named = new ArrayList<>();
            for (ClientOrderId id : rung) {
                LiveOrder order = orders.open(id);
                if (order != null) {
                    named.add(order);
                }
            }
            boolean few = !rung.isEmpty() && named.size() <= FEW;
            if (!few || all.get() || clock.nanos() - allNanos > intervalNanos) {
                poll();
                return;
            }
            named.forEach(order -> rung.remove(order.id));
            rung.removeIf(id -> orders.open(id) == null);
            round(() -> these(named));
        }
    }

    /** A round over all of them. Never throws: what went wrong is the plugin's state. */
    void poll() {
        synchronized (round) {
            all.set(false);
            rung.clear();
            allNanos = clock.nanos();
            round(this::working);
        }
    }

    private interface Questions {
        void ask() throws VenueException;
    }

    private void round(Questions questions) {
        synchronized (round) {
            VenueError wrong = null;
            try {
                HeldOrders held = targets;
                if (held != null) {
                    held.finish();
                }
                questions.ask();
                inquiries();
                if (held != null) {
                    held.look();
                }
                heardNanos = clock.nanos();
            } catch (VenueException e) {
                wrong = e.error();
                // Whom this round was about is forgotten: the next one is about all.
                all.set(true);
                VenueError before = trouble;
                if (before == null || before.kind() != wrong.kind()) {
                    LOG.warn("orders cannot be looked after at the moment: {}", wrong.text());
                }
                if (wrong.is(ErrorKind.CLOCK_SKEW)) {
                    measureClock();
                }
            } catch (RuntimeException e) {
                LOG.error("a round of looking after orders failed", e);
            }
            trouble = wrong;
        }
    }

    private void working() throws VenueException {
        List<LiveOrder> working = orders.working();
        Set<VenueInstrument> instruments = new LinkedHashSet<>();
        working.forEach(order -> instruments.add(order.at));
        for (VenueInstrument instrument : instruments) {
            Map<String, VenueOrder> open = new HashMap<>();
            for (VenueOrder view : venue.openOrders(instrument)) {
                open.put(view.orderId().toString(), view);
            }
            Map<LiveOrder, VenueOrder> views = new LinkedHashMap<>();
            for (LiveOrder order : working) {
                if (order.at.equals(instrument) && orders.open(order.id) == order) {
                    view(order, open).ifPresent(view -> views.put(order, view));
                }
            }
            take(views);
        }
    }

    private void take(Map<LiveOrder, VenueOrder> views) throws VenueException {
        // Fills first: one of a pair is over because the other was filled.
        for (Map.Entry<LiveOrder, VenueOrder> seen : views.entrySet()) {
            count(seen.getKey(), seen.getValue());
        }
        for (Map.Entry<LiveOrder, VenueOrder> seen : views.entrySet()) {
            settle(seen.getKey(), seen.getValue());
        }
    }

    private void these(List<LiveOrder> named) throws VenueException {
        Set<LiveOrder> wanted = new LinkedHashSet<>(named);
        for (LiveOrder order : named) {
            LiveOrder sibling = order.sibling;
            if (sibling != null) {
                wanted.add(sibling);
            }
        }
        wanted.retainAll(orders.working());
        Map<LiveOrder, VenueOrder> views = new LinkedHashMap<>();
        for (LiveOrder order : wanted) {
            view(order, Map.of()).ifPresent(view -> views.put(order, view));
        }
        take(views);
    }

    private Optional<VenueOrder> view(LiveOrder order, Map<String, VenueOrder> open) throws VenueException {
        VenueOrder resting = open.get(order.orderId.toString());
        if (resting != null) {
            return Optional.of(resting);
        }
        // Not open any more, or not yet: only its own query tells.
        Optional<VenueOrder> asked = venue.query(order.reference());
        if (asked.isEmpty()) {
            LOG.warn("the venue had {} ({}) and does not find it now", order.id, order.orderId);
        }
        return asked;
    }

    private void inquiries() throws VenueException {
        Iterator<Inquiry> all = inquiries.iterator();
        while (all.hasNext()) {
            Inquiry inquiry = all.next();
            LiveOrder order = inquiry.order();
            if (order.status != OrderStatus.UNCONFIRMED || orders.open(order.id) != order) {
                all.remove();
                continue;
            }
            switch (inquiry.ask(venue)) {
                case Inquiry.Finding.Found(VenueOrder view) -> {
                    if (isAnother(order, view)) {
                        all.remove();
                        orders.neverArrived(order, "an order of that name is there, and it is another: " + view.raw());
                    } else {
                        LOG.info("{} is at the venue as {}, {}", order.id, view.orderId(), view.status());
                        orders.accepted(order, view, true);
                        all.remove();
                        settle(order, view);
                    }
                }
                case Inquiry.Finding.NeverArrived(String message) -> {
                    LOG.info("{} never arrived: {}", order.id, message);
                    all.remove();
                    HeldOrders held = targets;
                    if (held == null || !held.neverArrived(order)) {
                        orders.neverArrived(order, message);
                    }
                }
                case Inquiry.Finding.Open open -> {}
            }
        }
    }

    /** Ids are unique among open orders only: an old order may have the name. */
    private static boolean isAnother(LiveOrder order, VenueOrder view) {
        return view.side() != order.side
                || order.instrument.roundedLots(view.quantity(), RoundingMode.DOWN) != order.lots;
    }
}
