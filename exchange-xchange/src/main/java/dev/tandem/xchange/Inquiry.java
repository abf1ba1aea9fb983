package dev.tandem.xchange;

import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a venue what became of an order whose answer was lost.
 *
 * <p>"Not found" is no proof: ids are unique among open orders only, and queries lag. An order counts as never arrived
 * only when its own id, the open orders, the recent orders, the fills and the balances have said so, in every round, over
 * the settle time; a round that fails or that disagrees starts the time again.
 */
final class Inquiry {
    private static final long MARGIN_MILLIS = 5_000;

    /** What a round came to. */
    sealed interface Finding {
        /** The venue has it. */
        record Found(VenueOrder order) implements Finding {}

        /** All that can be asked agrees that it never arrived. */
        record NeverArrived(String message) implements Finding {}

        /** Not yet certain. */
        record Open() implements Finding {}
    }

    private static final Finding OPEN = new Finding.Open();

    private final LiveOrder order;
    private final VenueClock clock;
    private final Duration settleTime;
    private final Map<String, BigDecimal> balances = new HashMap<>();
    private long absentSinceNanos = Long.MIN_VALUE;
    private int rounds;
    private long nextNanos = Long.MIN_VALUE;
    private long pauseNanos = 500_000_000L;

    Inquiry(LiveOrder order, VenueClock clock, Duration settleTime) {
        this.order = order;
        this.clock = clock;
        this.settleTime = settleTime;
    }

    LiveOrder order() {
        return order;
    }

    /** One round of questions, if it is time for one: they come less often the longer it takes. */
    Finding ask(Correspondent venue) throws VenueException {
        if (clock.nanos() < nextNanos) {
            return OPEN;
        }
        try {
            Finding finding = round(venue);
            later();
            if (!(finding instanceof Finding.NeverArrived)) {
                return finding;
            }
        } catch (VenueException e) {
            // What was not sent was not answered: that is no evidence either way.
            if (e.error().is(ErrorKind.NOT_SENT)) {
                later();
            } else {
                startAgain();
            }
            throw e;
        }
        long now = clock.nanos();
        if (absentSinceNanos == Long.MIN_VALUE) {
            absentSinceNanos = now;
        }
        rounds++;
        Duration agreed = Duration.ofNanos(now - absentSinceNanos);
        if (agreed.compareTo(settleTime) < 0 || rounds < 2) {
            return OPEN;
        }
        return new Finding.NeverArrived("the venue's order query, open orders, recent orders, fills and balances have"
                + " known nothing of it for " + agreed.toMillis() + " ms (" + rounds + " rounds); the settle time is "
                + settleTime.toMillis() + " ms");
    }

    private void later() {
        long most = settleTime.toNanos() / 2;
        pauseNanos = Math.min(most, 2 * pauseNanos);
        nextNanos = clock.nanos() + pauseNanos;
    }

    private void startAgain() {
        absentSinceNanos = Long.MIN_VALUE;
        rounds = 0;
    }

    private Finding round(Correspondent venue) throws VenueException {
        Optional<VenueOrder> asked = venue.query(order.reference());
        if (asked.isPresent()) {
            return new Finding.Found(asked.get());
        }
        VenueOrder resting = named(venue.openOrders(order.at));
        if (resting != null) {
            return new Finding.Found(resting);
        }
        long since = Math.floorDiv(order.sentNanos, 1_000_000L) + clock.skew().toMillis() - MARGIN_MILLIS;
        Optional<List<VenueOrder>> recent = venue.recentOrders(order.at, since);
        VenueOrder past = recent.isEmpty() ? null : named(recent.get());
        if (past != null) {
            return new Finding.Found(past);
        }
        for (VenueFill fill : venue.recentFills(order.at, since)) {
            boolean foreign = recent.isPresent() && recent.get().stream().anyMatch(o -> isSame(o.orderId(), fill));
            if (fill.side() == order.side && !foreign && !venue.isOurs(fill.orderId())) {
                startAgain();
                return OPEN;
            }
        }
        return balancesHold(venue.balances()) ? new Finding.NeverArrived("") : OPEN;
    }

    private static boolean isSame(OrderId orderId, VenueFill fill) {
        return orderId.equals(fill.orderId());
    }

    private @Nullable VenueOrder named(List<VenueOrder> orders) {
        String name = order.id.toString();
        for (VenueOrder candidate : orders) {
            if (candidate.clientId().equals(name)) {
                return candidate;
            }
        }
        return null;
    }

    /** Whether what the account has of the two assets, free and in all, is what it was in the round before. */
    private boolean balancesHold(List<VenueBalance> now) {
        Instrument instrument = order.instrument;
        boolean same = true;
        for (VenueBalance balance : now) {
            if (balance.asset().equals(instrument.base()) || balance.asset().equals(instrument.quote())) {
                same &= isSame(balances.put(balance.asset(), balance.total()), balance.total());
                same &= isSame(balances.put(balance.asset() + " free", balance.free()), balance.free());
            }
        }
        if (!same) {
            startAgain();
        }
        return same;
    }

    private static boolean isSame(@Nullable BigDecimal before, BigDecimal now) {
        return before == null || before.compareTo(now) == 0;
    }
}
