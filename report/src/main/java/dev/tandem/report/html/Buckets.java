package dev.tandem.report.html;

import dev.tandem.result.EquityCurve;
import java.util.function.IntToDoubleFunction;

/**
 * The bars of the chart: those of the run, or, where they are too many to be drawn, several of them in one. A merged
 * bar opens with its first, closes with its last, and reaches as far as any of them.
 */
final class Buckets {
    /** So many bars are drawn at most. */
    static final int MOST = 100_000;

    private final int bars;
    private final int merged;

    private Buckets(int bars, int merged) {
        this.bars = bars;
        this.merged = merged;
    }

    static Buckets of(int bars) {
        return new Buckets(bars, Math.max(1, Math.ceilDiv(bars, MOST)));
    }

    int size() {
        return Math.ceilDiv(bars, merged);
    }

    /** How many bars of the run are in one of the chart. */
    int merged() {
        return merged;
    }

    int first(int bucket) {
        return bucket * merged;
    }

    int last(int bucket) {
        return Math.min(bars, (bucket + 1) * merged) - 1;
    }

    /** In which bar of the chart a bar of the run is. */
    int bucketOf(int bar) {
        return bar / merged;
    }

    double highest(int bucket, IntToDoubleFunction column) {
        double highest = column.applyAsDouble(first(bucket));
        for (int i = first(bucket) + 1; i <= last(bucket); i++) {
            highest = Math.max(highest, column.applyAsDouble(i));
        }
        return highest;
    }

    double lowest(int bucket, IntToDoubleFunction column) {
        return -highest(bucket, i -> -column.applyAsDouble(i));
    }

    /** How far the equity was below its highest so far, as a fraction, at the close of each bar. */
    static double[] drawdowns(EquityCurve curve) {
        double[] drawdowns = new double[curve.size()];
        long peak = Long.MIN_VALUE;
        for (int i = 0; i < drawdowns.length; i++) {
            peak = Math.max(peak, curve.equity(i));
            drawdowns[i] = peak > 0 ? ((double) peak - curve.equity(i)) / peak : 0;
        }
        return drawdowns;
    }
}
