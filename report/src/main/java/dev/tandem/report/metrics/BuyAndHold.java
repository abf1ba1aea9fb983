package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;

/**
 * What doing nothing would have earned: the return of the price.
 *
 * <pre>buyAndHold = last close / first close - 1</pre>
 *
 * <p>Of the first instrument, fully invested, without fees. None without bars, or where the first price is not above
 * zero.
 */
final class BuyAndHold {
    private BuyAndHold() {}

    static double of(EquityCurve curve) {
        if (curve.size() == 0 || !(curve.price(0) > 0)) {
            return Double.NaN;
        }
        double first = curve.price(0);
        return (curve.price(curve.size() - 1) - first) / first;
    }
}
