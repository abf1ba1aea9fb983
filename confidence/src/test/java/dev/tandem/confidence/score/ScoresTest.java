package dev.tandem.confidence.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final MathContext EXACT = new MathContext(60);

    @Test
    void fourSignalsByHand() {
        Scores scores = Scores.of(new double[] {0.9, 0.9, 0.3, 0.3}, new boolean[] {true, false, false, false});

        assertThat(scores.brier()).isCloseTo((0.01 + 0.81 + 0.09 + 0.09) / 4, within(1e-15));
        assertThat(scores.reliability()).isCloseTo((2 * 0.16 + 2 * 0.09) / 4, within(1e-15));
        assertThat(scores.resolution()).isCloseTo(0.0625, within(1e-15));
        assertThat(scores.uncertainty()).isCloseTo(0.1875, within(1e-15));
        assertThat(scores.residual()).isCloseTo(0, within(1e-15));
        assertThat(scores.ece()).isCloseTo((0.4 + 0.3) / 2, within(1e-15));
        assertThat(scores.logLoss()).isCloseTo((-Math.log(0.9) - Math.log(0.1) - 2 * Math.log(0.7)) / 4, within(1e-14));
        assertThat(scores.bins().get(3)).isEqualTo(new Bin(0.3, 0.4, 2, 0.3, 0));
        assertThat(scores.bins().get(9)).isEqualTo(new Bin(0.9, 1.0, 2, 0.9, 0.5));
    }

    @Test
    void aTenthIsInTheBinThatBeginsThereAndOneIsInTheLast() {
        for (int k = 0; k < 10; k++) {
            assertThat(Bin.of(Double.parseDouble("0." + k))).isEqualTo(k);
            assertThat(Bin.of(Math.nextDown((k + 1) / 10.0))).isEqualTo(k);
        }
        assertThat(Bin.of(1)).isEqualTo(9);
    }

    @Test
    void toBeCertainAndWrongCostsMuchButNotEverything() {
        assertThat(Scores.of(new double[] {1}, new boolean[] {false}).logLoss()).isCloseTo(34.538776, within(1e-3));
        assertThat(Scores.of(new double[] {0}, new boolean[] {true}).logLoss())
                .isCloseTo(-Math.log(1e-15), within(1e-12));
        assertThat(Scores.of(new double[] {1, 0}, new boolean[] {true, false}).logLoss())
                .isCloseTo(0, within(1e-14));
    }

    @Test
    void nothingCannotBeScored() {
        assertThatThrownBy(() -> Scores.of(List.of())).hasMessage("there is nothing to score");
    }

    /** The same figures, from their definitions, in sixty digits and by looking at all rows for each bin. */
    @Test
    void theFiguresAreThoseOfTheDefinitions() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(400);
            double[] p = new double[n];
            boolean[] o = new boolean[n];
            for (int i = 0; i < n; i++) {
                p[i] = switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(11) / 10.0;
                    case 1 -> 0.5 + random.nextDouble() / 1e6;
                    default -> random.nextDouble();
                };
                o[i] = random.nextDouble() < p[i] * 0.8;
            }
            compare(seed, p, o);
        }
    }

    private static void compare(long seed, double[] p, boolean[] o) {
        Scores scores = Scores.of(p, o);
        BigDecimal n = BigDecimal.valueOf(p.length);
        BigDecimal base = mean(o, -1, p);
        BigDecimal brier = BigDecimal.ZERO;
        BigDecimal reliability = BigDecimal.ZERO;
        BigDecimal resolution = BigDecimal.ZERO;
        BigDecimal ece = BigDecimal.ZERO;
        BigDecimal variance = BigDecimal.ZERO;
        BigDecimal covariance = BigDecimal.ZERO;
        double logs = 0;
        for (int i = 0; i < p.length; i++) {
            BigDecimal said = new BigDecimal(p[i]);
            BigDecimal was = o[i] ? BigDecimal.ONE : BigDecimal.ZERO;
            int bin = bin(p[i]);
            BigDecimal meanSaid = meanSaid(p, bin);
            BigDecimal rate = mean(o, bin, p);
            brier = brier.add(said.subtract(was).pow(2));
            // Summed over rows instead of bins: each row brings its bin's share.
            reliability = reliability.add(meanSaid.subtract(rate).pow(2));
            resolution = resolution.add(rate.subtract(base).pow(2));
            ece = ece.add(meanSaid.subtract(rate).abs());
            variance = variance.add(said.subtract(meanSaid).pow(2));
            covariance = covariance.add(said.subtract(meanSaid).multiply(was.subtract(rate)));
            double clipped = Math.min(Math.max(p[i], 1e-15), 1 - 1e-15);
            logs -= o[i] ? Math.log(clipped) : Math.log(1 - clipped);
        }
        String about = "seed " + seed;
        near(about, scores.brier(), brier, n);
        near(about, scores.reliability(), reliability, n);
        near(about, scores.resolution(), resolution, n);
        near(about, scores.uncertainty(), base.multiply(BigDecimal.ONE.subtract(base)), BigDecimal.ONE);
        near(about, scores.residual(), variance.subtract(covariance.multiply(BigDecimal.TWO)), n);
        near(about, scores.ece(), ece, n);
        assertThat(scores.logLoss()).as(about).isCloseTo(logs / p.length, within(1e-12 * (1 + logs / p.length)));
        assertThat(scores.reliability() - scores.resolution() + scores.uncertainty() + scores.residual())
                .as(about)
                .isCloseTo(scores.brier(), within(1e-15));
    }

    private static void near(String about, double actual, BigDecimal sum, BigDecimal n) {
        assertThat(actual).as(about).isCloseTo(sum.divide(n, EXACT).doubleValue(), within(1e-12));
    }

    private static int bin(double p) {
        int bin = 0;
        while (bin < 9 && p >= (bin + 1) / 10.0) {
            bin++;
        }
        return bin;
    }

    private static BigDecimal meanSaid(double[] p, int bin) {
        BigDecimal sum = BigDecimal.ZERO;
        int count = 0;
        for (double each : p) {
            if (bin(each) == bin) {
                sum = sum.add(new BigDecimal(each));
                count++;
            }
        }
        return sum.divide(BigDecimal.valueOf(count), EXACT);
    }

    private static BigDecimal mean(boolean[] o, int bin, double[] p) {
        int hits = 0;
        int count = 0;
        for (int i = 0; i < o.length; i++) {
            if (bin < 0 || bin(p[i]) == bin) {
                hits += o[i] ? 1 : 0;
                count++;
            }
        }
        return BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(count), EXACT);
    }

    @Test
    void aPerfectForecasterIsWithinItsIntervalsAndOneThatIsTooSureIsNot() {
        List<Outcome> honest = new ArrayList<>();
        List<Outcome> sure = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5000; i++) {
            double p = random.nextDouble();
            honest.add(new Outcome(i, "honest", "BTC/USD", true, p, random.nextDouble() < p));
            sure.add(new Outcome(i, "sure", "BTC/USD", true, p, random.nextDouble() < 0.5 + (p - 0.5) / 3));
        }
        Calibration.Part good = Calibration.of(honest).all();
        Calibration.Part bad = Calibration.of(sure).all();
        assertThat(good.scores().ece()).isLessThan(0.02);
        assertThat(bad.scores().ece()).isGreaterThan(0.1);
        int within = 0;
        for (int i = 0; i < Bin.COUNT; i++) {
            if (good.intervals()
                    .hitRates()
                    .get(i)
                    .contains(good.scores().bins().get(i).confidence())) {
                within++;
            }
        }
        assertThat(within).isGreaterThanOrEqualTo(8);
        assertThat(bad.intervals().hitRates().get(9).high()).isLessThan(0.85);
        assertThat(good.intervals().brier().contains(good.scores().brier())).isTrue();
    }

    /** Ten agents that all say the same thing at the same moments are not ten times as much evidence. */
    @Test
    void copiesOfASignalDoNotMakeTheIntervalsNarrower() {
        List<Outcome> once = new ArrayList<>();
        List<Outcome> tenTimes = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            double p = random.nextDouble();
            boolean o = random.nextDouble() < p;
            for (int copy = 0; copy < 10; copy++) {
                Outcome outcome = new Outcome(i, "a" + copy, "BTC/USD", true, p, o);
                tenTimes.add(outcome);
                if (copy == 0) {
                    once.add(outcome);
                }
            }
        }
        Interval one = Calibration.of(once).all().intervals().brier();
        Interval ten = Calibration.of(tenTimes).all().intervals().brier();
        assertThat(ten.high() - ten.low()).isCloseTo(one.high() - one.low(), within(1e-9));
    }
}
