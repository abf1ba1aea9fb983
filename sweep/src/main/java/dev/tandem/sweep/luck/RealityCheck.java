package dev.tandem.sweep.luck;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often the best of all trials would earn as much if none could earn anything: White's reality check, with the
 * dependence between the trials and over time as it is in the data.
 *
 * <p>White, H.: "A Reality Check for Data Snooping", Econometrica 68(5), 2000. The statistic is
 * {@code V = max over k of sqrt(n) mean(f_k)}, where {@code f_k} are the returns of trial k above those of doing nothing, 0;
 * its distribution without skill is that of {@code max over k of sqrt(n) (mean(f*_k) - mean(f_k))} over stationary
 * bootstraps. Returns are divided by their standard deviation first (Hansen, P. R.: "A Test for Superior Predictive
 * Ability", Journal of Business and Economic Statistics 23(4), 2005), so that a trial that bets more does not count more.
 *
 * @param pValue the share of draws in which luck did at least as well; {@code (1 + how often) / (1 + draws)}
 * @param luck the best Sharpe ratio of a period to be expected of these trials, had none of them any skill
 * @param draws how many
 * @param meanBlock mean length of a block, in periods
 * @param periods into which the time was cut
 */
public record RealityCheck(double pValue, double luck, int draws, double meanBlock, int periods) {
    /**
     * The check.
     *
     * @param returns of each trial in each period
     * @param draws how many bootstraps
     * @param meanBlock mean length of a block, in periods
     */
    public static RealityCheck of(double[][] returns, int draws, double meanBlock, long seed) {
        int n = returns[0].length;
        double[] means = new double[returns.length];
        double[][] scaled = new double[returns.length][];
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < returns.length; k++) {
            scaled[k] = scaled(returns[k]);
            double sum = 0;
            for (double r : scaled[k]) {
                sum += r;
            }
            means[k] = sum / n;
            best = Math.max(best, means[k]);
        }
        StationaryBootstrap bootstrap = new StationaryBootstrap(n, meanBlock, new SplittableRandom(seed));
        int[] places = new int[n];
        int[] times = new int[n];
        int asGood = 0;
        double lucks = 0;
        for (int draw = 0; draw < draws; draw++) {
            bootstrap.draw(places);
            Arrays.fill(times, 0);
            for (int place : places) {
                times[place]++;
            }
            double luck = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < scaled.length; k++) {
                double sum = 0;
                double[] series = scaled[k];
                for (int i = 0; i < n; i++) {
                    sum += times[i] * series[i];
                }
                luck = Math.max(luck, sum / n - means[k]);
            }
            asGood += luck >= best ? 1 : 0;
            lucks += luck;
        }
        return new RealityCheck((1.0 + asGood) / (1.0 + draws), lucks / draws, draws, meanBlock, n);
    }

    /**
     * The least that a p-value leaves to chance: the smallest probability that there is no skill, whatever skill would look
     * like, if both were equally likely before.
     *
     * <pre>1 / (1 + 1 / (-e p ln p)) for p below 1/e, else 1/2</pre>
     *
     * <p>Sellke, T., Bayarri, M. J. and Berger, J. O.: "Calibration of p Values for Testing Precise Null Hypotheses", The
     * American Statistician 55(1), 2001.
     */
    public static double chance(double p) {
        return p >= 1 / Math.E ? 0.5 : 1 / (1 + 1 / (-Math.E * p * Math.log(p)));
    }

    private static double[] scaled(double[] series) {
        double sum = 0;
        double squares = 0;
        for (double r : series) {
            sum += r;
            squares += r * r;
        }
        double mean = sum / series.length;
        double variance = squares / series.length - mean * mean;
        double[] scaled = new double[series.length];
        if (variance > 0) {
            double deviation = Math.sqrt(variance);
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = series[i] / deviation;
            }
        }
        return scaled;
    }
}
