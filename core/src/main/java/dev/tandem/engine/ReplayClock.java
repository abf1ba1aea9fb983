package dev.tandem.engine;

/** A clock that stands still until it is told how late it is: the time of a backtest. */
public final class ReplayClock implements EngineClock {
    private long nanos;

    public ReplayClock(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Moves on. Time never goes back: an earlier moment leaves the clock where it is. */
    public void advanceTo(long moment) {
        if (moment > nanos) {
            nanos = moment;
        }
    }
}
