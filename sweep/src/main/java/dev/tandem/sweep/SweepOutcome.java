package dev.tandem.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a search.
 *
 * @param trials in the order of their numbers, failed ones included
 * @param planned how many were to be made
 * @param refused combinations that the strategy's constructor refused
 * @param resumed how many were taken over from an earlier search
 * @param stopped whether it ended before all were made
 * @param nanos how long it took
 */
public record SweepOutcome(List<Trial> trials, long planned, long refused, long resumed, boolean stopped, long nanos) {
    /** Those with a result, the best first; of equal ones the first. Those without a figure come last. */
    public List<Trial> ranked(Objective objective) {
        return trials.stream()
                .filter(trial -> !trial.isFailed())
                .sorted(order(objective))
                .toList();
    }

    static Comparator<Trial> order(Objective objective) {
        return Comparator.comparingDouble((Trial trial) -> {
                    double score = trial.score(objective);
                    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : -score;
                })
                .thenComparingLong(Trial::number);
    }

    /** The best one that has a figure. */
    public Optional<Trial> best(Objective objective) {
        return trials.stream()
                .filter(trial -> !trial.isFailed() && !Double.isNaN(trial.score(objective)))
                .min(order(objective));
    }

    /** Those that failed. */
    public List<Trial> failures() {
        return trials.stream().filter(Trial::isFailed).toList();
    }
}
