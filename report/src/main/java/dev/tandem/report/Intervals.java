package dev.tandem.report;

import dev.tandem.model.Times;

/** Lengths of time as traders write them. */
public final class Intervals {
    private static final String[] NAMES = {"d", "h", "m", "s", "ms", "us", "ns"};
    private static final long[] NANOS = {
        Times.DAY, 3_600 * Times.SECOND, 60 * Times.SECOND, Times.SECOND, 1_000_000, 1_000, 1
    };

    private Intervals() {}

    /** The length of a bar, exactly, in the largest unit that divides it: {@code 4h}, {@code 90m}, {@code 7d}. */
    public static String text(long nanos) {
        for (int i = 0; i < NANOS.length; i++) {
            if (nanos % NANOS[i] == 0 && (nanos != 0 || i == 3)) {
                return nanos / NANOS[i] + NAMES[i];
            }
        }
        throw new AssertionError(nanos);
    }

    /** A long time, roughly, in its two largest units: {@code 205 d 16 h}. */
    public static String rough(long nanos) {
        int unit = 0;
        while (unit < NANOS.length - 1 && nanos < NANOS[unit]) {
            unit++;
        }
        long large = nanos / NANOS[unit];
        long rest = unit + 1 < NANOS.length ? nanos % NANOS[unit] / NANOS[unit + 1] : 0;
        String text = Figures.count(large) + " " + NAMES[unit];
        return rest == 0 || large >= 100 || unit >= 3 ? text : text + " " + rest + " " + NAMES[unit + 1];
    }
}
