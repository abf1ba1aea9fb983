package dev.tandem.confidence.consensus;

/**
 * An agent's opinion of one instrument.
 *
 * @param agent who
 * @param up whether the price is to rise
 * @param confidence how sure, from 0 to 1
 * @param madeNanos when it was made
 */
public record Vote(String agent, boolean up, double confidence, long madeNanos) {
    public Vote {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be a number from 0 to 1, was " + confidence);
        }
    }

    /** The probability that the price rises, as this vote has it. */
    public double probabilityUp() {
        return up ? confidence : 1 - confidence;
    }

    /** Its log-odds; one that is certain counts as 1e-6 from it, so that nobody decides alone for ever. */
    double logOdds() {
        return logOdds(probabilityUp());
    }

    static double logOdds(double p) {
        double inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
        return Math.log(inside / (1 - inside));
    }
}
