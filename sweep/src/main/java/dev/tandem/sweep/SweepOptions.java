package dev.tandem.sweep;

/**
 * How a search is made.
 *
 * @param method in which way parameters are chosen
 * @param trials how many at most
 * @param objective what is looked for
 * @param seed of whatever is random
 * @param threads how many run at once; the result does not depend on it
 */
public record SweepOptions(SearchMethod method, long trials, Objective objective, long seed, int threads) {
    /** The most trials of one search. */
    public static final long MOST_TRIALS = 1_000_000;

    /** How finely returns are kept with so many trials. */
    int blocks(long planned) {
        return planned > 25_000 ? ReturnBlocks.FEW : ReturnBlocks.MOST;
    }
}
