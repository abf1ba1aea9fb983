package dev.tandem.sweep.luck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RealityCheckTest {
    /**
     * Politis and Romano 1994, equation (8) and Lemma 1: the variance of the mean of a stationary bootstrap is known:
     * {@code n var = R(0) + 2 sum over i of b(i) R(i)} with {@code b(i) = (1 - i/n)(1 - p)^i + (i/n)(1 - p)^(n-i)}.
     */
    @Test
    void theMeanOfAStationaryBootstrapVariesAsThePaperSays() {
        int n = 60;
        double p = 0.2;
        Random noise = new Random(11);
        double[] series = new double[n];
        double last = 0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            last = 0.6 * last + noise.nextGaussian();
            series[i] = last;
            mean += last / n;
        }
        double expected = covariance(series, mean, 0);
        for (int i = 1; i < n; i++) {
            double weight = (1 - (double) i / n) * Math.pow(1 - p, i) + (double) i / n * Math.pow(1 - p, n - i);
            expected += 2 * weight * covariance(series, mean, i);
        }
        StationaryBootstrap bootstrap = new StationaryBootstrap(n, 1 / p, new SplittableRandom(4));
        int[] places = new int[n];
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            bootstrap.draw(places);
            double drawn = 0;
            for (int place : places) {
                drawn += series[place] / n;
            }
            sum += drawn;
            squares += drawn * drawn;
        }
        double variance = squares / draws - sum / draws * (sum / draws);
        assertThat(n * variance).isCloseTo(expected, withPercentage(2));
        assertThat(sum / draws).isCloseTo(mean, Offset.offset(0.01));
    }

    private static double covariance(double[] series, double mean, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < series.length; i++) {
            sum += (series[i] - mean) * (series[i + lag] - mean);
        }
        return sum / series.length;
    }

    /** With one trial and blocks of one return it is the ordinary test of a mean: p is that of the normal distribution. */
    @Test
    void aSingleTrialIsTheOrdinaryTestOfAMean() {
        double[] series = new double[400];
        Random noise = new Random(2);
        double mean = 0;
        for (int i = 0; i < series.length; i++) {
            series[i] = noise.nextGaussian();
            mean += series[i] / series.length;
        }
        double square = 0;
        for (int i = 0; i < series.length; i++) {
            series[i] -= mean;
            square += series[i] * series[i] / series.length;
        }
        for (int i = 0; i < series.length; i++) {
            // 1.645 standard errors above zero
            series[i] = series[i] / Math.sqrt(square) + 1.645 / Math.sqrt(series.length);
        }
        assertThat(RealityCheck.of(new double[][] {series}, 20_000, 1, 6).pValue())
                .isBetween(0.043, 0.057);
    }

    @Test
    void ofManyTrialsWithoutSkillTheBestIsNothingSpecial() {
        int rejected = 0;
        int runs = 100;
        for (int seed = 0; seed < runs; seed++) {
            Random noise = new Random(seed);
            double[][] returns = new double[50][120];
            for (double[] series : returns) {
                for (int i = 0; i < series.length; i++) {
                    series[i] = noise.nextGaussian();
                }
            }
            rejected += RealityCheck.of(returns, 200, 3, seed).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(rejected).as("of 100, seeds 0 to 99, at the 5 % level").isLessThanOrEqualTo(13);
    }

    /** Sellke, Bayarri and Berger 2001, table 1: 0.05 leaves 0.289, 0.01 leaves 0.111, 0.001 leaves 0.0184. */
    @Test
    void theTableOfThePaperOnWhatPValuesLeaveToChance() {
        assertThat(RealityCheck.chance(0.05)).isCloseTo(0.289, Offset.offset(0.0005));
        assertThat(RealityCheck.chance(0.01)).isCloseTo(0.111, Offset.offset(0.0005));
        assertThat(RealityCheck.chance(0.001)).isCloseTo(0.0184, Offset.offset(0.00005));
        assertThat(RealityCheck.chance(0.7)).isEqualTo(0.5);
    }

    @Test
    void whatReallyEarnsIsSeenAmongManyThatDoNot() {
        Random noise = new Random(8);
        double[][] returns = new double[200][240];
        for (int k = 0; k < returns.length; k++) {
            for (int i = 0; i < 240; i++) {
                returns[k][i] = noise.nextGaussian() + (k == 77 ? 0.5 : 0);
            }
        }
        assertThat(RealityCheck.of(returns, 1_000, 6, 1).pValue()).isLessThan(0.02);
    }
}
