package dev.tandem.marketdata;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Columns that grow: by half, up to {@link #MAX_ROWS}, and with a message instead of an {@link OutOfMemoryError}. */
final class Columns {
    /** More rows than this are refused: at 48 bytes a bar they are 24 GB. */
    static final int MAX_ROWS = 500_000_000;

    private Columns() {}

    static int grown(int size) {
        if (size >= MAX_ROWS) {
            throw new TooLarge("more than " + MAX_ROWS + " rows do not fit into memory; split the file");
        }
        return (int) Math.min(MAX_ROWS, Math.max(256L, size + (long) size / 2));
    }

    static long[] resized(long[] column, int capacity) {
        try {
            return Arrays.copyOf(column, capacity);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(capacity);
        }
    }

    static double[] resized(double[] column, int capacity) {
        try {
            return Arrays.copyOf(column, capacity);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(capacity);
        }
    }

    static int[] resized(int[] column, int capacity) {
        try {
            return Arrays.copyOf(column, capacity);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(capacity);
        }
    }

    static byte[] resized(byte[] column, int capacity) {
        try {
            return Arrays.copyOf(column, capacity);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(capacity);
        }
    }

    /** The sum of the first counts; 0 where there are none. */
    static long sum(byte @Nullable [] counts, int size) {
        long sum = 0;
        if (counts != null) {
            for (int i = 0; i < size; i++) {
                sum += counts[i];
            }
        }
        return sum;
    }

    /** The same for counts that may be larger. */
    static long sum(int @Nullable [] counts, int size) {
        long sum = 0;
        if (counts != null) {
            for (int i = 0; i < size; i++) {
                sum += counts[i];
            }
        }
        return sum;
    }

    private static TooLarge outOfMemory(int capacity) {
        return new TooLarge("columns of " + capacity + " rows do not fit into the heap of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; give the JVM more with -Xmx, or split the file");
    }

    /** The first entry of an increasing column that is not below a value; {@code size} if there is none. */
    static int firstAtOrAfter(long[] increasing, int size, long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (increasing[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The data do not fit; the reader adds file and line. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }
}
