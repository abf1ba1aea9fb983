package dev.tandem.report.metrics;

/**
 * The yearly rate that, compounded, makes the total return (compound annual growth rate).
 *
 * <pre>cagr = (equity / cash) ^ (1 / years) - 1</pre>
 *
 * <p>{@code years} is that of {@link Annualization}. An account that ended at zero or below is lost: -1. None below two
 * bars, without starting cash, or beyond the range of a {@code double} (a large gain in a few minutes).
 */
final class Cagr {
    private Cagr() {}

    static double of(long cash, long equity, double years) {
        if (cash <= 0 || !(years > 0)) {
            return Double.NaN;
        }
        if (equity <= 0) {
            return -1;
        }
        // expm1 and log1p keep the digits of a return of a few millionths; StrictMath: the same ones on every machine
        double cagr = StrictMath.expm1(StrictMath.log1p(TotalReturn.of(cash, equity)) / years);
        return Double.isFinite(cagr) ? cagr : Double.NaN;
    }
}
