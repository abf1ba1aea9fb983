package dev.tandem.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What was measured for a row, per operation, in each iteration of each round. */
final class Score {
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    void add(double nanosPerOperation, double cpuNanosPerOperation, double bytesPerOperation) {
        nanos.add(nanosPerOperation);
        cpu.add(cpuNanosPerOperation);
        bytes.add(bytesPerOperation);
    }

    /** Time on the clock. */
    double nanos() {
        return median(nanos);
    }

    /** Processor time of the JVM. */
    double cpuNanos() {
        return median(cpu);
    }

    /** Time on the clock in the least disturbed iteration. */
    double bestNanos() {
        return nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** What was allocated. */
    double bytes() {
        return median(bytes);
    }

    List<Double> all() {
        return List.copyOf(nanos);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
