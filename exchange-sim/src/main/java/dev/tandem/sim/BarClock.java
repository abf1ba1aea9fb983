package dev.tandem.sim;

import dev.tandem.engine.EngineClock;

/** The time of a replay: the open of the bar that is happening, or its close once it has happened. Worked out when asked. */
final class BarClock implements EngineClock {
    private final ReplayBar bar;
    private boolean closed;

    BarClock(ReplayBar bar) {
        this.bar = bar;
    }

    /** The bar that the view stands at opens. */
    void open() {
        closed = false;
    }

    /** The bar that the view stands at is over. */
    void close() {
        closed = true;
    }

    @Override
    public long nanos() {
        return closed ? bar.closeTimeNanos() : bar.openTimeNanos();
    }
}
