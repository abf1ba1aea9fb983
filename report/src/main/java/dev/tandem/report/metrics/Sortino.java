package dev.tandem.report.metrics;

/**
 * Return per downside risk: like {@link Sharpe}, but gains do not count as risk.
 *
 * <pre>sortino = mean(r) / dd(r) × sqrt(periodsPerYear),   dd(r) = sqrt(sum(min(r, 0)²) / n)</pre>
 *
 * <p>The target is 0, which is given and not estimated; so the sum is divided by n, the number of all returns. None
 * below two returns, without a negative return, or after the loss of the account.
 */
final class Sortino {
    private Sortino() {}

    static double of(Returns returns, double periodsPerYear) {
        if (returns.size() < 2) {
            return Double.NaN;
        }
        double deviation = returns.downsideDeviation();
        return deviation > 0 ? returns.mean() / deviation * Math.sqrt(periodsPerYear) : Double.NaN;
    }
}
