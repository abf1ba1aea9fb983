package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineClock;

/** A clock that shows what it was set to: the time of the input that is being handled. */
final class StillClock implements EngineClock {
    private long nanos;

    StillClock(long nanos) {
        this.nanos = nanos;
    }

    void set(long moment) {
        nanos = moment;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
