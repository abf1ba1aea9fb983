package dev.tandem.sweep.luck;

import org.jspecify.annotations.Nullable;

/**
 * What a judgement is made of. Sharpe ratios are those of one bar's return.
 *
 * @param returns of each trial: how many, their sum and the sum of their squares, block by block
 * @param sharpes of all trials
 * @param best place of the trial that was chosen
 * @param bars how many returns it has
 * @param skewness of its returns
 * @param kurtosis of its returns
 * @param periodsPerYear bars in a year
 * @param years of data; of several sets, all of them added up
 * @param trialsOnData how many trials were ever made on these data, these included
 * @param trades results of the chosen trial's trades, in the order of their exits; null if they are not known
 * @param cash that the chosen trial began with
 * @param seed of what is drawn
 */
public record Evidence(
        Overfitting.Blocks returns,
        double[] sharpes,
        int best,
        long bars,
        double skewness,
        double kurtosis,
        double periodsPerYear,
        double years,
        long trialsOnData,
        double @Nullable [] trades,
        double cash,
        long seed) {
    /** Of all trials, with n - 1; 0 for a single one. */
    double variance() {
        if (sharpes.length < 2) {
            return 0;
        }
        double mean = 0;
        for (double sharpe : sharpes) {
            mean += sharpe / sharpes.length;
        }
        double sum = 0;
        for (double sharpe : sharpes) {
            sum += (sharpe - mean) * (sharpe - mean);
        }
        return sum / (sharpes.length - 1);
    }
}
