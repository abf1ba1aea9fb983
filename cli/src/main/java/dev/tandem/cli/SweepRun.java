package dev.tandem.cli;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.strategy.InvalidParameterException;
import dev.tandem.sweep.Cluster;
import dev.tandem.sweep.ClusterException;
import dev.tandem.sweep.Condition;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.Memory;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.ResultsFile;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Sweep;
import dev.tandem.sweep.SweepListener;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.TrialLedger;
import dev.tandem.sweep.TrialRunner;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.report.SweepPage;
import dev.tandem.sweep.report.SweepReport;
import dev.tandem.sweep.report.TrialEvidence;
import dev.tandem.sweep.walk.WalkForward;
import dev.tandem.sweep.walk.WalkForwardResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One search: reads the data, makes the trials, writes them down, and judges the best. */
final class SweepRun {
    private final SweepRequest request;
    private final LoadedStrategy loaded;
    private final Terminal terminal;
    private final BooleanSupplier stop;

    /**
     * What came of it.
     *
     * @param page for people; null if none was asked for
     * @param trouble what ended it early, with the trials kept that were done; null if nothing did
     */
    record Finished(
            SweepReport report,
            @Nullable Path page,
            @Nullable UserError trouble) {}

    SweepRun(SweepRequest request, LoadedStrategy loaded, Terminal terminal, BooleanSupplier stop) {
        this.request = request;
        this.loaded = loaded;
        this.terminal = terminal;
        this.stop = stop;
    }

    Finished run(String call) {
        SearchSpace space = space();
        List<Dataset> data = read();
        TrialRunner runner = new SweepRunner(request.runs(), loaded, terminal);
        Map<String, String> about = about(data, space);
        ClusterOptions where = request.cluster();
        if (where == null) {
            return run(call, space, data, runner, about, null);
        }
        SparkJars jars = SparkJars.find(TandemHome.find("--cluster"), terminal);
        try (SparkProcess cluster = SparkProcess.start(where, jars, request, loaded, data)) {
            terminal.err().println("cluster: " + cluster.awaitReady(stop));
            Finished finished = run(call, space, data, runner, about, cluster);
            if (!cluster.tally().isEmpty()) {
                terminal.err().println("cluster: " + cluster.tally());
            }
            return finished;
        } catch (ClusterException e) {
            throw UserError.network("--cluster: " + e.getMessage());
        }
    }

    private Finished run(
            String call,
            SearchSpace space,
            List<Dataset> data,
            TrialRunner runner,
            Map<String, String> about,
            @Nullable Cluster cluster) {
        Sweep sweep = new Sweep(data, space, runner, request.search(), cluster);
        Path results = results(about);
        Collected collected = new Collected();
        SweepOutcome outcome;
        UserError trouble = null;
        Path remembered = memoryOf(results);
        // A disk that is full says so of one of the two.
        Path[] writing = {results};
        try (Memory memory = memory(remembered, about, space);
                ResultsFile rows =
                        new ResultsFile(results, data, space, request.search().objective());
                Shown shown = new Shown("sweep", 1)) {
            List<Trial> done = memory.trials();
            Map<Long, Boolean> known = new LinkedHashMap<>();
            done.forEach(trial -> known.put(trial.point(), true));
            collected.listeners = List.of(
                    trial -> {
                        writing[0] = results;
                        rows.add(trial);
                    },
                    trial -> {
                        if (!known.containsKey(trial.point())) {
                            writing[0] = remembered;
                            memory.add(trial);
                        }
                    },
                    shown);
            outcome = sweep.run(collected, stop, done);
        } catch (UncheckedIOException e) {
            trouble = UserError.usage(writing[0] + ": cannot be written: "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
                    + "; the " + collected.trials.size() + " trials before are kept, --resume goes on");
            outcome = collected.outcome();
        } catch (ClusterException e) {
            trouble = UserError.network("--cluster: " + e.getMessage() + "; the " + collected.trials.size()
                    + " trials before are kept, --resume goes on");
            outcome = collected.outcome();
        } catch (IOException e) {
            throw UserError.usage("--out: cannot write to " + results + ": " + Complaint.line(e));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
        if (request.out() == null) {
            terminal.err().println("results: " + results);
        }
        return finish(space, data, runner, outcome, results, call, trouble, cluster);
    }

    private Finished finish(
            SearchSpace space,
            List<Dataset> data,
            TrialRunner runner,
            SweepOutcome outcome,
            Path results,
            String call,
            @Nullable UserError trouble,
            @Nullable Cluster cluster) {
        Trial best = outcome.best(request.search().objective()).orElse(null);
        RunResult bestRun = best == null ? null : runner.run(data.getFirst(), best.parameters());
        Judgement judgement =
                TrialEvidence.judge(outcome, request.search(), years(data), count(data, outcome), bestRun);
        WalkForwardResult walk = outcome.stopped() || trouble != null ? null : walk(data, space, runner, cluster);
        Map<String, String> fixed = new LinkedHashMap<>(best == null ? Map.of() : loaded.resolved(best.parameters()));
        space.ranges().stream().filter(range -> range.size() > 1).forEach(range -> fixed.remove(range.name()));
        SweepReport report = new SweepReport(
                loaded.name(),
                fixed,
                space,
                request.search(),
                request.runs().stream().map(BacktestOptions::instrument).toList(),
                data,
                outcome,
                judgement,
                walk,
                results.toString(),
                call);
        return new Finished(report, page(report, bestRun), trouble);
    }

    private @Nullable Path page(SweepReport report, @Nullable RunResult best) {
        Path folder = request.first().report();
        if (folder == null) {
            return null;
        }
        Path page = folder.resolve("index.html");
        try {
            Files.createDirectories(folder);
            try (Writer writer = Files.newBufferedWriter(page, StandardCharsets.UTF_8)) {
                new SweepPage(report, best == null ? null : best.equityCurve()).write(writer, request.top());
            }
            return page;
        } catch (IOException e) {
            throw UserError.usage("--report: cannot write to " + folder + ": " + Complaint.line(e));
        }
    }

    /** What may be tried; each value is one that the strategy can take. */
    private SearchSpace space() {
        Map<String, String> written = request.first().parameters();
        List<ParameterRange> ranges = new ArrayList<>();
        Map<String, String> firsts = new LinkedHashMap<>();
        written.forEach((name, text) -> firsts.put(name, text));
        for (Map.Entry<String, String> entry : written.entrySet()) {
            ranges.add(range(entry.getKey(), entry.getValue()));
        }
        List<Condition> conditions = new ArrayList<>();
        try {
            for (String condition : request.where()) {
                conditions.add(Condition.parse(condition, written.keySet()));
            }
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--where: " + e.getMessage());
        }
        try {
            SearchSpace space = new SearchSpace(ranges, conditions);
            // what a condition cannot compare is said before anything is run
            space.isWanted(space.point(0));
            return space;
        } catch (IllegalArgumentException e) {
            throw UserError.usage((conditions.isEmpty() ? "-p: " : "--where: ") + e.getMessage());
        }
    }

    private ParameterRange range(String name, String text) {
        try {
            ParameterRange range = ParameterRange.parse(name, text);
            List<String> values = new ArrayList<>();
            for (String value : range.values()) {
                String right = loaded.resolved(Map.of(name, value)).get(name);
                values.add(right == null ? value : right);
            }
            return new ParameterRange(name, values.stream().distinct().toList(), text);
        } catch (InvalidParameterException e) {
            throw UserError.usage("-p: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw UserError.usage("-p " + e.getMessage());
        }
    }

    private List<Dataset> read() {
        List<Dataset> data = new ArrayList<>();
        for (BacktestOptions options : request.runs()) {
            BacktestRun run = new BacktestRun(options, loaded, terminal);
            MarketData read = MarketDataReader.read(run.source(), options.reading());
            BarColumns bars = read.bars();
            if (bars.size() == 0) {
                throw UserError.usage(options.data() + ": there is no bar between --from and --to");
            }
            run.check(bars);
            data.add(new Dataset(options.data(), read.sha256(), bars));
        }
        return List.copyOf(data);
    }

    /** What has to be the same for trials of an earlier call to count. */
    private Map<String, String> about(List<Dataset> data, SearchSpace space) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("strategy", loaded.name() + " " + loaded.sha256());
        for (int i = 0; i < data.size(); i++) {
            about.put(
                    i == 0 ? "data" : "data " + (i + 1),
                    data.get(i).sha256() + " of " + request.runs().get(i).instrument());
        }
        space.ranges().forEach(range -> about.put("-p " + range.name(), range.written()));
        about.putAll(request.conditions());
        return Collections.unmodifiableMap(about);
    }

    private Path results(Map<String, String> about) {
        if (request.out() != null) {
            return request.out();
        }
        String name = loaded.name() + "-" + Long.toHexString(TrialLedger.key(about.toString())) + ".csv";
        Path folder = StateFolder.of(terminal).resolve("sweeps");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw UserError.usage(
                    "--out: missing, and the usual folder " + folder + " cannot be made: " + Complaint.line(e));
        }
        return folder.resolve(name);
    }

    private static Path memoryOf(Path results) {
        return results.resolveSibling(results.getFileName() + ".tandem");
    }

    private Memory memory(Path file, Map<String, String> about, SearchSpace space) {
        try {
            return opened(file, about, space);
        } catch (IOException e) {
            throw UserError.usage("--out: cannot write to " + file + ": " + Complaint.line(e));
        }
    }

    private Memory opened(Path file, Map<String, String> about, SearchSpace space) throws IOException {
        if (!request.resume()) {
            return Memory.begin(file, about);
        }
        if (!Files.exists(file)) {
            terminal.err().println("tandem: --resume: there is no earlier call of this search: it begins");
            return Memory.begin(file, about);
        }
        try {
            return Memory.resume(file, about, space);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--resume: " + e.getMessage());
        }
    }

    private double years(List<Dataset> data) {
        double nanos = 0;
        for (Dataset set : data) {
            BarColumns bars = set.bars();
            nanos += (double) bars.closeTimeNanos(bars.size() - 1) - bars.openTimeNanos(0);
        }
        return nanos / (365.25 * Times.DAY);
    }

    /** Counts the trials in the ledger, and says how many there were ever. */
    private long count(List<Dataset> data, SweepOutcome outcome) {
        if (request.ledger() == null) {
            return outcome.trials().size();
        }
        List<Long> keys = outcome.trials().stream()
                .map(trial ->
                        TrialLedger.key(loaded.sha256() + loaded.resolved(trial.parameters()) + request.conditions()))
                .toList();
        try {
            return new TrialLedger(request.ledger()).add(data, keys);
        } catch (IOException e) {
            terminal.err()
                    .println("tandem: warning: trials could not be counted in " + request.ledger() + ": "
                            + Complaint.line(e) + "; only those of this call count");
            return outcome.trials().size();
        }
    }

    private @Nullable WalkForwardResult walk(
            List<Dataset> data, SearchSpace space, TrialRunner runner, @Nullable Cluster cluster) {
        if (request.walkForward() == null) {
            return null;
        }
        try (Shown shown = new Shown("walk-forward", request.folds())) {
            return new WalkForward(data, space, runner, request.search(), cluster)
                    .run(request.walkForward(), request.folds(), request.purge(), request.embargo(), shown, stop);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--walk-forward: " + e.getMessage());
        }
    }

    /** Hands trials on, and remembers them for the case that the search does not end well. */
    private static final class Collected implements SweepListener {
        private final List<Trial> trials = new ArrayList<>();
        private List<SweepListener> listeners = List.of();
        private final long started = System.nanoTime();
        private long planned;

        @Override
        public void planned(long number) {
            planned = number;
            listeners.forEach(listener -> listener.planned(number));
        }

        @Override
        public void finished(Trial trial) {
            listeners.forEach(listener -> listener.finished(trial));
            trials.add(trial);
        }

        SweepOutcome outcome() {
            return new SweepOutcome(List.copyOf(trials), planned, 0, 0, true, System.nanoTime() - started);
        }
    }

    /** A bar on the terminal. */
    private final class Shown implements SweepListener, AutoCloseable {
        private final String task;
        private final int rounds;
        private @Nullable Progress progress;
        private long done;

        Shown(String task, int rounds) {
            this.task = task;
            this.rounds = rounds;
        }

        @Override
        public void planned(long number) {
            if (progress == null) {
                progress = Progress.withSpeed(terminal, task, number * rounds);
            }
        }

        @Override
        public void finished(Trial trial) {
            done++;
            if (progress != null) {
                progress.at(done);
            }
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
            }
        }
    }
}
