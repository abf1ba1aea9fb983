package dev.tandem.xchange;

import dev.tandem.model.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import si.mazi.rescu.SynchronizedValueFactory;

/** Our clock set to the venue's, and the source of timestamps and nonces that go out with requests. */
final class VenueClock {
    private final InstantSource clock;
    private final AtomicLong lastNonce = new AtomicLong();
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

    /** For requests that carry the time. */
    SynchronizedValueFactory<Long> timestamps() {
        return this::venueMillis;
    }

    /** For requests that carry a number that must grow: the time in microseconds, and never the same twice. */
    SynchronizedValueFactory<Long> nonces() {
        return () -> lastNonce.updateAndGet(last -> Math.max(last + 1, clock.millis() * 1_000));
    }
}
