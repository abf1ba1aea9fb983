package dev.tandem.xchange;

import dev.tandem.model.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import si.mazi.rescu.SynchronizedValueFactory;

/** Our clock set to the venue's, and the source of timestamps and nonces that go out with requests. */
final class VenueClock {
    private static final long ANOTHER_TIME_MILLIS = 3_600_000;

    private final InstantSource clock;
    private final AtomicLong lastNonce = new AtomicLong();
    private final AtomicLong heardMillis = new AtomicLong(Long.MIN_VALUE);
    private volatile long offsetMillis;

    VenueClock(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note of what the venue's clock showed between two moments of ours. */
    void measured(long venueMillis, long beforeMillis, long afterMillis) {
        offsetMillis = venueMillis - (beforeMillis + (afterMillis - beforeMillis) / 2);
    }

    /** Venue's clock minus ours. */
    Duration skew() {
        return Duration.ofMillis(offsetMillis);
    }

    /** What our own clock shows. */
    long ownMillis() {
        return clock.millis();
    }

    /** Nanoseconds since 1970, by our own clock. */
    long nanos() {
        return Times.nanos(clock.instant());
    }

    /** What time it is at the venue. */
    long venueMillis() {
        return clock.millis() + offsetMillis;
    }

    /** Whether the venue replays a market of another time: what its clock shows is soon over. */
    boolean isOfAnotherTime() {
        return Math.abs(offsetMillis) >= ANOTHER_TIME_MILLIS;
    }

    /** Takes note that the venue's market has got to a moment: one of its bars ended then. */
    void heard(long millis) {
        heardMillis.accumulateAndGet(millis, Math::max);
    }

    /**
     * What time it is at the venue's market: what its clock shows, unless it replays another time, at a speed of its own; then
     * at least as late as was heard of it.
     */
    long marketMillis() {
        long now = venueMillis();
        return isOfAnotherTime() ? Math.max(now, heardMillis.get()) : now;
    }

    /** For requests that carry the time. */
    SynchronizedValueFactory<Long> timestamps() {
        return this::venueMillis;
    }

    /** For requests that carry a number that must grow: the time in microseconds, and never the same twice. */
    SynchronizedValueFactory<Long> nonces() {
        return () -> lastNonce.updateAndGet(last -> Math.max(last + 1, clock.millis() * 1_000));
    }
}
