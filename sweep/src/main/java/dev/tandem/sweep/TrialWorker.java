package dev.tandem.sweep;

import dev.tandem.report.metrics.Annualization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the trials that a {@link Cluster} is asked for, on whatever machine it is. Safe for any number of threads; the data
 * are there once.
 */
public final class TrialWorker {
    /** Windows of a walk-forward come one after the other; what was cut out for an earlier one can go. */
    private static final int WINDOWS = 4;

    private final List<Dataset> data;
    private final TrialRunner runner;
    private final Map<List<TrialRequest.Stretch>, Cut> cuts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<TrialRequest.Stretch>, Cut> eldest) {
            return size() > WINDOWS;
        }
    };

    public TrialWorker(List<Dataset> data, TrialRunner runner) {
        this.data = List.copyOf(data);
        this.runner = runner;
    }

    /** Stretches of the data, and how long a year is in each, once a run has said so. */
    private record Cut(List<Dataset> data, List<AtomicReference<@Nullable Annualization>> years) {
        List<RunSummary> runs(TrialRunner runner, Map<String, String> parameters, int blocks) {
            List<RunSummary> runs = new ArrayList<>(data.size());
            for (int i = 0; i < data.size(); i++) {
                runs.add(RunSummary.of(runner, data.get(i), parameters, blocks, years.get(i)));
            }
            return List.copyOf(runs);
        }
    }

    /** Makes a trial. What its strategy throws is its result. */
    public byte[] make(byte[] request) {
        TrialRequest of = TrialRequest.of(request);
        try {
            return TrialRequest.made(cut(of.stretches()).runs(runner, of.parameters(), of.blocks()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return TrialRequest.failed(Trials.message(e));
        }
    }

    private Cut cut(List<TrialRequest.Stretch> stretches) {
        synchronized (cuts) {
            return cuts.computeIfAbsent(stretches, all -> {
                List<Dataset> parts = new ArrayList<>();
                List<AtomicReference<@Nullable Annualization>> years = new ArrayList<>();
                for (int i = 0; i < data.size(); i++) {
                    parts.add(all.get(i).in(data.get(i)));
                    years.add(new AtomicReference<>(null));
                }
                return new Cut(List.copyOf(parts), List.copyOf(years));
            });
        }
    }
}
