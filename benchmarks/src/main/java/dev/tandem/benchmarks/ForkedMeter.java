package dev.tandem.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures in JVMs of their own. For ratios the compiler works in the foreground, so that a row is as warm on a busy
 * machine as on an idle one. For bytes only the first compiler works, which allocates what the source says: what the
 * second one can prove away depends on when it comes to it.
 */
final class ForkedMeter implements Gate.Meter {
    private static final List<String> BOTH = List.of(
            "-Xms1g",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:-UseCompactObjectHeaders",
            "-Xbatch",
            "-Xlog:disable",
            "--sun-misc-unsafe-memory-access=allow");
    private static final String SECONDS = "1.2";

    @Override
    public double ratio(Row row) {
        double leastOfRow = Double.POSITIVE_INFINITY;
        double leastOfFloor = Double.POSITIVE_INFINITY;
        for (String line : run(List.of(), List.of("ratio", row.key(), row.floor(), SECONDS))) {
            int blank = line.indexOf(' ');
            leastOfRow = Math.min(leastOfRow, Double.parseDouble(line.substring(0, blank)));
            leastOfFloor = Math.min(leastOfFloor, Double.parseDouble(line.substring(blank + 1)));
        }
        return leastOfRow / leastOfFloor;
    }

    @Override
    public List<Double> bytes(List<String> rows) {
        List<String> arguments = new ArrayList<>(List.of("bytes"));
        arguments.addAll(rows);
        return run(List.of("-XX:TieredStopAtLevel=1"), arguments).stream()
                .map(Double::valueOf)
                .toList();
    }

    private static List<String> run(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(BOTH);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GateProcess.class.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> lines;
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                lines = out.readAllLines();
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("exit code " + code + " of " + String.join(" ", arguments));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + arguments + " was measured", e);
        }
    }
}
