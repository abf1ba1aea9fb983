package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;

/**
 * The share of time in the market.
 *
 * <pre>exposure = bars with a position at their close / bars</pre>
 *
 * <p>Long or short, whatever the size. A position that was opened and closed inside one bar is not seen. None without
 * bars.
 */
final class Exposure {
    private Exposure() {}

    static double of(EquityCurve curve) {
        return curve.size() > 0 ? (double) curve.barsHeld() / curve.size() : Double.NaN;
    }
}
