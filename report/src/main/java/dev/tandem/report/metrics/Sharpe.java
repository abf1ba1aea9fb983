package dev.tandem.report.metrics;

/**
 * Return per risk: how much the returns are above zero, measured by how much they vary.
 *
 * <pre>sharpe = mean(r) / sd(r) × sqrt(periodsPerYear),   sd(r) = sqrt(sum((r - mean)²) / (n - 1))</pre>
 *
 * <p>The risk-free rate is 0. None below two returns, without variance, or after the loss of the account.
 */
final class Sharpe {
    private Sharpe() {}

    static double of(Returns returns, double periodsPerYear) {
        if (returns.size() < 2) {
            return Double.NaN;
        }
        double deviation = returns.standardDeviation();
        return deviation > returns.resolution() ? returns.mean() / deviation * Math.sqrt(periodsPerYear) : Double.NaN;
    }
}
