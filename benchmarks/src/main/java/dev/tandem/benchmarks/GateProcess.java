package dev.tandem.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own in which the gate measures: {@code GateProcess ratio ROW FLOOR SECONDS} prints a line per round,
 * {@code row-cpu-ns floor-cpu-ns}; {@code GateProcess bytes ROW...} prints a line per row, {@code bytes}. Rows are named
 * as {@link Row#key} does.
 *
 * <p>Row and floor take turns, so that what else happens on the machine happens to both. Processor time of the thread is
 * measured, because the clock shows what others do.
 */
public final class GateProcess {
    private static final int FEWEST_ROUNDS = 15;

    private GateProcess() {}

    public static void main(String[] arguments) {
        RowWork.States states = new RowWork.States();
        if (arguments[0].equals("bytes")) {
            for (int i = 1; i < arguments.length; i++) {
                bytes(work(states, arguments[i]));
            }
            return;
        }
        RowWork work = work(states, arguments[1]);
        RowWork floor = work(states, arguments[2]);
        double seconds = Double.parseDouble(arguments[3]);
        rounds(work, floor, seconds, false);
        rounds(work, floor, seconds, true);
        work.end();
        floor.end();
    }

    private static RowWork work(RowWork.States states, String key) {
        int colon = key.indexOf(':');
        @Nullable String numbers = colon < 0 ? null : key.substring(colon + 1);
        return states.of(colon < 0 ? key : key.substring(0, colon), numbers);
    }

    /** The least of five runs, after two: earlier ones also load, link and fill caches for good. */
    private static void bytes(RowWork work) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 7; i++) {
            double bytes = work.slice().bytes();
            least = i < 2 ? least : Math.min(least, bytes);
        }
        System.out.printf(Locale.ROOT, "%.4f%n", least);
        work.end();
    }

    private static void rounds(RowWork work, RowWork floor, double seconds, boolean counts) {
        long started = System.nanoTime();
        for (int i = 0; i < FEWEST_ROUNDS || System.nanoTime() - started < seconds * 1e9; i++) {
            double ofFloor = floor.slice().cpuNanos();
            double ofWork = work.slice().cpuNanos();
            if (counts) {
                System.out.printf(Locale.ROOT, "%.4f %.4f%n", ofWork, ofFloor);
            }
        }
    }
}
