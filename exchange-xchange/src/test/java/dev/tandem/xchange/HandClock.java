package dev.tandem.xchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that moves when the test says so, or when somebody would wait; and a pulse that beats by hand. */
final class HandClock implements InstantSource, KeyTurn.Timer, Pulse {
    private final AtomicLong nanos = new AtomicLong(1_700_000_000_000_000_000L);
    private final List<Runnable> beats = new ArrayList<>();

    Surroundings surroundings() {
        return new Surroundings(this, this, this, Map.of(), false);
    }

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** The plugin looks after its orders once. */
    void beat() {
        List.copyOf(beats).forEach(Runnable::run);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void await(Condition condition, long wait) throws InterruptedException {
        // Nobody else has the turn in these tests: it is time itself that is waited for.
        if (!condition.await(1, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            nanos.addAndGet(wait);
        }
    }

    @Override
    public Beat every(Duration interval, Runnable action) {
        beats.add(action);
        return () -> beats.remove(action);
    }
}
