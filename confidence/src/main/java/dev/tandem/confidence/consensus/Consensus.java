package dev.tandem.confidence.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes one opinion out of several.
 *
 * <p>Every vote is a probability that the price rises: one that says 0.7 down says 0.3 up. They are pooled with the
 * weights that the agents have earned, and the pool's probability, on the side on which it is, is the confidence.
 *
 * @param pooling how
 * @param quorum how many agents must have voted
 * @param maxDissent which share of the weight may be on the other side; 1 allows any
 * @param vetoers agents any of whom can stop a trade by voting against it
 * @param vetoFrom how sure a vetoer has to be
 */
public record Consensus(Pooling pooling, int quorum, double maxDissent, Set<String> vetoers, double vetoFrom) {
    public Consensus {
        vetoers = Set.copyOf(vetoers);
        if (quorum < 1 || !(maxDissent >= 0 && maxDissent <= 1) || !(vetoFrom >= 0 && vetoFrom <= 1)) {
            throw new IllegalArgumentException("a quorum is at least 1, dissent and veto lie between 0 and 1, were "
                    + quorum + ", " + maxDissent + ", " + vetoFrom);
        }
    }

    /** Log-odds, one vote suffices, any dissent, no veto. */
    public static Consensus standard() {
        return new Consensus(Pooling.LOG_ODDS, 1, 1, Set.of(), 0.5);
    }

    /**
     * What came of a ballot.
     *
     * @param status whether there is a decision, or why not
     * @param up which way
     * @param confidence how sure, at least 0.5
     * @param dissent the share of the weight that is on the other side
     * @param agents who voted
     * @param weights of each, in the same order
     */
    public record Verdict(
            Status status, boolean up, double confidence, double dissent, List<String> agents, List<Double> weights) {
        public boolean isDecided() {
            return status == Status.DECIDED;
        }
    }

    /** What may come of a ballot. */
    public enum Status {
        DECIDED,
        NO_QUORUM,
        /** As likely up as down. */
        UNDECIDED,
        VETOED,
        TOO_MUCH_DISSENT
    }

    /** @param record what the agents have earned */
    public Verdict of(List<Vote> votes, TrackRecord record) {
        int n = votes.size();
        List<String> agents = votes.stream().map(Vote::agent).toList();
        double[] shares = record.shares(agents);
        double[] probabilities = new double[n];
        double[] weights = new double[n];
        List<Double> listed = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            probabilities[i] = votes.get(i).probabilityUp();
            weights[i] = shares[i] * record.weight(agents.get(i));
            listed.add(weights[i]);
        }
        double pooled = pooling.pool(probabilities, weights);
        boolean up = pooled >= 0.5;
        double against = 0;
        double total = 0;
        boolean vetoed = false;
        for (int i = 0; i < n; i++) {
            boolean other = up ? probabilities[i] < 0.5 : probabilities[i] > 0.5;
            against += other ? weights[i] : 0;
            total += weights[i];
            double sure = Math.max(probabilities[i], 1 - probabilities[i]);
            vetoed |= other && sure >= vetoFrom && vetoers.contains(agents.get(i));
        }
        double dissent = total > 0 ? against / total : 0;
        Status status = n < quorum
                ? Status.NO_QUORUM
                : pooled == 0.5
                        ? Status.UNDECIDED
                        : vetoed ? Status.VETOED : dissent > maxDissent ? Status.TOO_MUCH_DISSENT : Status.DECIDED;
        return new Verdict(status, up, up ? pooled : 1 - pooled, dissent, agents, listed);
    }
}
