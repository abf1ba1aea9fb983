package dev.tandem.sweep;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the best trial stands on a plateau or on a spike: how the trials one step beside it do, in any of their
 * parameters.
 *
 * @param neighbors how many there are
 * @param share of the way from the median of all trials to the best that they reach on the mean; 1 if they are as good
 * @param shape in a word
 */
public record Neighborhood(int neighbors, double share, Shape shape) {
    /** What it looks like around the best. */
    public enum Shape {
        /** Those beside it are nearly as good. */
        PLATEAU("plateau"),
        /** Something between. */
        SLOPE("slope"),
        /** It stands alone. */
        SPIKE("spike");

        private final String text;

        Shape(String text) {
            this.text = text;
        }

        /** As programs get it. */
        public String text() {
            return text;
        }
    }

    /** Around the best trial; empty where nothing was tried beside it, or all are equal. */
    public static Optional<Neighborhood> of(SweepOutcome outcome, SearchSpace space, Objective objective) {
        Optional<Trial> top = outcome.best(objective);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        Trial best = top.get();
        Map<Map<String, String>, Trial> byParameters = new HashMap<>();
        double[] scores = new double[outcome.trials().size()];
        int n = 0;
        for (Trial trial : outcome.trials()) {
            byParameters.put(trial.parameters(), trial);
            double score = trial.score(objective);
            if (!Double.isNaN(score)) {
                scores[n++] = score;
            }
        }
        scores = Arrays.copyOf(scores, n);
        Arrays.sort(scores);
        double median = scores[(n - 1) / 2];
        double height = best.score(objective) - median;
        double sum = 0;
        int count = 0;
        for (Map<String, String> beside : beside(best.parameters(), space)) {
            Trial trial = byParameters.get(beside);
            if (trial != null && !Double.isNaN(trial.score(objective))) {
                sum += trial.score(objective);
                count++;
            }
        }
        if (count == 0 || !(height > 0)) {
            return Optional.empty();
        }
        double share = (sum / count - median) / height;
        return Optional.of(new Neighborhood(
                count, share, share >= 0.6 ? Shape.PLATEAU : share <= 0.3 ? Shape.SPIKE : Shape.SLOPE));
    }

    /** All combinations of the values one step below, at, and above. */
    private static Set<Map<String, String>> beside(Map<String, String> center, SearchSpace space) {
        Set<Map<String, String>> all = new HashSet<>();
        all.add(center);
        for (ParameterRange range : space.ranges()) {
            List<String> values = range.values();
            int at = values.indexOf(center.get(range.name()));
            // with many parameters the corners are too many, and too far
            Set<Map<String, String>> from = space.ranges().size() <= 3 ? Set.copyOf(all) : Set.of(center);
            for (Map<String, String> one : from) {
                for (int step = Math.max(at - 1, 0); step <= Math.min(at + 1, values.size() - 1); step++) {
                    Map<String, String> moved = new HashMap<>(one);
                    moved.put(range.name(), values.get(step));
                    all.add(moved);
                }
            }
        }
        all.remove(center);
        return all;
    }
}
