package dev.tandem.runtime.session;

/** A market whose time stands still until it is told to go on: a bar has two steps, its open and the rest of it. */
public interface Lockstep {
    /** What a step was. */
    enum Kind {
        /** A bar has opened: everything marketable at its open is filled. */
        OPEN,
        /** The rest of the bar has happened: it can be read now. */
        CLOSE,
        /** Nothing is left. */
        END
    }

    /**
     * Where the market is.
     *
     * @param kind of the step that came last
     * @param row the number of the bar in the data; {@code -1} before the first
     * @param timeNanos the market's time
     */
    record Step(Kind kind, long row, long timeNanos) {}

    /**
     * Lets the market go on by one step.
     *
     * @throws dev.tandem.plugin.PluginException if the venue does not answer
     */
    Step next();

    /**
     * Lets the market go on to the end of the next bar, for somebody who has no order there that could be filled at its open.
     * May make one step only; what it was is in the answer.
     *
     * @throws dev.tandem.plugin.PluginException if the venue does not answer
     */
    default Step nextClose() {
        return next();
    }

    /** The market's time now, before anything is told to go on; {@code Long.MIN_VALUE} if nothing has happened yet. */
    long nowNanos();
}
