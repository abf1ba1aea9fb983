package dev.tandem.cli;

import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.walk.WalkForwardMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search was asked for, beside the runs.
 *
 * @param runs how a run is made, once for each set of data; the strategy's parameters are still ranges in it
 * @param conditions what was said about the runs, option by option
 * @param where which combinations are wanted
 * @param search how
 * @param walkForward null if that was not asked for
 * @param folds of the walk
 * @param purge bars
 * @param embargo bars
 * @param out where the rows go; null for the usual place
 * @param resume whether to go on with an earlier call
 * @param ledger where trials are counted; null for nowhere
 * @param top how many are listed
 * @param cluster where trials are made; null for this machine
 */
record SweepRequest(
        List<BacktestOptions> runs,
        Map<String, String> conditions,
        List<String> where,
        SweepOptions search,
        @Nullable WalkForwardMode walkForward,
        int folds,
        int purge,
        int embargo,
        @Nullable Path out,
        boolean resume,
        @Nullable Path ledger,
        int top,
        @Nullable ClusterOptions cluster) {
    BacktestOptions first() {
        return runs.getFirst();
    }
}
