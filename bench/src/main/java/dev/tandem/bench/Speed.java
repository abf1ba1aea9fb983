package dev.tandem.bench;

import org.jspecify.annotations.Nullable;

/**
 * How fast a strategy is, in nanoseconds per event; an event is a bar. The first two are times on the clock, the parts are
 * processor time of the thread.
 *
 * @param events in a run
 * @param orders that the strategy submits in a run
 * @param medianNanos of the rounds
 * @param leastNanos in the fastest round
 * @param bytes allocated per event, in the round that allocated least
 * @param warmUpRounds before anything counted
 * @param stable whether it had stopped getting faster by then
 * @param rounds that counted
 * @param data what reading the data takes; null if they were not read
 * @param engine what the engine takes for an event on which nobody does anything, and for its results
 * @param orderPath what the strategy's orders take, from the request to the callback; null if a replay of its orders did
 *     not lead to the same result, so that they could not be told from it
 * @param strategy what is left: the strategy's own work; with its orders, where they could not be told from it
 */
public record Speed(
        long events,
        long orders,
        double medianNanos,
        double leastNanos,
        double bytes,
        int warmUpRounds,
        boolean stable,
        int rounds,
        @Nullable Double data,
        double engine,
        @Nullable Double orderPath,
        double strategy) {

    /** Events in a second, at the median. */
    public double eventsPerSecond() {
        return 1e9 / medianNanos;
    }

    /** What the parts add up to. */
    public double sum() {
        return (data == null ? 0 : data) + engine + (orderPath == null ? 0 : orderPath) + strategy;
    }
}
