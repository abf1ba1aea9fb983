package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code tandem sweep --cluster} with a real master and two real workers, processes of this machine, and what is killed in
 * the middle. Needs the module {@code sweep-spark} to have been packaged.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepClusterTest {
    private static final Path SCRIPT = Launch.root().resolve("sweep-spark/standalone");

    /** A strategy that takes its time, so that there is a middle. */
    private static final String SLOW = """
            import dev.tandem.model.*;
            import dev.tandem.strategy.*;
            public class Slow implements Strategy {
                private final int every;
                private int bars;
                public Slow(@Parameter(name = "every", byDefault = "7", description = "bars between two trades") int every) {
                    this.every = every;
                }
                @Override public void onBar(Bar bar, Trader trader) {
                    if (++bars == 100) {
                        new Nap().take();
                    }
                    if (bars % every == 0) {
                        Order sent = bars % (2 * every) == 0
                            ? trader.sell() : trader.buy();
                    }
                    if (every == 13 && bars == 500) {
                        throw new IllegalStateException("thirteen");
                    }
                }
                static class Nap {
                    void take() {
                        try {
                            Thread.sleep(150);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException("woken", e);
                        }
                    }
                }
            }
            """;

    private Path folder = Path.of("");
    private String master = "";

    @BeforeAll
    void startTheCluster(@TempDir Path shared) throws IOException, InterruptedException {
        folder = shared;
        assumeTrue(
                Files.exists(Launch.root().resolve("sweep-spark/target/tandem-spark/classpath")),
                "sweep-spark has not been packaged: mvn package builds it before the command");
        Files.writeString(folder.resolve("Slow.java"), SLOW);
        bars("bars.csv", 1);
        bars("more.csv", 2);
        master = start();
    }

    private String start() throws IOException, InterruptedException {
        Launch script = Launch.command(SCRIPT.toString(), "start", cluster().toString())
                .with("JAVA_HOME", System.getProperty("java.home"))
                .run();
        assertThat(script.exitCode()).as(script.err()).isZero();
        return script.out().strip();
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    @AfterAll
    void stopTheCluster() throws IOException, InterruptedException {
        if (!master.isEmpty()) {
            Launch.command(SCRIPT.toString(), "stop", cluster().toString()).run();
        }
    }

    @Test
    void everyRowIsTheSameAsOnThisMachineAlsoOfASourceFileThatThrowsInATrial() throws Exception {
        String call = "--data bars.csv,more.csv --strategy Slow.java -p every=3..33:2 --fee 0.002 --stop-loss 0.02";
        Launch here = sweep(call, "here.csv");
        Launch there = sweep(call + " --cluster " + master, "there.csv");
        assertThat(there.exitCode()).isEqualTo(here.exitCode()).isEqualTo(2);
        assertThat(there.err())
                .contains("cluster: Spark ", " executor")
                .contains("Slow.java:18: IllegalStateException: thirteen (bar 499, ");
        assertThat(folder.resolve("there.csv")).hasSameTextualContentAs(folder.resolve("here.csv"));
    }

    @Test
    void aWalkForwardAndAnEvolutionAreTheSameToo() throws Exception {
        for (String method : List.of(
                "-p fast=3..9 -p slow=20..60:20 --walk-forward rolling --folds 3 --purge 5",
                "-p fast=3..30 -p slow=31..90 --search cma-es --trials 12 --seed 5")) {
            String call = "--data bars.csv --strategy sma-cross --format json " + method;
            Launch here = sweep(call, "here.csv");
            Launch there = sweep(call + " --cluster local[2]", "there.csv");
            assertThat(there.exitCode()).as(there.err()).isZero();
            assertThat(sorted("there.csv")).as(method).isEqualTo(sorted("here.csv"));
            assertThat(there.out().replace("there.csv", "here.csv")).contains(walk(here.out()));
        }
    }

    @Test
    void aWorkerAndItsExecutorThatAreKilledInTheMiddleCostNothingButTime() throws Exception {
        String call = "--data bars.csv --strategy Slow.java -p every=14..213";
        sweep(call, "here.csv");
        Process process = begin(call + " --cluster " + master, "there.csv");
        await("a tenth of the trials", process, () -> rows("there.csv") > 20);
        ProcessHandle worker = ProcessHandle.of(pid("worker-1")).orElseThrow();
        List<ProcessHandle> executors = worker.descendants().toList();
        assertThat(executors).as("the worker's executor").isNotEmpty();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        assertThat(rows("there.csv")).as("it was in the middle").isLessThan(180);
        Launch there = Launch.finish(process);
        assertThat(there.exitCode()).as(there.err()).isZero();
        assertThat(folder.resolve("there.csv")).hasSameTextualContentAs(folder.resolve("here.csv"));
        // for the other tests
        stopTheCluster();
        master = start();
    }

    @Test
    void aKilledCommandGoesOnWithResume() throws Exception {
        String call = "--data bars.csv --strategy Slow.java -p every=14..93";
        sweep(call, "here.csv");
        Process process = begin(call + " --cluster " + master, "there.csv");
        await("a few trials", process, () -> rows("there.csv") > 10);
        List<ProcessHandle> drivers = process.descendants().toList();
        assertThat(drivers).hasSize(1);
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        await("the end of the driver", null, () -> !drivers.getFirst().isAlive());
        Launch there = sweep(call + " --resume --format json --cluster " + master, "there.csv");
        assertThat(there.exitCode()).as(there.err()).isZero();
        assertThat(folder.resolve("there.csv")).hasSameTextualContentAs(folder.resolve("here.csv"));
        assertThat(there.out()).containsPattern("\"resumed\" ?: ?[1-9]");
    }

    @Test
    void aKilledDriverIsSaidAndTheTrialsBeforeAreKept() throws Exception {
        String call = "--data bars.csv --strategy Slow.java -p every=14..93";
        sweep(call, "here.csv");
        Process process = begin(call + " --cluster " + master, "there.csv");
        await("a few trials", process, () -> rows("there.csv") > 10);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Launch there = Launch.finish(process);
        assertThat(there.exitCode()).isEqualTo(4);
        assertThat(there.err())
                .containsPattern("tandem: --cluster: the driver has ended.*; the [0-9]+ trials before are kept,"
                        + " --resume goes on\n");
        assertThat(sweep(call + " --resume --cluster " + master, "there.csv").exitCode())
                .isZero();
        assertThat(folder.resolve("there.csv")).hasSameTextualContentAs(folder.resolve("here.csv"));
    }

    @Test
    void aMasterThatNobodyAnswersForIsSaidWithinSeconds() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        long started = System.nanoTime();
        Launch there = sweep(
                "--data bars.csv --strategy sma-cross -p fast=3..9 --cluster spark://127.0.0.1:" + free, "there.csv");
        assertThat(there.exitCode()).isEqualTo(4);
        assertThat(there.err())
                .isEqualTo("tandem: --cluster: there is no master at spark://127.0.0.1:" + free
                        + " (Connection refused)\n");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
    }

    private Launch sweep(String call, String out) throws IOException, InterruptedException {
        return Launch.finish(begin(call, out));
    }

    private Process begin(String call, String out) throws IOException {
        if (!call.contains("--resume")) {
            Files.deleteIfExists(folder.resolve(out));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtandem.root=" + Launch.root(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "sweep",
                "--instrument",
                "BTC/USD",
                "--tick",
                "0.01",
                "--ledger",
                "off",
                "--out",
                out));
        command.addAll(List.of(call.split(" ")));
        return Launch.command(command.toArray(String[]::new))
                .in(folder)
                .with("SPARK_HOME", "")
                .start();
    }

    private void await(String what, @Nullable Process process, BooleanSupplier come) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
            assertThat(process == null || process.isAlive())
                    .as("it runs, before " + what)
                    .isTrue();
            Thread.sleep(20);
        }
    }

    private long pid(String name) throws IOException {
        return Files.readAllLines(cluster().resolve("pids")).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private int rows(String file) {
        try {
            return Files.exists(folder.resolve(file))
                    ? Files.readAllLines(folder.resolve(file)).size() - 1
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> sorted(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream().sorted().toList();
    }

    /** What the document says about the walk. */
    private static String walk(String json) {
        int from = json.indexOf("\"walkForward\"");
        return json.substring(from, json.indexOf("\"verdict\"", from));
    }

    private void bars(String name, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        long cents = 1_000_000;
        for (int i = 0; i < 2_000; i++) {
            long open = cents;
            cents += random.nextInt(20_001) - 10_000;
            cents = Math.max(cents, 100_000);
            csv.append(1_500_000_000L + 3_600L * i).append(',');
            csv.append(price(open)).append(',');
            csv.append(price(Math.max(open, cents) + random.nextInt(2_000))).append(',');
            csv.append(price(Math.min(open, cents) - random.nextInt(2_000))).append(',');
            csv.append(price(cents)).append(",1\n");
        }
        Files.writeString(folder.resolve(name), csv);
    }

    private static String price(long cents) {
        return cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }
}
