package dev.tandem.strategy;

import dev.tandem.model.Bar;

/**
 * The bars of an instrument up to the one that closed last. There is no way to see further: asking for a bar that has
 * not closed is a {@link LookAheadException}.
 */
public interface BarHistory {
    /** How many bars are complete. */
    int size();

    /**
     * A complete bar by its number, from 0: a view that is valid until the next call of this history.
     *
     * @throws LookAheadException if it has not closed yet
     * @throws IndexOutOfBoundsException if it is negative
     */
    Bar bar(int index);

    /** The bar so many bars ago: {@code ago(0)} closed last. */
    default Bar ago(int bars) {
        return bar(size() - 1 - bars);
    }

    /** The close of a complete bar, in ticks. */
    long closeTicks(int index);

    /** When a bar was complete, in nanoseconds. */
    default long closeTimeNanos(int index) {
        return bar(index).closeTimeNanos();
    }
}
