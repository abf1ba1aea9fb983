package dev.tandem.runtime.journal;

/** What becomes of a decision once it was written down or compared. */
enum Fate {
    /** It is durable: it may leave. */
    LEAVES,
    /** It left in the recorded session; what came back is in the journal. */
    LEFT_THEN,
    /** It was never written down then, and is refused now. */
    REFUSED,
    /** Nothing: a replay has nowhere to send it. */
    ENDS_HERE
}
