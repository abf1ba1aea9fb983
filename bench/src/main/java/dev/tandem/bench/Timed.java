package dev.tandem.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of the same work, each timed as a whole, so that clocks are read twice per round and not per event: time on the
 * clock, processor time of this thread, and what it allocated.
 */
final class Timed {
    /** Shorter work is repeated within a round, because a clock's step and its own cost must not matter. */
    private static final long SHORTEST_ROUND_NANOS = 10_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Supplier<?> work;
    private double[] wall = new double[16];
    private double[] cpu = new double[16];
    private double leastBytes = Double.POSITIVE_INFINITY;
    private int rounds;
    private int repeats = 1;

    /** Somebody could look at it, so the work has to be done. */
    @Nullable
    Object result;

    Timed(Supplier<?> work) {
        this.work = work;
    }

    /** One more round. */
    void round() {
        while (!tryRound()) {
            repeats *= 2;
        }
    }

    private boolean tryRound() {
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long wallBefore = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            result = work.get();
        }
        long wallNanos = System.nanoTime() - wallBefore;
        long cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        if (wallNanos < SHORTEST_ROUND_NANOS) {
            return false;
        }
        if (rounds == wall.length) {
            wall = Arrays.copyOf(wall, 2 * rounds);
            cpu = Arrays.copyOf(cpu, 2 * rounds);
        }
        wall[rounds] = (double) wallNanos / repeats;
        cpu[rounds] = (double) cpuNanos / repeats;
        rounds++;
        leastBytes = Math.min(leastBytes, (double) bytes / repeats);
        return true;
    }

    /** Forgets the rounds so far. */
    void forget() {
        rounds = 0;
        leastBytes = Double.POSITIVE_INFINITY;
    }

    int rounds() {
        return rounds;
    }

    /** Time on the clock. */
    double medianNanos() {
        double[] sorted = Arrays.copyOf(wall, rounds);
        Arrays.sort(sorted);
        return rounds % 2 == 1 ? sorted[rounds / 2] : (sorted[rounds / 2 - 1] + sorted[rounds / 2]) / 2;
    }

    /** Time on the clock in the fastest round. */
    double leastNanos() {
        return least(wall, 0, rounds);
    }

    /** Processor time in the round that needed least. */
    double leastCpuNanos() {
        return least(cpu, 0, rounds);
    }

    double leastBytes() {
        return leastBytes;
    }

    /** Whether the last three rounds needed no less than 98 % of the processor time of the best before them. */
    boolean isStable() {
        return rounds >= 6 && least(cpu, rounds - 3, rounds) > 0.98 * least(cpu, 0, rounds - 3);
    }

    private static double least(double[] of, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < to; i++) {
            least = Math.min(least, of[i]);
        }
        return least;
    }
}
