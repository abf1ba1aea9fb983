package dev.tandem.model;

import org.jspecify.annotations.Nullable;

/**
 * What an agent expects of an instrument: which way, and how sure it is that this pays. It is an opinion, not an order;
 * what comes of it is for the strategy to decide.
 *
 * <p>A value that cannot be (a confidence of 7.5, a target of −2 %) does not throw: the signal carries it as its
 * {@link #defect()}, has the confidence {@link Confidence#UNSTATED}, and whoever acts on it says no with that reason.
 *
 * @param id the agent's own name of it, by which it is counted once; empty if it has none
 * @param agent who says so, not empty
 * @param instrument of what
 * @param side {@link Side#BUY} if the price is to rise
 * @param confidence how sure the agent is
 * @param madeNanos when it was made, which is before it arrives
 * @param horizonNanos how long after it was made it is to be judged; 0 if the agent does not say
 * @param target the distance at which it has come true, as a fraction of the price; null if it has none
 * @param stop the distance at which it has failed, as a fraction of the price; null if it has none
 * @param note what else the sender said, as it said it; empty if nothing
 * @param defect why this cannot be a signal to act on, or null
 */
public record Signal(
        String id,
        String agent,
        Instrument instrument,
        Side side,
        Confidence confidence,
        long madeNanos,
        long horizonNanos,
        @Nullable Rate target,
        @Nullable Rate stop,
        String note,
        @Nullable String defect) {
    public Signal {
        if (agent.isEmpty()) {
            throw new IllegalArgumentException("a signal needs the name of its agent");
        }
        if (horizonNanos < 0) {
            throw new IllegalArgumentException("a horizon must not be negative, was " + horizonNanos + " ns");
        }
    }

    /** The same, made at another time. */
    public Signal withMade(long nanos) {
        return new Signal(id, agent, instrument, side, confidence, nanos, horizonNanos, target, stop, note, defect);
    }

    /** A signal that says nothing but which way and how sure; a confidence that cannot be becomes its defect. */
    public static Signal of(String agent, Instrument instrument, Side side, double confidence, long madeNanos) {
        Confidence stated = Confidence.UNSTATED;
        String defect = null;
        try {
            stated = Confidence.of(confidence);
        } catch (IllegalArgumentException e) {
            defect = e.getMessage();
        }
        return new Signal("", agent, instrument, side, stated, madeNanos, 0, null, null, "", defect);
    }
}
