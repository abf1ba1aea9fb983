package dev.tandem.sweep;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Makes trials on other machines. Each of them is the run that this machine would have made, to the last bit; in which
 * order they come, and how often one was begun again, is nobody's business.
 *
 * <p>Called by several threads at once where the search is several evolutions.
 */
public interface Cluster {
    /**
     * Makes trials. Returns when all have been answered, or soon after {@code stop} has become true.
     *
     * @param data what they are run on: the data that the cluster was given, or stretches of them
     * @param parameters of each trial
     * @param blocks how finely returns are kept
     * @param answers told of each trial once, one call at a time
     * @throws ClusterException if the cluster cannot go on; what was answered before counts
     */
    void make(
            List<Dataset> data,
            List<Map<String, String>> parameters,
            int blocks,
            Answers answers,
            BooleanSupplier stop);

    /** What came of the trials. */
    interface Answers {
        /** A trial is made. */
        void made(int index, List<RunSummary> runs);

        /** The strategy threw something in a trial. */
        void failed(int index, String error);
    }
}
