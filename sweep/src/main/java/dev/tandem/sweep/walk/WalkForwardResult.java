package dev.tandem.sweep.walk;

import java.util.List;
import java.util.Map;

/**
 * How chosen parameters did on bars that they were not chosen on.
 *
 * @param mode anchored or rolling
 * @param purge bars left out before each boundary
 * @param embargo bars left out after each boundary
 * @param folds one after the other
 * @param sharpe of a year, of all returns on bars that were tried on
 * @param totalReturn of all of them, one after the other
 * @param efficiency the Sharpe ratio there over the mean one where the parameters were chosen; NaN where that is
 *     below 0.1: a share of almost nothing says nothing
 */
public record WalkForwardResult(
        WalkForwardMode mode,
        int purge,
        int embargo,
        List<Fold> folds,
        double sharpe,
        double totalReturn,
        double efficiency) {
    /**
     * One window.
     *
     * @param window its bars, in the first set of data
     * @param trainFromNanos open of the first bar to choose on
     * @param testFromNanos open of the first bar to try on
     * @param testToNanos close of the last bar to try on
     * @param parameters that were chosen; empty if no trial had a figure
     * @param trainScore what was looked for, where they were chosen
     * @param trainSharpe of a year, where they were chosen
     * @param testSharpe of a year, where they were tried
     * @param testReturn where they were tried
     */
    public record Fold(
            Window window,
            long trainFromNanos,
            long testFromNanos,
            long testToNanos,
            Map<String, String> parameters,
            double trainScore,
            double trainSharpe,
            double testSharpe,
            double testReturn) {}
}
