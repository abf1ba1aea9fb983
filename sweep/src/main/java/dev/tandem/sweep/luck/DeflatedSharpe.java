package dev.tandem.sweep.luck;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a Sharpe ratio is worth that is the best of many.
 *
 * <p>Bailey, D. H. and López de Prado, M.: "The Deflated Sharpe Ratio: Correcting for Selection Bias, Backtest Overfitting
 * and Non-Normality", Journal of Portfolio Management 40(5), 2014; its first part is their "The Sharpe Ratio Efficient
 * Frontier", Journal of Risk 15(2), 2012. All Sharpe ratios here are those of one bar's return, not of a year.
 */
public final class DeflatedSharpe {
    private static final double EULER_MASCHERONI = 0.5772156649015329;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private DeflatedSharpe() {}

    /**
     * The probability that the true Sharpe ratio is above a benchmark (probabilistic Sharpe ratio).
     *
     * <pre>PSR(b) = Φ( (SR - b) sqrt(T - 1) / sqrt(1 - γ3 SR + (γ4 - 1)/4 SR²) )</pre>
     *
     * @param sharpe the one that was measured
     * @param benchmark that it is compared with
     * @param returns how many returns it was measured on
     * @param skewness of the returns
     * @param kurtosis of the returns, 3 for a normal distribution
     * @return NaN below two returns
     */
    public static double probability(double sharpe, double benchmark, long returns, double skewness, double kurtosis) {
        if (returns < 2) {
            return Double.NaN;
        }
        double spread = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
        return NORMAL.cumulativeProbability(
                (sharpe - benchmark) * Math.sqrt(returns - 1.0) / Math.sqrt(Math.max(spread, 1e-12)));
    }

    /**
     * The best Sharpe ratio to be expected of so many trials none of which has any skill.
     *
     * <pre>E[max] ≈ sqrt(V) ( (1 - γ) Φ⁻¹(1 - 1/N) + γ Φ⁻¹(1 - 1/(N e)) ),   γ = 0.5772…</pre>
     *
     * @param variance of the Sharpe ratios of the trials
     * @param trials how many independent ones
     * @return 0 for a single trial
     */
    public static double expectedMaximum(double variance, long trials) {
        if (trials < 2) {
            return 0;
        }
        double n = trials;
        return Math.sqrt(variance)
                * ((1 - EULER_MASCHERONI) * NORMAL.inverseCumulativeProbability(1 - 1 / n)
                        + EULER_MASCHERONI * NORMAL.inverseCumulativeProbability(1 - 1 / (n * Math.E)));
    }
}
