package dev.tandem.report.metrics;

/**
 * How much each fill may cost before the run earns nothing: compare it with fee, spread and slippage of the venue.
 *
 * <pre>breakEvenBps = (equity - cash + fees) / sum(price × quantity of all fills) × 10000</pre>
 *
 * <p>The trades are taken as they are, and a position that is still open at its mark. Negative if the trades lose money
 * even for nothing. None without fills.
 */
final class BreakEvenCost {
    private BreakEvenCost() {}

    static double basisPoints(long cash, long equity, long fees, long tradedNotional) {
        double profitBeforeFees = CurveWalk.difference(equity, cash) + fees;
        return tradedNotional > 0 ? profitBeforeFees / tradedNotional * 10_000 : Double.NaN;
    }
}
