package dev.tandem.sweep.walk;

import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.EquityCurve;
import dev.tandem.sweep.Cluster;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Sweep;
import dev.tandem.sweep.SweepListener;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.TrialRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches on the bars of each window and tries what was best on those that follow. What is tried begins with the bars that
 * it was chosen on, so that its averages are warm; only what happens after them counts.
 *
 * <p>Pardo, R.: "The Evaluation and Optimization of Trading Strategies", Wiley 2008, chapter 11.
 */
public final class WalkForward {
    /** A share of a Sharpe ratio below this says nothing. */
    private static final double LEAST_SHARPE = 0.1;

    private final List<Dataset> data;
    private final SearchSpace space;
    private final TrialRunner runner;
    private final SweepOptions options;
    private final @Nullable Cluster cluster;

    /** A walk on this machine. */
    public WalkForward(List<Dataset> data, SearchSpace space, TrialRunner runner, SweepOptions options) {
        this(data, space, runner, options, null);
    }

    /** A walk whose searches are made on a cluster, where there is one; what they chose is tried here. */
    public WalkForward(
            List<Dataset> data,
            SearchSpace space,
            TrialRunner runner,
            SweepOptions options,
            @Nullable Cluster cluster) {
        this.cluster = cluster;
        this.data = List.copyOf(data);
        this.space = space;
        this.runner = runner;
        this.options = options;
    }

    /**
     * Walks. Returns what is done soon after {@code stop} has become true.
     *
     * @param listener told of the trials of each window
     * @throws IllegalArgumentException if there are too few bars
     */
    public WalkForwardResult run(
            WalkForwardMode mode, int folds, int purge, int embargo, SweepListener listener, BooleanSupplier stop) {
        List<List<Window>> windows = new ArrayList<>();
        for (Dataset set : data) {
            windows.add(Window.of(mode, set.bars().size(), folds, purge, embargo));
        }
        List<WalkForwardResult.Fold> done = new ArrayList<>();
        Series all = new Series();
        double trainSharpes = 0;
        int chosen = 0;
        for (int fold = 0; fold < folds && !stop.getAsBoolean(); fold++) {
            int number = fold;
            List<Window> these = windows.stream().map(of -> of.get(number)).toList();
            List<Dataset> train = new ArrayList<>();
            for (int i = 0; i < data.size(); i++) {
                train.add(
                        data.get(i).part(these.get(i).trainFrom(), these.get(i).trainTo()));
            }
            SweepOutcome outcome = new Sweep(train, space, runner, options, cluster).run(listener, stop, List.of());
            if (outcome.stopped()) {
                break;
            }
            Optional<Trial> best = outcome.best(options.objective());
            Series here = new Series();
            best.ifPresent(trial -> test(these, trial.parameters(), here));
            all.add(here);
            double trainSharpe =
                    best.map(trial -> trial.metric(MetricDefinition.SHARPE)).orElse(Double.NaN);
            if (!Double.isNaN(trainSharpe)) {
                trainSharpes += trainSharpe;
                chosen++;
            }
            Dataset first = data.getFirst();
            Window window = these.getFirst();
            done.add(new WalkForwardResult.Fold(
                    window,
                    first.bars().openTimeNanos(window.trainFrom()),
                    first.bars().openTimeNanos(window.testFrom()),
                    first.bars().closeTimeNanos(window.testTo() - 1),
                    best.map(Trial::parameters).orElse(Map.of()),
                    best.map(trial -> trial.metric(options.objective().metric()))
                            .orElse(Double.NaN),
                    trainSharpe,
                    here.sharpe(),
                    here.totalReturn()));
        }
        double mean = chosen == 0 ? Double.NaN : trainSharpes / chosen;
        double sharpe = all.sharpe();
        return new WalkForwardResult(
                mode,
                purge,
                embargo,
                List.copyOf(done),
                sharpe,
                all.totalReturn(),
                mean >= LEAST_SHARPE ? sharpe / mean : Double.NaN);
    }

    private void test(List<Window> windows, Map<String, String> parameters, Series into) {
        for (int i = 0; i < data.size(); i++) {
            Window window = windows.get(i);
            Dataset part = data.get(i).part(window.trainFrom(), window.testTo());
            EquityCurve curve = runner.run(part, parameters).equityCurve();
            int from = window.testFrom() - window.trainFrom();
            double years = (curve.timeNanos(curve.size() - 1) - curve.timeNanos(from - 1)) / (365.25 * 86_400e9);
            into.add(curve, from, years);
        }
    }

    /** Returns, as they come. */
    private static final class Series {
        private long count;
        private double sum;
        private double squares;
        private double growth = 1;
        private double years;

        void add(EquityCurve curve, int from, double time) {
            for (int i = from; i < curve.size(); i++) {
                long before = curve.equity(i - 1);
                double r = before > 0 ? (double) (curve.equity(i) - before) / before : 0;
                count++;
                sum += r;
                squares += r * r;
                growth *= 1 + r;
            }
            years += time;
        }

        void add(Series other) {
            count += other.count;
            sum += other.sum;
            squares += other.squares;
            growth *= other.growth;
            years += other.years;
        }

        double totalReturn() {
            return count == 0 ? Double.NaN : growth - 1;
        }

        double sharpe() {
            if (count < 2 || !(years > 0)) {
                return Double.NaN;
            }
            double mean = sum / count;
            double variance = (squares - count * mean * mean) / (count - 1);
            return variance > 0 ? mean / Math.sqrt(variance) * Math.sqrt(count / years) : Double.NaN;
        }
    }
}
