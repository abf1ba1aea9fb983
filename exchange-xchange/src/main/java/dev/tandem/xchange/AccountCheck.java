package dev.tandem.xchange;

import dev.tandem.plugin.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether an account can be traded in at the moment, and if not, why. */
final class AccountCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AccountCheck.class);
    private static final long STALE_ROUNDS = 5;
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(1);

    private final String name;
    private final @Nullable Credentials credentials;
    private final Settings settings;
    private final VenueClock clock;
    private final Correspondent venue;
    private final LiveOrders orders;
    private final Watch watch;
    private final Execution execution;

    AccountCheck(
            String name,
            @Nullable Credentials credentials,
            Settings settings,
            VenueClock clock,
            Correspondent venue,
            LiveOrders orders,
            Watch watch,
            Execution execution) {
        this.name = name;
        this.credentials = credentials;
        this.settings = settings;
        this.clock = clock;
        this.venue = venue;
        this.orders = orders;
        this.watch = watch;
        this.execution = execution;
    }

    /** Asks the venue for its time and the account for its balances, and looks at what is known of the orders. */
    Health now() {
        try {
            venue.measureClock();
            if (credentials != null) {
                venue.balances();
            }
        } catch (VenueException e) {
            return new Health(
                    Health.State.DOWN,
                    name + " does not answer as it should: "
                            + redacted(e.error().text()),
                    clock.skew());
        } catch (RuntimeException e) {
            LOG.error("the health check of {} failed", name, e);
            return new Health(Health.State.DOWN, name + ": " + redacted(String.valueOf(e)), clock.skew());
        }
        return degraded()
                .map(why -> new Health(Health.State.DEGRADED, name + " answers, but " + why, clock.skew()))
                .orElseGet(() -> new Health(
                        Health.State.HEALTHY,
                        name + " answers" + (credentials == null ? "; there are no credentials" : ""),
                        clock.skew()));
    }

    private Optional<String> degraded() {
        VenueError trouble = watch.trouble();
        if (trouble != null) {
            return Optional.of("orders could not be looked after: " + redacted(trouble.text()));
        }
        long silence = clock.nanos() - watch.heardNanos();
        long limit = STALE_ROUNDS * settings.pollInterval().toNanos()
                + settings.readTimeout().toNanos();
        if (silence > limit) {
            return Optional.of("nothing has been heard of the orders for " + silence / 1_000_000 + " ms (limit "
                    + limit / 1_000_000 + " ms)");
        }
        LiveOrder bare = execution.targets().withoutStop();
        if (bare != null) {
            return Optional.of("the stop of " + bare.id + " could not be put back: " + bare.instrument
                    + " is not protected; it is tried again in each round");
        }
        List<LiveOrder> unclear = orders.unconfirmed();
        if (!unclear.isEmpty()) {
            return Optional.of("nobody knows yet what became of "
                    + unclear.stream().map(order -> order.id.toString()).toList());
        }
        if (clock.skew().abs().compareTo(TOLERATED_SKEW) > 0) {
            return Optional.of("its clock is " + clock.skew().toMillis() + " ms ahead of ours (corrected; above "
                    + TOLERATED_SKEW.toMillis() + " ms something is wrong with one of them)");
        }
        return Optional.empty();
    }

    private String redacted(String text) {
        return credentials == null ? text : credentials.redact(text);
    }
}
