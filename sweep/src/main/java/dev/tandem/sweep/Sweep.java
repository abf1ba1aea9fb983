package dev.tandem.sweep;

import dev.tandem.report.metrics.Annualization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a strategy with many parameters, on all cores.
 *
 * <pre>{@code
 * SweepOutcome outcome = new Sweep(List.of(data), space, runner, options).run(trial -> {}, () -> false, List.of());
 * }</pre>
 *
 * <p>The data are shared by all trials; a trial keeps what a {@link RunSummary} holds and nothing that grows with the
 * bars. The same search gives the same trials with the same numbers, whatever the number of threads.
 */
public final class Sweep {
    private final List<Dataset> data;
    private final SearchSpace space;
    private final TrialRunner runner;
    private final SweepOptions options;
    private final @Nullable Cluster cluster;

    /** Of each set of data, once a run over it has said so. */
    private final List<AtomicReference<@Nullable Annualization>> years = new ArrayList<>();

    /** A search on this machine. */
    public Sweep(List<Dataset> data, SearchSpace space, TrialRunner runner, SweepOptions options) {
        this(data, space, runner, options, null);
    }

    /**
     * A search on a cluster, or on this machine where there is none. Which combinations are tried is decided here, with the
     * runner, in both cases.
     */
    public Sweep(
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
        this.data.forEach(set -> years.add(new AtomicReference<>(null)));
    }

    /**
     * Makes the trials. Returns when all are made, or soon after {@code stop} has become true.
     *
     * @param done trials of an earlier search over the same data, which are not made again
     * @throws IllegalArgumentException if there is nothing to try, or too much
     */
    public SweepOutcome run(SweepListener listener, BooleanSupplier stop, List<Trial> done) {
        long started = System.nanoTime();
        Map<Long, Trial> known = new ConcurrentHashMap<>();
        for (Trial trial : done) {
            known.put(trial.point(), trial);
        }
        Trials trials = new Trials(space, listener, stop, known, options.method() != SearchMethod.CMA_ES);
        long[] counts = options.method() == SearchMethod.CMA_ES ? evolve(trials) : tryAll(trials);
        List<Trial> finished = trials.inOrder();
        return new SweepOutcome(
                finished, counts[0], counts[1], trials.resumed(), trials.isStopped(), System.nanoTime() - started);
    }

    /** Returns how many were planned, and how many were refused. */
    private long[] tryAll(Trials trials) {
        Plan plan = Plan.of(space, options, runner);
        long[] points = plan.points();
        trials.begin(points.length);
        int blocks = options.blocks(points.length);
        if (cluster != null) {
            tryAll(trials, points, blocks, cluster);
            return new long[] {points.length, plan.refused()};
        }
        AtomicInteger next = new AtomicInteger();
        Workers.run(options.threads(), worker -> {
            for (int i = next.getAndIncrement(); i < points.length && !trials.isStopped(); i = next.getAndIncrement()) {
                trials.make(i + 1L, points[i], point -> evaluate(point, blocks));
            }
        });
        return new long[] {points.length, plan.refused()};
    }

    private void tryAll(Trials trials, long[] points, int blocks, Cluster elsewhere) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < points.length && !trials.isStopped(); i++) {
            if (trials.takeOver(i + 1L, points[i]) == null) {
                open.add(i);
            }
        }
        if (open.isEmpty() || trials.isStopped()) {
            return;
        }
        List<Map<String, String>> parameters =
                open.stream().map(i -> space.point(points[i])).toList();
        elsewhere.make(
                data,
                parameters,
                blocks,
                new Cluster.Answers() {
                    @Override
                    public void made(int index, List<RunSummary> runs) {
                        int i = open.get(index);
                        trials.made(i + 1L, points[i], runs);
                    }

                    @Override
                    public void failed(int index, String error) {
                        int i = open.get(index);
                        trials.failed(i + 1L, points[i], error);
                    }
                },
                trials::isStopped);
    }

    private long[] evolve(Trials trials) {
        trials.begin(options.trials());
        int blocks = options.blocks(options.trials());
        List<Evolution> starts = new ArrayList<>();
        int islands = Evolution.islands(options.trials());
        for (int i = 0; i < islands; i++) {
            starts.add(new Evolution(space, options, runner, i, islands));
        }
        AtomicInteger next = new AtomicInteger();
        Workers.run(Math.min(options.threads(), islands), worker -> {
            for (int i = next.getAndIncrement(); i < islands; i = next.getAndIncrement()) {
                starts.get(i).run(trials, point -> evaluate(point, blocks));
            }
        });
        long refused = starts.stream().mapToLong(Evolution::refused).max().orElse(0);
        return new long[] {options.trials(), refused};
    }

    private List<RunSummary> evaluate(long point, int blocks) {
        Map<String, String> parameters = space.point(point);
        if (cluster != null) {
            return evaluate(parameters, blocks, cluster);
        }
        List<RunSummary> runs = new ArrayList<>(data.size());
        for (int i = 0; i < data.size(); i++) {
            runs.add(RunSummary.of(runner, data.get(i), parameters, blocks, years.get(i)));
        }
        return List.copyOf(runs);
    }

    /** One alone, for a search that needs its result before it goes on. */
    private List<RunSummary> evaluate(Map<String, String> parameters, int blocks, Cluster elsewhere) {
        AtomicReference<List<RunSummary>> runs = new AtomicReference<>(List.of());
        AtomicReference<@Nullable String> error = new AtomicReference<>(null);
        elsewhere.make(
                data,
                List.of(parameters),
                blocks,
                new Cluster.Answers() {
                    @Override
                    public void made(int index, List<RunSummary> of) {
                        runs.set(of);
                    }

                    @Override
                    public void failed(int index, String why) {
                        error.set(why);
                    }
                },
                () -> false);
        String failure = error.get();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return runs.get();
    }
}
