package dev.tandem.report.metrics;

/**
 * How often the account was turned over.
 *
 * <pre>turnover = sum(price × quantity of all fills) / mean(equity)</pre>
 *
 * <p>Buys and sells both count, so one round trip with the whole account is 2. Over the whole run and not per year: it
 * is what the fees are paid on, {@code fees ≈ turnover × mean equity × rate}, and a year's worth of it would be an
 * extrapolation for a run of a week. None without bars or with a mean equity of zero or below.
 */
final class Turnover {
    private Turnover() {}

    static double of(long tradedNotional, Returns returns, int bars) {
        double mean = returns.sumOfEquity() / bars;
        return mean > 0 ? tradedNotional / mean : Double.NaN;
    }
}
