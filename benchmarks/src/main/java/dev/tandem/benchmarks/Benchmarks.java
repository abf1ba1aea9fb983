package dev.tandem.benchmarks;

import dev.tandem.bench.Conditions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the rows and prints a table in which each stands beside its floor.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar [--smoke|--quick|--medium] [--rows TEXT] [--json FILE] [--docs ROOT]}:
 * about twenty-five minutes, {@code --medium} ten, {@code --quick} five, {@code --smoke} two (only to see that all rows run). {@code --docs} keeps the result in
 * {@code ROOT/docs/performance.json} and writes the page and the README's block from it. {@code --rows} measures only rows whose name has the text in it, and those that these are compared
 * with. The rows are measured in turn, each in a JVM of its own, round after round, so that a disturbance from outside does
 * not hit one row alone.
 */
public final class Benchmarks {
    private static final List<String> JVM =
            List.of("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC", "-Xlog:disable", "--sun-misc-unsafe-memory-access=allow");
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String WHOLE_ROUNDS = "5";
    private static final int MEMORY_BARS = 1_000_000;

    private final Arguments arguments;
    private final Map<String, Score> scores = new LinkedHashMap<>();

    private Benchmarks(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws RunnerException, IOException {
        Arguments parsed;
        try {
            parsed = Arguments.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new Benchmarks(parsed).run();
    }

    private void run() throws RunnerException, IOException {
        double loadBefore = Conditions.load();
        long started = System.nanoTime();
        List<Row> rows = arguments.chosen();
        for (int round = 1; round <= arguments.rounds(); round++) {
            for (Row row : rows) {
                System.err.printf("round %d of %d: %s%n", round, arguments.rounds(), row.label());
                measure(row);
            }
        }
        Map<String, Double> memory = arguments.all() ? RetainedMemory.measure(MEMORY_BARS) : Map.of();
        Map<String, String> more = arguments.all() ? live() : Map.of();
        Results results = new Results(
                rows,
                scores,
                memory,
                more,
                Conditions.now(),
                JVM,
                loadBefore,
                Conditions.load(),
                arguments.rounds(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
        System.out.print(new ResultTable(results).text());
        Path json = arguments.json();
        ResultJson.write(results, json);
        System.err.println("written: " + json);
        Path root = arguments.docs();
        if (root != null) {
            PerformanceDoc.update(root, json);
            System.err.println("written: " + root.resolve(PerformanceDoc.PAGE) + " and the block in "
                    + root.resolve(PerformanceDoc.README));
        }
    }

    /** What is measured without JMH, in JVMs as a live session has. */
    private Map<String, String> live() {
        String seconds = Double.toString(arguments.latencySeconds());
        Map<String, String> more = new LinkedHashMap<>();
        System.err.println("latencies in process");
        more.put("latencyInProcess", LiveJvm.run(LatencyRun.class, "process", seconds));
        System.err.println("latencies over the wire");
        more.put("latencyOverTheWire", LiveJvm.run(LatencyRun.class, "wire", seconds));
        System.err.println("from an event to its order on a socket");
        more.put("decisionPath", LiveJvm.run(DecisionPath.class, "json", seconds));
        Path root = arguments.docs();
        if (root != null) {
            System.err.println("the whole process");
            String tandem = root.resolve("tandem").toAbsolutePath().normalize().toString();
            more.put(
                    "wholeProcess",
                    LiveJvm.run(List.of("-XX:+UseSerialGC"), WholeProcess.class, tandem, WHOLE_ROUNDS, "json"));
        }
        System.err.println("ten million orders");
        more.put("endurance", LiveJvm.run(Endurance.class, "orders"));
        return more;
    }

    private void measure(Row row) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + row.benchmark().replace(".", "\\.") + "$")
                .forks(1)
                .warmupIterations(arguments.warmups())
                .warmupTime(arguments.warmupTime())
                .measurementIterations(arguments.iterations())
                .measurementTime(arguments.time())
                .timeUnit(TimeUnit.NANOSECONDS)
                .jvmArgs(JVM.toArray(String[]::new))
                .addProfiler("gc")
                .addProfiler(CpuTimeProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (row.numbers() != null) {
            options.param("numbers", row.numbers());
        }
        for (RunResult result : new Runner(options.build()).run()) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                fork.getIterationResults().forEach(iteration -> add(row, iteration));
            }
        }
    }

    private void add(Row row, IterationResult iteration) {
        scores.computeIfAbsent(row.key(), key -> new Score())
                .add(
                        iteration.getPrimaryResult().getScore(),
                        secondary(iteration, CpuTimeProfiler.NAME),
                        secondary(iteration, BYTES));
    }

    private static double secondary(IterationResult iteration, String name) {
        Result<?> result = iteration.getSecondaryResults().get(name);
        if (result == null) {
            throw new IllegalStateException("JMH's profiler gave no " + name);
        }
        return result.getScore();
    }
}
