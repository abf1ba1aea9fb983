package dev.tandem.sweep.luck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OverfittingTest {
    /** One return per row and trial. */
    private record Table(double[][] returns, int blocks) implements Overfitting.Blocks {
        @Override
        public int trials() {
            return returns.length;
        }

        private int width() {
            return returns[0].length / blocks;
        }

        @Override
        public int count(int trial, int block) {
            return width();
        }

        @Override
        public double sum(int trial, int block) {
            double sum = 0;
            for (int i = 0; i < width(); i++) {
                sum += returns[trial][block * width() + i];
            }
            return sum;
        }

        @Override
        public double squares(int trial, int block) {
            double sum = 0;
            for (int i = 0; i < width(); i++) {
                double r = returns[trial][block * width() + i];
                sum += r * r;
            }
            return sum;
        }
    }

    /**
     * By hand, with four blocks of two returns (a - 1, a + 1), so that a half's Sharpe ratio grows with its mean. A is good
     * in blocks 1 and 2, B in 3 and 4, C is a little good always.
     */
    @Test
    void threeTrialsAndFourBlocksByHand() {
        double[][] means = {{4, 4, -4, -4}, {-4, -4, 4, 4}, {1, 1, 1, 1}};
        double[][] returns = new double[3][8];
        for (int trial = 0; trial < 3; trial++) {
            for (int block = 0; block < 4; block++) {
                returns[trial][2 * block] = means[trial][block] - 1;
                returns[trial][2 * block + 1] = means[trial][block] + 1;
            }
        }
        Overfitting it = Overfitting.of(new Table(returns, 4));
        // {1,2}: A is best, last in {3,4}; {3,4}: B, last in {1,2}; in the four mixed halves C is best and best again
        assertThat(it.splits()).isEqualTo(6);
        assertThat(it.probability()).isCloseTo(2.0 / 6, offset(1e-12));
        assertThat(it.loss()).isCloseTo(2.0 / 6, offset(1e-12));
        assertThat(it.slope()).isNegative();
    }

    @Test
    void whoIsAlwaysBestIsNeverOverfitted() {
        double[][] returns = noise(20, 320, 3);
        for (int i = 0; i < 320; i++) {
            returns[13][i] += 1;
        }
        assertThat(Overfitting.of(new Table(returns, 16)).probability()).isZero();
        assertThat(Overfitting.of(new Table(returns, 16)).splits()).isEqualTo(12_870);
    }

    @Test
    void onPureNoiseItIsAboutOneHalf() {
        double sum = 0;
        int runs = 40;
        for (int seed = 0; seed < runs; seed++) {
            sum += Overfitting.of(new Table(noise(30, 200, seed), 10)).probability() / runs;
        }
        assertThat(sum).as("mean over seeds 0 to 39").isBetween(0.42, 0.65);
    }

    @Test
    void whatIsEqualSharesItsRank() {
        double[] one = noise(1, 160, 9)[0];
        Overfitting it = Overfitting.of(new Table(new double[][] {one, one, one}, 16));
        assertThat(it.probability()).as("the middle counts as overfitted").isEqualTo(1);
    }

    @Test
    void anOddNumberOfBlocksIsRefused() {
        assertThatThrownBy(() -> Overfitting.of(new Table(noise(3, 30, 1), 5))).hasMessageContaining("even number");
    }

    private static double[][] noise(int trials, int length, long seed) {
        Random random = new Random(seed);
        double[][] returns = new double[trials][length];
        for (double[] series : returns) {
            for (int i = 0; i < length; i++) {
                series[i] = random.nextGaussian();
            }
        }
        return returns;
    }
}
