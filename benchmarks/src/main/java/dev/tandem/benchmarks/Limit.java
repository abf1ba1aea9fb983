package dev.tandem.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a row may cost before the build fails: a line of {@code limits.csv}.
 *
 * @param row the row's {@link Row#key}
 * @param ratio its processor time by that of its floor, as it was measured; null if only bytes are held
 * @param marginPercent by how much a JVM's ratio may be above that; what repeated runs were apart, and some
 * @param bytes what it allocates per operation in a JVM that optimizes nothing away
 */
record Limit(String row, @Nullable Double ratio, int marginPercent, double bytes) {
    /** A row that is noisier than this cannot show a slowdown of 30 %. */
    static final int WIDEST_MARGIN_PERCENT = 20;

    /** Bytes are counted, not measured: less than a tenth of one apart is rounding. */
    private static final double ROUNDING = 0.05;

    Limit {
        if (ratio != null && (marginPercent < 5 || marginPercent > WIDEST_MARGIN_PERCENT)) {
            throw new IllegalArgumentException(row + ": the margin is " + marginPercent + " %, and from 5 to "
                    + WIDEST_MARGIN_PERCENT + " % are possible; with more, 30 % slower would not be seen");
        }
    }

    boolean allows(double measuredRatio) {
        return ratio == null || measuredRatio <= highestRatio();
    }

    /** Where the build begins to fail; infinite where only bytes are held. */
    double highestRatio() {
        return ratio == null ? Double.POSITIVE_INFINITY : ratio * (100 + marginPercent) / 100;
    }

    /** Above 0: it allocates more than it may. Below: less, and the file is to say so. */
    int compareBytes(double measuredBytes) {
        return Math.abs(measuredBytes - bytes) <= ROUNDING ? 0 : Double.compare(measuredBytes, bytes);
    }

    /** As a line of the file. */
    String line() {
        return ratio == null
                ? String.format(Locale.ROOT, "%s,,,%.2f", row, bytes)
                : String.format(Locale.ROOT, "%s,%.3f,%d,%.2f", row, ratio, marginPercent, bytes);
    }
}
