package dev.tandem.confidence.settle;

/**
 * What is to be settled.
 *
 * @param who an agent, or the consensus
 * @param moment opinions with the same number are about the same moment
 * @param up whether the price is to rise
 * @param stated the confidence as it was stated
 * @param used the confidence as it was used, after all that was done to it
 * @param madeNanos when it was made
 * @param note why, in the words of who said it; empty if it did not say
 */
public record Opinion(String who, long moment, boolean up, double stated, double used, long madeNanos, String note) {
    /** One without a note. */
    public Opinion(String who, long moment, boolean up, double stated, double used, long madeNanos) {
        this(who, moment, up, stated, used, madeNanos, "");
    }
}
