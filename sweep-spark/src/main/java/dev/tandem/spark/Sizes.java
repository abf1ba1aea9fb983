package dev.tandem.spark;

/**
 * How many requests a task gets, so that what a task costs beside its work is small against it. Requests go out in waves,
 * each as large as all before it: the first is one for each core, to see how long they take, and since code that has just
 * been loaded is slow, every wave is cut by what the ones before it have shown.
 */
final class Sizes {
    /** What a task should last; far above what it costs, and short enough to lose. */
    static final long TARGET_NANOS = 250_000_000;

    /** What a task lasts at least, where there are so many requests. */
    static final long LEAST_NANOS = 50_000_000;

    private long nanosOfOne;

    /** That many requests took so long in a task. */
    synchronized void learn(int requests, long nanos) {
        long one = Math.max(nanos / Math.max(requests, 1), 1);
        // the fastest counts: the slow ones met code that was not compiled yet
        nanosOfOne = nanosOfOne == 0 ? one : Math.min(nanosOfOne, one);
    }

    /**
     * The sizes of the tasks that come next.
     *
     * @param done requests of this shift
     * @param left requests of this shift
     * @param cores that there are now
     */
    synchronized int[] next(int done, int left, int cores) {
        if (nanosOfOne == 0) {
            return tasks(Math.min(left, cores), 1);
        }
        long wanted = Math.max(TARGET_NANOS / nanosOfOne, 1);
        long least = Math.max((LEAST_NANOS + nanosOfOne - 1) / nanosOfOne, 1);
        long wave = Math.max(done, cores * wanted);
        // what would be left after it is not worth a wave of its own
        int requests = (int) (2 * wave > left ? left : wave);
        // three tasks for each core, so that the last one does not keep the others waiting, but none too small
        long even = (requests + 3L * cores - 1) / (3L * cores);
        return tasks(requests, (int) Math.max(Math.min(wanted, even), Math.min(least, requests)));
    }

    private static int[] tasks(int requests, int size) {
        int count = Math.max(requests / size, 1);
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            // as equal as can be: none is smaller than the size
            sizes[i] = (int) ((long) requests * (i + 1) / count - (long) requests * i / count);
        }
        return sizes;
    }
}
