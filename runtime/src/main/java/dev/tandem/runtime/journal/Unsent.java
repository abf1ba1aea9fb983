package dev.tandem.runtime.journal;

/** What is to happen with an order that the engine had decided on when its process ended, and that never left. */
public enum Unsent {
    /** It leaves now. Right where time stood still meanwhile, as in lockstep. */
    SEND,

    /**
     * It does not leave any more: the engine is told that it was rejected. A cancel is taken as not done, a replacement as
     * refused. Right where the market went on: what was a good order then may be none now.
     */
    REFUSE
}
