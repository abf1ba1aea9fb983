package dev.tandem.benchmarks;

import dev.tandem.sim.book.DepthBook;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Updates of levels (L2), each followed by a look at the best price of its side: sizes that change, levels that come and go,
 * within 1,500 ticks of a middle that moves; per update.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DepthBenchmark.UPDATES)
public class DepthBenchmark {
    static final int UPDATES = 1_000_000;
    private static final long BASE = 6_000_000;

    private final boolean[] bid = new boolean[UPDATES];
    private final long[] ticks = new long[UPDATES];
    private final long[] lots = new long[UPDATES];
    private final DepthBook book = new DepthBook();
    private final DepthFloor floorBids = new DepthFloor(BASE, true);
    private final DepthFloor floorAsks = new DepthFloor(BASE, false);
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    public DepthBenchmark() {
        SplittableRandom random = new SplittableRandom(20_261_122);
        long middle = BASE + 2_000;
        for (int i = 0; i < UPDATES; i++) {
            if (i % 50 == 0) {
                middle = Math.clamp(middle + random.nextInt(3) - 1, BASE + 1_700, BASE + 2_300);
            }
            bid[i] = random.nextBoolean();
            int away = 1 + Math.min(random.nextInt(1_500), Math.min(random.nextInt(1_500), random.nextInt(1_500)));
            ticks[i] = bid[i] ? middle - away : middle + away;
            lots[i] = random.nextInt(10) < 3 ? 0 : 1L + random.nextInt(1_000);
        }
    }

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameBests() {
        long wanted = floor();
        if (wanted != depthBook() || wanted != treeMap()) {
            throw new IllegalStateException("the books do not have the same best prices");
        }
    }

    /** An array over the prices that the load has, and bits. */
    @Benchmark
    public long floor() {
        long sum = 0;
        for (int i = 0; i < UPDATES; i++) {
            DepthFloor side = bid[i] ? floorBids : floorAsks;
            side.update(ticks[i], lots[i]);
            sum += side.best();
        }
        return sum;
    }

    @Benchmark
    public long depthBook() {
        long sum = 0;
        for (int i = 0; i < UPDATES; i++) {
            book.update(bid[i], ticks[i], lots[i]);
            sum += book.best(bid[i]);
        }
        return sum;
    }

    @Benchmark
    public long treeMap() {
        long sum = 0;
        for (int i = 0; i < UPDATES; i++) {
            TreeMap<Long, Long> side = bid[i] ? bids : asks;
            if (lots[i] == 0) {
                side.remove(ticks[i]);
            } else {
                side.put(ticks[i], lots[i]);
            }
            sum += side.isEmpty() ? 0 : bid[i] ? side.lastKey() : side.firstKey();
        }
        return sum;
    }
}
