package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.BarRecord;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderType;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.PluginException;
import dev.tandem.xchange.KeyTurn.Priority;
import dev.tandem.xchange.VenueProfile.Request;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Talks to a venue: each request in its turn, within its limits, and with what went wrong as a {@link VenueError}. */
final class Correspondent {
    private final Venue venue;
    private final VenueProfile profile;
    private final KeyTurn turn;
    private final VenueClock clock;
    private final boolean keepsLimits;
    private final Set<OrderId> ours = Collections.newSetFromMap(Collections.synchronizedMap(new NewestOrders()));

    /** Twice as many as ended orders are kept: no fill is reported for one that is older, in whatever order they come. */
    private static final class NewestOrders extends LinkedHashMap<OrderId, Boolean> {
        private static final long serialVersionUID = 1L;
        private static final int KEPT = 20_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, Boolean> eldest) {
            return size() > KEPT;
        }
    }

    /** @param keepsLimits whether limits that the venue tells are kept */
    Correspondent(Venue venue, VenueProfile profile, KeyTurn turn, VenueClock clock, boolean keepsLimits) {
        this.keepsLimits = keepsLimits;
        this.venue = venue;
        this.profile = profile;
        this.turn = turn;
        this.clock = clock;
    }

    private <T> T ask(Priority priority, Request request, KeyTurn.Call<T> call) throws VenueException {
        return turn.ask(priority, profile.weight(request), call);
    }

    /** Loads what can be traded, and the limits where the venue tells them. */
    List<VenueInstrument> instruments() throws VenueException {
        List<VenueInstrument> instruments = ask(Priority.QUERY, Request.INSTRUMENTS, venue::instruments);
        List<RateBudget.Limit> limits = venue.limits();
        if (keepsLimits && !limits.isEmpty()) {
            turn.adjust((budget, now) -> budget.limits(limits, now));
        }
        return instruments;
    }

    /** Sets our clock to the venue's, as far as it tells the time. */
    void measureClock() throws VenueException {
        ask(Priority.QUERY, Request.TIME, () -> {
            long before = clock.ownMillis();
            venue.time().ifPresent(time -> clock.measured(time, before, clock.ownMillis()));
            return Boolean.TRUE;
        });
    }

    Optional<String> objection() throws VenueException {
        return ask(Priority.QUERY, Request.BALANCES, venue::objection);
    }

    VenueOrder place(ApprovedOrder.Single order, OrderType as, VenueInstrument instrument, BigDecimal quantity)
            throws VenueException {
        VenueOrder placed = ask(Priority.ORDER, Request.PLACE, () -> venue.place(order, as, instrument, quantity));
        ours.add(placed.orderId());
        return placed;
    }

    List<VenueOrder> placePair(
            ApprovedOrder.Single stop, ApprovedOrder.Single limit, VenueInstrument instrument, BigDecimal quantity)
            throws VenueException {
        List<VenueOrder> placed =
                ask(Priority.ORDER, Request.PLACE, () -> venue.placePair(stop, limit, instrument, quantity));
        placed.forEach(order -> ours.add(order.orderId()));
        return placed;
    }

    VenueOrder cancel(Venue.Reference order) throws VenueException {
        return ask(Priority.CANCEL, Request.CANCEL, () -> venue.cancel(order));
    }

    Optional<VenueOrder> query(Venue.Reference order) throws VenueException {
        Optional<VenueOrder> found = ask(Priority.QUERY, Request.QUERY, () -> venue.query(order));
        found.filter(view -> view.clientId().equals(order.clientId())).ifPresent(view -> ours.add(view.orderId()));
        return found;
    }

    List<VenueOrder> openOrders(VenueInstrument instrument) throws VenueException {
        return ask(Priority.QUERY, Request.OPEN_ORDERS, () -> venue.openOrders(instrument));
    }

    List<VenueOrder> allOpenOrders() throws VenueException {
        return ask(Priority.QUERY, Request.ALL_OPEN_ORDERS, venue::allOpenOrders);
    }

    Optional<List<VenueOrder>> recentOrders(VenueInstrument instrument, long sinceMillis) throws VenueException {
        return ask(Priority.QUERY, Request.RECENT_ORDERS, () -> venue.recentOrders(instrument, sinceMillis));
    }

    List<VenueFill> fills(Venue.Reference order) throws VenueException {
        return ask(Priority.QUERY, Request.FILLS, () -> venue.fills(order));
    }

    List<VenueFill> recentFills(VenueInstrument instrument, long sinceMillis) throws VenueException {
        return ask(Priority.QUERY, Request.FILLS, () -> venue.recentFills(instrument, sinceMillis));
    }

    List<VenueBalance> balances() throws VenueException {
        return ask(Priority.QUERY, Request.BALANCES, venue::balances);
    }

    /** The same, in the turn of the order that depends on it. */
    List<VenueBalance> balancesForOrder() throws VenueException {
        return ask(Priority.ORDER, Request.BALANCES, venue::balances);
    }

    Ticker ticker(VenueInstrument instrument) throws VenueException {
        return ask(Priority.QUERY, Request.TICKER, () -> venue.ticker(instrument));
    }

    /**
     * A page of bars.
     *
     * @throws PluginException with the cause {@link IllegalArgumentException} if the venue has none of that length
     */
    List<BarRecord> bars(VenueInstrument instrument, Duration bar, long from, long to) throws VenueException {
        @Nullable IllegalArgumentException[] wrong = {null};
        List<BarRecord> page = ask(Priority.QUERY, Request.BARS, () -> {
            try {
                return venue.bars(instrument, bar, from, to);
            } catch (IllegalArgumentException e) {
                wrong[0] = e;
                return List.of();
            }
        });
        if (wrong[0] != null) {
            throw new PluginException(String.valueOf(wrong[0].getMessage()), wrong[0]);
        }
        return page;
    }

    /** Where what happens to orders can be heard from now on. */
    URI openStream() throws VenueException {
        return ask(Priority.QUERY, Request.STREAM, venue::openStream);
    }

    /** Reads an event of that stream. */
    News news(String event) {
        return venue.news(event);
    }

    void keepStream() throws VenueException {
        ask(Priority.QUERY, Request.STREAM, () -> {
            venue.keepStream();
            return Boolean.TRUE;
        });
    }

    /** How the stream of an instrument's bars is spoken to; nothing is sent. */
    StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        return venue.marketStream(instrument, bar);
    }

    /** Whether an order of this session has that name at the venue. */
    boolean isOurs(OrderId orderId) {
        return ours.contains(orderId);
    }
}
