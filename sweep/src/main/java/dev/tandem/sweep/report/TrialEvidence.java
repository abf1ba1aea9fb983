package dev.tandem.sweep.report;

import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sweep.ReturnBlocks;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.luck.Evidence;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.luck.Overfitting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trials of a search say about luck. */
public final class TrialEvidence {
    private TrialEvidence() {}

    /**
     * Judges the best trial.
     *
     * @param years of data
     * @param trialsOnData ever made, these included
     * @param bestRun the best trial made again, for its trades; null if that was not done
     * @return null where there is no best trial, or no return
     */
    public static @Nullable Judgement judge(
            SweepOutcome outcome, SweepOptions options, double years, long trialsOnData, @Nullable RunResult bestRun) {
        Trial best = outcome.best(options.objective()).orElse(null);
        if (best == null) {
            return null;
        }
        List<Trial> trials =
                outcome.trials().stream().filter(trial -> !trial.isFailed()).toList();
        Blocks blocks = new Blocks(trials.stream().map(Trial::returns).toList());
        ReturnBlocks returns = best.returns();
        double periods = best.metric(MetricDefinition.PERIODS_PER_YEAR);
        if (returns.count() < 2 || Double.isNaN(periods)) {
            return null;
        }
        return Judgement.of(new Evidence(
                blocks,
                blocks.all().stream().mapToDouble(ReturnBlocks::sharpe).toArray(),
                trials.indexOf(best),
                returns.count(),
                returns.skewness(),
                returns.kurtosis(),
                periods,
                years,
                trialsOnData,
                bestRun == null ? null : results(bestRun),
                bestRun == null ? 1 : bestRun.cash(),
                options.seed()));
    }

    private static double[] results(RunResult run) {
        return run.trades().stream()
                .filter(trade -> !trade.isOpen())
                .mapToDouble(Trade::pnl)
                .toArray();
    }

    private record Blocks(List<ReturnBlocks> all) implements Overfitting.Blocks {
        @Override
        public int trials() {
            return all.size();
        }

        @Override
        public int blocks() {
            return all.getFirst().counts().length;
        }

        @Override
        public int count(int trial, int block) {
            return all.get(trial).counts()[block];
        }

        @Override
        public double sum(int trial, int block) {
            return all.get(trial).sums()[block];
        }

        @Override
        public double squares(int trial, int block) {
            return all.get(trial).squares()[block];
        }
    }
}
