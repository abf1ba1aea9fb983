package dev.tandem.sweep;

import dev.tandem.report.metrics.MetricDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One combination of parameters and what it came to.
 *
 * @param number from 1, in the order in which they were planned
 * @param point its number in the search space
 * @param parameters by name
 * @param runs one for each set of data; none if it failed
 * @param error why it failed; null if it did not
 */
public record Trial(
        long number,
        long point,
        Map<String, String> parameters,
        List<RunSummary> runs,
        @Nullable String error) {
    /** Whether there is no result. */
    public boolean isFailed() {
        return error != null;
    }

    /** A key figure, the mean over the sets of data; NaN where one has none. */
    public double metric(MetricDefinition definition) {
        double sum = 0;
        for (RunSummary run : runs) {
            sum += run.metric(definition);
        }
        return runs.isEmpty() ? Double.NaN : sum / runs.size();
    }

    /** What is looked for the most of, so that more is better; NaN where there is none. */
    public double score(Objective objective) {
        return objective.score(metric(objective.metric()));
    }

    /** The returns of all runs, one after the other. */
    public ReturnBlocks returns() {
        return ReturnBlocks.joined(runs.stream().map(RunSummary::returns).toList());
    }
}
