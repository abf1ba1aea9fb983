package dev.tandem.sweep;

import dev.tandem.result.RunResult;
import java.util.Map;
import java.util.function.Function;

/** Makes the runs of a search. Called by many threads at once, so each run needs a strategy object of its own. */
public interface TrialRunner {
    /**
     * Whether the strategy can be made with these parameters; what its constructor refuses is not a trial.
     *
     * @param parameters by name, as the search space has them
     */
    boolean accepts(Map<String, String> parameters);

    /**
     * Runs the strategy over the bars.
     *
     * @throws RuntimeException whose message tells the user what went wrong in this run
     */
    RunResult run(Dataset data, Map<String, String> parameters);

    /**
     * Runs the strategy over the bars, and looks at what came of it. What cannot be worked out then (money that leaves its
     * range) is a failure of the run, and told like one.
     */
    default <T> T run(Dataset data, Map<String, String> parameters, Function<RunResult, T> look) {
        return look.apply(run(data, parameters));
    }
}
