package dev.tandem.bench;

import java.util.Locale;

/**
 * This run beside the last one of the same. The fastest rounds are compared, because noise only ever adds time; a difference
 * is one if it is larger than two runs of the same are apart.
 *
 * @param earlier the last run
 * @param ratio this run's fastest round by that of the last one
 * @param noise by how much two runs of the same may differ, as a share
 * @param bytes how many bytes per event there are more than last time
 */
public record BenchComparison(BenchHistory.Earlier earlier, double ratio, double noise, double bytes) {
    private static final double QUIET = 0.07;
    private static final double DISTURBED = 0.2;

    static BenchComparison of(BenchReport report, BenchHistory.Earlier earlier) {
        return new BenchComparison(
                earlier,
                report.speed().leastNanos() / earlier.leastNanos(),
                report.isDisturbed() || earlier.disturbed() ? DISTURBED : QUIET,
                report.speed().bytes() - earlier.bytes());
    }

    /** {@code slower}, {@code faster} or {@code same}. */
    public String verdict() {
        if (ratio > 1 + noise) {
            return "slower";
        }
        return ratio < 1 / (1 + noise) ? "faster" : "same";
    }

    /** In words. */
    String text() {
        double percent = 100 * (ratio - 1);
        String time = switch (verdict()) {
            case "slower" -> String.format(Locale.ROOT, "%.0f %% slower", percent);
            case "faster" -> String.format(Locale.ROOT, "%.0f %% faster", 100 * (1 / ratio - 1));
            default ->
                String.format(Locale.ROOT, "no difference (%+.1f %%, and %.0f %% can be noise)", percent, 100 * noise);
        };
        return Math.abs(bytes) < 0.5 ? time : time + String.format(Locale.ROOT, ", %+.1f bytes per event", bytes);
    }
}
