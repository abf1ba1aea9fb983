package dev.tandem.confidence.recalibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.confidence.score.Scores;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecalibrationTest {
    private static final int PAST = 2_000;
    private static final int FRESH = 20_000;

    /** The least squares among all ways to cut the row into level stretches that rise. */
    @Test
    void poolingFindsWhatTryingEverythingFinds() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(9);
            double[] sums = new double[n];
            double[] weights = new double[n];
            for (int i = 0; i < n; i++) {
                weights[i] = 1 + random.nextInt(4);
                sums[i] = random.nextInt((int) weights[i] + 1);
            }
            double[] fitted = Isotonic.pool(sums, weights);
            assertThat(loss(fitted, sums, weights))
                    .as("seed %d", seed)
                    .isCloseTo(bruteForce(sums, weights), within(1e-12));
            for (int i = 1; i < n; i++) {
                assertThat(fitted[i]).as("seed %d", seed).isGreaterThanOrEqualTo(fitted[i - 1]);
            }
        }
    }

    private static double bruteForce(double[] sums, double[] weights) {
        int n = sums.length;
        double best = Double.POSITIVE_INFINITY;
        for (int cuts = 0; cuts < 1 << (n - 1); cuts++) {
            double[] level = new double[n];
            int from = 0;
            boolean rises = true;
            for (int i = 0; i < n; i++) {
                if (i == n - 1 || (cuts >> i & 1) == 1) {
                    double mean = Arrays.stream(sums, from, i + 1).sum()
                            / Arrays.stream(weights, from, i + 1).sum();
                    Arrays.fill(level, from, i + 1, mean);
                    rises &= from == 0 || level[from - 1] <= mean;
                    from = i + 1;
                }
            }
            if (rises) {
                best = Math.min(best, loss(level, sums, weights));
            }
        }
        return best;
    }

    private static double loss(double[] level, double[] sums, double[] weights) {
        double loss = 0;
        for (int i = 0; i < level.length; i++) {
            double mean = sums[i] / weights[i];
            loss += weights[i] * (level[i] - mean) * (level[i] - mean);
        }
        return loss;
    }

    /** Agents that are wrong in a known way. */
    enum Distortion {
        TOO_SURE(p -> bend(p, 0.4)),
        TOO_MODEST(p -> bend(p, 1.8)),
        OPTIMIST(p -> Math.max(0, p - 0.2)),
        CURVED(p -> p * p);

        final DoubleUnaryOperator truth;

        Distortion(DoubleUnaryOperator truth) {
            this.truth = truth;
        }

        private static double bend(double p, double slope) {
            double odds = Math.log(p / (1 - p)) * slope;
            return 1 / (1 + Math.exp(-odds));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLearnedFromTwoThousandHoldsForTwentyThousand(Distortion distortion) {
        for (long seed = 1; seed <= 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] past = said(random, PAST);
            Recalibration learned = Isotonic.fit(past, came(random, past, distortion));
            double[] fresh = said(random, FRESH);
            boolean[] outcomes = came(random, fresh, distortion);

            double before = Scores.of(fresh, outcomes).ece();
            double after = Scores.of(Arrays.stream(fresh).map(learned::apply).toArray(), outcomes)
                    .ece();

            assertThat(before).as("%s seed %d before", distortion, seed).isGreaterThan(0.05);
            assertThat(after).as("%s seed %d after", distortion, seed).isLessThan(0.03);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_SURE", "TOO_MODEST"})
    void plattMendsWhoIsEvenlyTooSureOrTooModest(Distortion distortion) {
        SplittableRandom random = new SplittableRandom(5);
        double[] past = said(random, PAST);
        Platt learned = Platt.fit(past, came(random, past, distortion));
        double[] fresh = said(random, FRESH);
        boolean[] outcomes = came(random, fresh, distortion);

        assertThat(learned.slope()).isCloseTo(distortion == Distortion.TOO_SURE ? 0.4 : 1.8, within(0.3));
        assertThat(Scores.of(Arrays.stream(fresh).map(learned::apply).toArray(), outcomes)
                        .ece())
                .isLessThan(0.03);
    }

    @Test
    void aPerfectForecasterMeasuresWhatLuckAloneGives() {
        SplittableRandom random = new SplittableRandom(9);
        double[] said = said(random, FRESH);
        boolean[] outcomes = new boolean[FRESH];
        for (int i = 0; i < FRESH; i++) {
            outcomes[i] = random.nextDouble() < said[i];
        }
        assertThat(Scores.of(said, outcomes).ece()).isBetween(0.001, 0.012);
    }

    @Test
    void moreConfidenceNeverMeansLess() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(60);
            double[] said = new double[n];
            boolean[] came = new boolean[n];
            for (int i = 0; i < n; i++) {
                said[i] = random.nextInt(5) == 0 ? random.nextInt(2) : random.nextDouble();
                came[i] = random.nextBoolean();
            }
            for (Recalibration each : new Recalibration[] {Isotonic.fit(said, came), Platt.fit(said, came)}) {
                double before = -1;
                for (int i = 0; i <= 1000; i++) {
                    double value = each.apply(i / 1000.0);
                    assertThat(value).as("%s seed %d", each, seed).isBetween(Math.max(0, before), 1.0);
                    before = value;
                }
            }
        }
    }

    /** Outcomes that come later change nothing of what was said before. */
    @ParameterizedTest
    @EnumSource
    void theFutureChangesNothing(RollingRecalibration.Method method) {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 400;
            double[] said = said(random, n);
            boolean[] one = came(random, said, Distortion.TOO_SURE);
            boolean[] other = one.clone();
            int change = random.nextInt(n);
            for (int i = change; i < n; i++) {
                other[i] = random.nextBoolean();
            }
            assertThat(Arrays.copyOf(run(method, said, other), change + 1))
                    .as("seed %d, the outcomes from %d on are others", seed, change)
                    .isEqualTo(Arrays.copyOf(run(method, said, one), change + 1));
        }
    }

    private static double[] run(RollingRecalibration.Method method, double[] said, boolean[] came) {
        RollingRecalibration rolling = new RollingRecalibration(method, 50, 10, 0.6);
        double[] answers = new double[said.length];
        for (int i = 0; i < said.length; i++) {
            answers[i] = rolling.apply(said[i]);
            rolling.settled(said[i], came[i]);
        }
        return answers;
    }

    @Test
    void howManyPassBeforeAndAfterIsCounted() {
        RollingRecalibration rolling = new RollingRecalibration(RollingRecalibration.Method.ISOTONIC, 100, 100, 0.6);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            rolling.apply(0.8);
            rolling.settled(0.8, random.nextDouble() < 0.5);
        }
        assertThat(rolling.asked()).isEqualTo(200);
        assertThat(rolling.passedBefore()).isEqualTo(200);
        assertThat(rolling.passedAfter())
                .as("after 100 it is known that 0.8 is worth 0.5: nothing passes any more")
                .isEqualTo(100);
    }

    private static double[] said(SplittableRandom random, int n) {
        double[] said = new double[n];
        for (int i = 0; i < n; i++) {
            said[i] = 0.02 + 0.96 * random.nextDouble();
        }
        return said;
    }

    private static boolean[] came(SplittableRandom random, double[] said, Distortion distortion) {
        boolean[] came = new boolean[said.length];
        for (int i = 0; i < said.length; i++) {
            came[i] = random.nextDouble() < distortion.truth.applyAsDouble(said[i]);
        }
        return came;
    }
}
