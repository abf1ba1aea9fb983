package dev.tandem.sim;

import dev.tandem.engine.Engine;

/**
 * One file of ticks: they happen at the exchange, one event after the other, and are told to the strategy, at once or later. A
 * view is used for all of them, so that a tick costs no memory.
 */
abstract class TickFeed {
    final TickMarket market;
    private final Latency latency;
    private final boolean late;
    private final LongQueue onTheWay = new LongQueue();
    private long lastArrival = Long.MIN_VALUE;

    /** The row at which the next event begins. */
    int row;

    TickFeed(TickMarket market, Latency latency) {
        this.market = market;
        this.latency = latency;
        this.late = !latency.isNone();
    }

    abstract int rows();

    abstract long timeNanos(int at);

    /**
     * What the event that begins at a row does at the exchange.
     *
     * @return the row of the next event
     */
    abstract int happen(int at);

    /** The strategy hears of the event that begins at a row. */
    abstract void tell(int at, Engine engine);

    /** When the next event happens; {@link Long#MAX_VALUE} for never. */
    final long next() {
        return row < rows() ? timeNanos(row) : Long.MAX_VALUE;
    }

    /** When the next event reaches the strategy that has happened; {@link Long#MAX_VALUE} if none is on its way. */
    final long nextArrival() {
        return onTheWay.isEmpty() ? Long.MAX_VALUE : onTheWay.first();
    }

    /** The next event happens, and is told if nothing delays it. */
    final void step(Engine engine) {
        int at = row;
        long time = timeNanos(at);
        TickMarket to = market;
        to.matcher.advanceTo(time);
        row = happen(at);
        if (late) {
            lastArrival = Math.max(lastArrival, time + latency.nanos(time));
            onTheWay.add(lastArrival, at);
        } else {
            tell(at, engine);
        }
    }

    /**
     * Lets events happen of which only the last one matters, up to a moment: nobody listens, and no order waits.
     *
     * @return how many happened; 0 if each of them matters
     */
    int skipTo(long limitNanos, Engine engine) {
        return 0;
    }

    /** Whether the strategy wants to be told of these. */
    abstract boolean isHeard(Engine engine);

    final void arrive(Engine engine) {
        tell((int) onTheWay.take(), engine);
    }

    boolean isLate() {
        return late;
    }
}
