package dev.tandem.runtime.session;

import dev.tandem.engine.EngineClock;

/** The time of a market that stands still between its steps. */
final class MarketTime implements EngineClock {
    private volatile long nanos;

    void set(long moment) {
        nanos = Math.max(nanos, moment);
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
