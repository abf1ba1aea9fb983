package dev.tandem.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Does something at a fixed rate, and measures how late it is done. Each operation has a moment at which it is due, fixed
 * before anything begins; its latency is counted from that moment, whether it could begin then or had to wait for the one
 * before. Whoever counts from the real beginning leaves out those who wait, which is where the slow ones are (coordinated
 * omission).
 */
public final class FixedRate {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long SPIN_NANOS = 60_000;

    private final long perSecond;
    private final long count;

    /** What is done; told the how-many-th it is. */
    @FunctionalInterface
    public interface Operation {
        void run(long number);
    }

    /**
     * @param perSecond how many are due in a second
     * @param count how many there are
     */
    public FixedRate(long perSecond, long count) {
        if (perSecond <= 0 || count <= 0) {
            throw new IllegalArgumentException("a rate needs at least one operation per second and one at all, was "
                    + perSecond + " and " + count);
        }
        this.perSecond = perSecond;
        this.count = count;
    }

    /** On this thread, which waits for each moment without sleeping: for what takes less than some microseconds. */
    public LatencyRow run(Operation operation) {
        Histogram histogram = histogram();
        long start = System.nanoTime() + SPIN_NANOS;
        long now = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = due(start, i);
            while (now < due) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            operation.run(i);
            now = System.nanoTime();
            histogram.recordValue(Math.min(now - due, LONGEST_NANOS));
        }
        return row(histogram, now - start);
    }

    /**
     * On several threads, one per connection; whoever is free does the next. For what waits for somebody else.
     *
     * @param workers one operation per thread
     * @throws IllegalStateException if one of them throws; the others are left alone
     */
    public LatencyRow run(List<? extends Operation> workers) {
        AtomicLong next = new AtomicLong();
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        List<Histogram> histograms = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime() + 1_000_000;
        for (Operation worker : workers) {
            Histogram histogram = histogram();
            histograms.add(histogram);
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    work(worker, next, start, histogram);
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                    next.set(count);
                }
            }));
        }
        threads.forEach(FixedRate::join);
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("at " + perSecond + " per second: " + failed.getMessage(), failed);
        }
        long took = System.nanoTime() - start;
        Histogram all = histogram();
        histograms.forEach(all::add);
        return row(all, took);
    }

    private void work(Operation worker, AtomicLong next, long start, Histogram histogram) {
        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = due(start, i);
            long left = due - System.nanoTime();
            while (left > 0) {
                if (left > SPIN_NANOS) {
                    LockSupport.parkNanos(left - SPIN_NANOS);
                } else {
                    Thread.onSpinWait();
                }
                left = due - System.nanoTime();
            }
            worker.run(i);
            histogram.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while latencies were measured", e);
        }
    }

    private long due(long start, long i) {
        return start + (long) (i * (1e9 / perSecond));
    }

    private LatencyRow row(Histogram histogram, long tookNanos) {
        return new LatencyRow(perSecond, count * 1e9 / Math.max(1, tookNanos), histogram);
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }
}
