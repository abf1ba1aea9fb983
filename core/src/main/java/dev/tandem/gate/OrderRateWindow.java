package dev.tandem.gate;

/** When the last n orders were sent: a ring of times. */
final class OrderRateWindow {
    private final long[] times;
    private final long windowNanos;
    private int next;
    private int used;

    OrderRateWindow(int orders, long windowNanos) {
        this.times = new long[orders];
        this.windowNanos = windowNanos;
    }

    /** Whether one more at this time would be too many. */
    boolean isFull(long nowNanos) {
        if (times.length == 0) {
            return true;
        }
        // The ring's next slot holds the oldest of the last n orders.
        return used == times.length && nowNanos - times[next] < windowNanos;
    }

    void add(long nowNanos) {
        if (times.length == 0) {
            return;
        }
        times[next] = nowNanos;
        next = next + 1 == times.length ? 0 : next + 1;
        used = Math.min(used + 1, times.length);
    }
}
