package dev.tandem.runtime.session;

import dev.tandem.engine.EngineClock;
import dev.tandem.model.Times;
import java.time.InstantSource;

/** What time it is in a session: ours, or that of a market which stands still until it is told to go on. */
final class SessionClock {
    private final InstantSource ours;
    private final MarketTime market = new MarketTime();
    private final boolean standsStill;

    SessionClock(InstantSource ours, boolean standsStill) {
        this.ours = ours;
        this.standsStill = standsStill;
    }

    /** Whether it is the market's, which stands still. */
    boolean standsStill() {
        return standsStill;
    }

    /** The market is as far as this. */
    void advanceTo(long nanos) {
        market.set(nanos);
    }

    /** As the engine sees it. */
    long nanos() {
        return engine().nanos();
    }

    /** By our own clock, whatever the market's says. */
    long ourNanos() {
        return Times.nanos(ours.instant());
    }

    EngineClock engine() {
        return standsStill ? market : this::ourNanos;
    }
}
