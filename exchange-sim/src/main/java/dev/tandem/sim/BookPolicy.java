package dev.tandem.sim;

/**
 * What to do where recorded book updates cannot be right.
 *
 * @param gap updates are missing: a message's first update id is not the one after the last id before it
 * @param crossed the best bid is at or above the best offer after a message
 */
public record BookPolicy(Gap gap, Crossed crossed) {
    /** What to do where updates are missing. */
    public enum Gap {
        /** The run ends and names the line. */
        STOP,
        /** What was known of the book is forgotten: it begins anew with the update after the gap. */
        RESYNC,
        /** The book is kept as it was; levels that have changed in the gap are wrong until they change again. */
        KEEP
    }

    /** What to do where bid and offer meet. */
    public enum Crossed {
        /** The run ends and names the line. */
        STOP,
        /** The message is right: levels of the other side that it contradicts are taken out. */
        TRIM,
        /** The book stays as it is. */
        KEEP
    }

    /** Both end the run: what is not right is not used unless somebody says how. */
    public static final BookPolicy STRICT = new BookPolicy(Gap.STOP, Crossed.STOP);
}
