package dev.tandem.report.metrics;

/**
 * What the run earned of what it started with, open positions at the last price.
 *
 * <pre>totalReturn = (equity - cash) / cash</pre>
 *
 * <p>Below -1 if the account ended in debt. None without starting cash.
 */
final class TotalReturn {
    private TotalReturn() {}

    static double of(long cash, long equity) {
        return cash > 0 ? CurveWalk.difference(equity, cash) / cash : Double.NaN;
    }
}
