package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.bench.Conditions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The whole process, as a user has it: {@code ./tandem backtest} over a CSV file of 1,000,000 bars beside
 * {@link FloorProcess}, in turn, warm; wall time, processor time and the most memory that was resident. And a run of 252
 * bars.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.tandem.benchmarks.WholeProcess [PATH_OF_TANDEM [ROUNDS [json]]]}. Needs
 * Linux ({@code /proc}) and POSIX {@code ps} times.
 */
public final class WholeProcess {
    private static final int BARS = 1_000_000;
    private static final int FEW_BARS = 252;

    /** One run of a process. */
    record Run(double seconds, double cpuSeconds, double megabytes) {}

    private WholeProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String tandem = arguments.length > 0 ? arguments[0] : "./tandem";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path many = GeneratedFile.write(BARS);
        Path few = GeneratedFile.write(FEW_BARS);
        try {
            List<String> floor = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FloorProcess.class.getName(),
                    many.toString(),
                    Integer.toString(BARS));
            run(backtest(tandem, few));
            List<Run> ours = new ArrayList<>();
            List<Run> theFloors = new ArrayList<>();
            List<Run> small = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                theFloors.add(run(floor));
                ours.add(run(backtest(tandem, many)));
                small.add(run(backtest(tandem, few)));
            }
            if (arguments.length > 2 && arguments[2].equals("json")) {
                json(ours, theFloors, small);
            } else {
                print(Files.size(many), ours, theFloors, small);
            }
        } finally {
            Files.delete(many);
            Files.delete(few);
        }
    }

    private static void json(List<Run> ours, List<Run> floor, List<Run> small) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
            json.writeStartObject();
            json.writeNumberField("bars", BARS);
            json.writeNumberField("seconds", wall(ours));
            json.writeNumberField("floorSeconds", wall(floor));
            json.writeNumberField("wallRatio", wall(ours) / wall(floor));
            json.writeNumberField("cpuRatio", cpu(ours) / cpu(floor));
            json.writeNumberField("residentMegabytes", memory(ours));
            json.writeNumberField("fewBarsSeconds", wall(small));
            json.writeEndObject();
        }
    }

    private static List<String> backtest(String tandem, Path data) {
        return List.of(
                tandem,
                "backtest",
                "--data",
                data.toString(),
                "--instrument",
                "BTC/USD",
                "--strategy",
                "sma-cross",
                "-p",
                "fast=10",
                "-p",
                "slow=30");
    }

    private static void print(long bytes, List<Run> ours, List<Run> floor, List<Run> small) {
        System.out.printf(
                Locale.ROOT,
                "%,d bars, %.1f MB of CSV, medians of %d runs in turn%n%n",
                BARS,
                bytes / 1e6,
                ours.size());
        line("process", "wall s", "cpu s", "resident MB");
        line("floor: by hand, 61 loops", floor);
        line("tandem backtest", ours);
        line("tandem backtest, 252 bars", small);
        System.out.printf(
                Locale.ROOT,
                "%nwall ratio %.2f, cpu ratio %.2f (bound 1.5); resident %.0f MB (bound 300); 252 bars %.2f s (bound 0.5)%n"
                        + "load %.1f on %d processors%n",
                wall(ours) / wall(floor),
                cpu(ours) / cpu(floor),
                memory(ours),
                wall(small),
                Conditions.load(),
                Runtime.getRuntime().availableProcessors());
    }

    private static void line(String name, List<Run> runs) {
        line(
                name,
                String.format(Locale.ROOT, "%.3f", wall(runs)),
                String.format(Locale.ROOT, "%.3f", cpu(runs)),
                String.format(Locale.ROOT, "%.0f", memory(runs)));
    }

    private static void line(String... cells) {
        System.out.printf(Locale.ROOT, "%-28s %8s %8s %12s%n", (Object[]) cells);
    }

    private static double wall(List<Run> runs) {
        return Score.median(runs.stream().map(Run::seconds).toList());
    }

    private static double cpu(List<Run> runs) {
        return Score.median(runs.stream().map(Run::cpuSeconds).toList());
    }

    private static double memory(List<Run> runs) {
        return runs.stream().mapToDouble(Run::megabytes).max().orElseThrow();
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        double megabytes = 0;
        double cpu = 0;
        while (process.isAlive()) {
            megabytes = Math.max(megabytes, resident(process.pid()));
            cpu = Math.max(cpu, cpuSeconds(process.pid()));
            Thread.sleep(2);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException("exit code " + process.exitValue() + " of " + String.join(" ", command));
        }
        return new Run(seconds, cpu, megabytes);
    }

    /** The most that was resident so far, in millions of bytes. */
    private static double resident(long pid) {
        try (Stream<String> lines = Files.lines(proc(pid, "status"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }

    /** Processor time so far: user and system, counted in hundredths. */
    private static double cpuSeconds(long pid) {
        try {
            String stat = Files.readString(proc(pid, "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException | RuntimeException ended) {
            return 0;
        }
    }

    private static Path proc(long pid, String file) {
        return Path.of(File.separator + "proc", Long.toString(pid), file);
    }
}
