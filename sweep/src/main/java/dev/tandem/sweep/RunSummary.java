package dev.tandem.sweep;

import dev.tandem.report.metrics.Annualization;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.RunResult;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run: its key figures, its fingerprint, and its returns in blocks. Trades and equity are not; the run
 * can be made again.
 *
 * @param metrics in the order of {@link MetricDefinition}; NaN where there is none
 * @param equity at the end, in units of {@link dev.tandem.model.Money}
 * @param fees paid, in units of {@link dev.tandem.model.Money}
 * @param trades how many round trips, an open one included
 * @param resultSha256 the fingerprint, as of a single backtest
 * @param returns for statistics over trials
 */
public record RunSummary(
        double[] metrics, long equity, long fees, int trades, String resultSha256, ReturnBlocks returns) {
    private static final MetricDefinition[] METRICS = MetricDefinition.values();

    /** @param years how long a year is in these bars; null where no run over them has said so yet */
    static RunSummary of(
            TrialRunner runner,
            Dataset data,
            Map<String, String> parameters,
            int blocks,
            AtomicReference<@Nullable Annualization> years) {
        return runner.run(data, parameters, run -> of(run, blocks, years));
    }

    private static RunSummary of(RunResult run, int blocks, AtomicReference<@Nullable Annualization> years) {
        Annualization known = years.get();
        Metrics all = known == null ? Metrics.of(run) : Metrics.of(run, known);
        years.set(all.annualization());
        double[] values = new double[METRICS.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.value(METRICS[i]);
        }
        return new RunSummary(
                values,
                run.equity(),
                run.fees(),
                run.trades().size(),
                run.resultSha256(),
                ReturnBlocks.of(all.returnSums(), blocks));
    }

    /** A key figure; NaN where there is none. */
    public double metric(MetricDefinition definition) {
        return metrics[definition.ordinal()];
    }
}
