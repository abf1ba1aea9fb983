package dev.tandem.sweep.luck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeflatedSharpeTest {
    /** Bailey and López de Prado 2014, the numerical example: 100 trials, 1,250 days, a Sharpe ratio of 2.5 a year. */
    @Test
    void theExampleOfThePaperOnTheDeflatedSharpeRatio() {
        double benchmark = DeflatedSharpe.expectedMaximum(0.5 / 250, 100);
        assertThat(benchmark).isCloseTo(0.1132, offset(0.00005));
        double sharpe = 2.5 / Math.sqrt(250);
        assertThat(DeflatedSharpe.probability(sharpe, benchmark, 1250, -3, 10)).isCloseTo(0.9004, offset(0.0001));
        // with 46 trials it would have been above 0.95, says the paper
        assertThat(DeflatedSharpe.probability(sharpe, DeflatedSharpe.expectedMaximum(0.5 / 250, 46), 1250, -3, 10))
                .isCloseTo(0.9505, offset(0.0005));
    }

    /** Bailey and López de Prado 2012, section 4: a hedge fund's 24 months, 1.59 a year. */
    @Test
    void theExampleOfThePaperOnTheProbabilisticSharpeRatio() {
        assertThat(DeflatedSharpe.probability(0.458, 0, 24, 0, 3)).isCloseTo(0.982, offset(0.0005));
        assertThat(DeflatedSharpe.probability(0.458, 0, 24, -2.448, 10.164)).isCloseTo(0.913, offset(0.0005));
    }

    @Test
    void theExpectedMaximumIsThatOfDrawsFromANormalDistribution() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        Random normal = new Random(random.nextLong());
        for (int trials : new int[] {10, 100, 1000}) {
            double sum = 0;
            int draws = 20_000_000 / trials / 100;
            for (int draw = 0; draw < draws; draw++) {
                double best = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < trials; i++) {
                    best = Math.max(best, normal.nextGaussian());
                }
                sum += best;
            }
            assertThat(DeflatedSharpe.expectedMaximum(1, trials))
                    .as("%d trials, seed %d", trials, seed)
                    .isCloseTo(sum / draws, offset(0.05));
        }
    }

    @Test
    void aSingleTrialHasNoLuckToChooseFrom() {
        assertThat(DeflatedSharpe.expectedMaximum(1, 1)).isZero();
        assertThat(DeflatedSharpe.probability(1, 0, 1, 0, 3)).isNaN();
    }
}
