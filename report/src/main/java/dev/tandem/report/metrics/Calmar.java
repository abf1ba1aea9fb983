package dev.tandem.report.metrics;

/**
 * Yearly growth per worst loss.
 *
 * <pre>calmar = cagr / maxDrawdown</pre>
 *
 * <p>Over the whole run, not over its last three years. None without a drawdown.
 */
final class Calmar {
    private Calmar() {}

    static double of(double cagr, double maxDrawdown) {
        return maxDrawdown > 0 ? cagr / maxDrawdown : Double.NaN;
    }
}
