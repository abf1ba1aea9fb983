package dev.tandem.sim;

import dev.tandem.engine.EngineClock;

/** The time of a replay: the open of the bar that is happening, or its close once it has happened. Worked out when asked. */
final class BarClock implements EngineClock {
    private final ReplayBar bar;
    private boolean closed;
    private boolean between;
    private long moment;

    BarClock(ReplayBar bar) {
        this.bar = bar;
    }

    /** The bar that the view stands at opens. */
    void open() {
        closed = false;
        between = false;
    }

    /** The bar that the view stands at is over. */
    void close() {
        closed = true;
        between = false;
    }

    /** Something happens at a moment that is neither. */
    void at(long nanos) {
        between = true;
        moment = nanos;
    }

    @Override
    public long nanos() {
        if (between) {
            return moment;
        }
        return closed ? bar.closeTimeNanos() : bar.openTimeNanos();
    }
}
