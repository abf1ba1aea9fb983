package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The floor of a whole run as a process: reads the file by hand and runs the floor loop 61 times (once for the run, and
 * 60 times as a stand-in for all else that a report computes), then prints what came of it.
 *
 * <p>{@code FloorProcess FILE ROWS}
 */
public final class FloorProcess {
    private static final int RUNS = 61;

    private FloorProcess() {}

    public static void main(String[] arguments) throws IOException {
        FloorParser columns = new FloorParser(Integer.parseInt(arguments[1]));
        columns.parse(Files.readAllBytes(Path.of(arguments[0])));
        FloorLoop loop = new FloorLoop(columns.open, columns.close);
        FloorLoop.Outcome outcome = loop.run(BacktestBenchmark.CASH);
        for (int i = 1; i < RUNS; i++) {
            outcome = loop.run(BacktestBenchmark.CASH + (i & 1));
        }
        System.out.println(outcome);
    }
}
