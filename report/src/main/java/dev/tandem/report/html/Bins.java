package dev.tandem.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * How often results of each size came: bins of a round width around zero, for gains and for losses. What is far out
 * (the outermost hundredth on each side) is counted in the first and the last bin, which say so.
 *
 * @param width of a bin, 1, 2 or 5 times a power of ten
 * @param from the lower bound of the first bin, a multiple of the width
 * @param counts how many in each bin
 * @param openBelow whether the first bin has all below it too
 * @param openAbove whether the last bin has all above it too
 */
record Bins(double width, double from, int[] counts, boolean openBelow, boolean openAbove) {
    private static final int ABOUT = 24;

    /** @param sorted ascending and finite, at least one */
    static Bins of(double[] sorted) {
        int tail = sorted.length / 100;
        double low = Math.min(0, sorted[tail]);
        double high = Math.max(0, sorted[sorted.length - 1 - tail]);
        double width = roundWidth((high - low) / ABOUT);
        long first = (long) Math.floor(low / width);
        long last = Math.max(first, (long) Math.ceil(high / width) - 1);
        int[] counts = new int[(int) (last - first + 1)];
        boolean below = false;
        boolean above = false;
        for (double value : sorted) {
            // zero earned nothing: it stands with the losses
            long bin = value == 0 ? Math.max(first, -1) : (long) Math.floor(value / width);
            below |= bin < first;
            above |= bin > last;
            counts[(int) (Math.clamp(bin, first, last) - first)]++;
        }
        return new Bins(width, first * width, counts, below, above);
    }

    private static double roundWidth(double width) {
        if (!(width > 1e-9)) {
            return 1e-9;
        }
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        for (double factor : new double[] {1, 2, 5}) {
            if (width <= factor * power * (1 + 1e-12)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    double lower(int bin) {
        return from + bin * width;
    }

    /** The bounds that deserve a label: zero, and others at a distance at which their labels do not touch. */
    List<Integer> labels() {
        int zero = (int) Math.round(-from / width);
        int every = Math.max(1, Math.ceilDiv(counts.length, 6));
        List<Integer> bounds = new ArrayList<>();
        for (int i = 0; i <= counts.length; i++) {
            if (Math.floorMod(i - zero, every) == 0) {
                bounds.add(i);
            }
        }
        return bounds;
    }
}
