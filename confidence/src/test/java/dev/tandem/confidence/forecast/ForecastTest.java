package dev.tandem.confidence.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastTest {
    private static final Instrument BTC = Instrument.of("BTC/USD");
    private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

    // Confidence

    @Test
    void theProbabilityThatADirectionPaysIsReadOffTheQuantiles() {
        Forecast forecast = quantiles(-0.03, -0.02, -0.01, 0.01, 0.02, 0.03, 0.04);
        Rate none = Rate.ZERO;
        assertThat(ForecastConfidence.pays(forecast, Side.BUY, none)).isCloseTo(0.625, within(1e-12));
        assertThat(ForecastConfidence.pays(forecast, Side.SELL, none)).isCloseTo(0.375, within(1e-9));
        assertThat(ForecastConfidence.pays(forecast, Side.BUY, Rate.parse("0.01")))
                .isCloseTo(0.5, within(1e-12));
        assertThat(ForecastConfidence.pays(forecast, Side.SELL, Rate.parse("0.01")))
                .isCloseTo(0.25, within(1e-9));
        assertThat(ForecastConfidence.side(forecast, none)).isEqualTo(Side.BUY);
    }

    @Test
    void quantilesOfANormalDistributionGiveItsProbabilities() {
        NormalDistribution normal = new NormalDistribution(0.002, 0.01);
        double[] values =
                Arrays.stream(LEVELS).map(normal::inverseCumulativeProbability).toArray();
        Forecast forecast = new Forecast.Quantiles("n", BTC, 0, 1, LEVELS, values);
        for (double x = -0.04; x <= 0.04; x += 0.001) {
            assertThat(forecast.probabilityAbove(x))
                    .as("at %s", x)
                    .isCloseTo(1 - normal.cumulativeProbability(x), within(0.025));
        }
    }

    @Test
    void probabilitiesFallWhereReturnsRiseAndStayBetweenZeroAndOne() {
        for (long seed = 1; seed <= 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values =
                    random.doubles(LEVELS.length, -0.05, 0.05).sorted().toArray();
            if (seed % 3 == 0) {
                values[3] = values[2];
            }
            Forecast forecast = new Forecast.Quantiles("r", BTC, 0, 1, LEVELS, values);
            double before = 1;
            for (double x = -0.2; x <= 0.2; x += 0.0007) {
                double p = forecast.probabilityAbove(x);
                assertThat(p).as("seed %d at %s", seed, x).isBetween(0.0, before + 1e-12);
                before = p;
            }
            for (double level : new double[] {0.01, 0.05, 0.3, 0.5, 0.93, 0.99}) {
                assertThat(1 - forecast.probabilityAbove(forecast.quantile(level)))
                        .as("seed %d level %s", seed, level)
                        .isCloseTo(level, within(seed % 3 == 0 ? 0.26 : 1e-9));
            }
        }
    }

    @Test
    void thatATargetIsReachedBeforeAStopFollowsFromPaths() {
        Forecast.Paths paths = new Forecast.Paths("p", BTC, 0, 3, new double[][] {
            {0.01, 0.03, -0.05}, {-0.02, 0.05, 0.05}, {0.005, 0.01, 0.015}, {-0.005, -0.01, 0.0005}
        });
        Rate two = Rate.parse("0.02");
        assertThat(ForecastConfidence.targetBeforeStop(paths, Side.BUY, two, two, Rate.parse("0.001")))
                .as("the first reaches it, the second is stopped, the third ends above the costs, the fourth does not")
                .isEqualTo(0.5);
        assertThat(ForecastConfidence.targetBeforeStop(paths, Side.SELL, two, two, Rate.ZERO))
                .isEqualTo(0.25);
        assertThat(paths.probabilityAbove(0.001)).isEqualTo(0.5);
    }

    @Test
    void aRandomWalkReachesTheNearerMoreOftenAndADriftHelps() {
        assertThat(ForecastConfidence.targetBeforeStop(0, 0.01, Rate.parse("0.03"), Rate.parse("0.01")))
                .isCloseTo(0.25, within(1e-12));
        Random random = new Random(3);
        for (double drift : new double[] {-0.0005, 0.0005, 0.002}) {
            int won = 0;
            int n = 4000;
            for (int i = 0; i < n; i++) {
                double at = 0;
                while (at > -0.02 && at < 0.03) {
                    at += drift / 25 + 0.01 / 5 * random.nextGaussian();
                }
                won += at >= 0.03 ? 1 : 0;
            }
            assertThat(ForecastConfidence.targetBeforeStop(drift, 0.01, Rate.parse("0.03"), Rate.parse("0.02")))
                    .as("drift %s", drift)
                    .isCloseTo((double) won / n, within(0.035));
        }
        assertThat(ForecastConfidence.targetBeforeStop(5, 0.01, Rate.parse("0.03"), Rate.parse("0.02")))
                .isEqualTo(1);
        assertThat(ForecastConfidence.targetBeforeStop(-5, 0.01, Rate.parse("0.03"), Rate.parse("0.02")))
                .isZero();
    }

    @Test
    void aForecastThatCannotBeIsRefused() {
        assertThatThrownBy(() -> quantiles(1, 2, 3, 2.5, 5, 6, 7)).hasMessageContaining("must not cross");
        assertThatThrownBy(() -> quantiles(1, 2, 3, Double.NaN, 5, 6, 7)).hasMessageContaining("must be finite");
        assertThatThrownBy(() -> new Forecast.Quantiles("a", BTC, 0, 1, new double[] {0.5, 0.5}, new double[] {1, 2}))
                .hasMessageContaining("levels must rise");
        assertThatThrownBy(() -> new Forecast.Paths("a", BTC, 0, 1, new double[][] {{1, 2}, {1}}))
                .hasMessageContaining("equally many steps");
    }

    // Uncertainty

    @Test
    void ageAndMissedIntervalsMoveAConfidenceTowardsOneHalfAndNeverBeyond() {
        Shrinkage shrinkage = new Shrinkage(100, true);
        for (long seed = 1; seed <= 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double p = random.nextDouble();
            long age = random.nextLong(1000);
            Coverage good = new Coverage(0.8, 50);
            Coverage worse = new Coverage(0.8, 50);
            for (int i = 0; i < 30; i++) {
                good.settled(i % 5 != 0);
                worse.settled(i % 5 == 0);
            }
            double fresh = shrinkage.apply(p, 0, good);
            double old = shrinkage.apply(p, age, good);
            double missed = shrinkage.apply(p, age, worse);
            assertThat(Math.abs(old - 0.5)).isBetween(0.0, Math.abs(fresh - 0.5));
            assertThat(Math.abs(missed - 0.5)).isBetween(0.0, Math.abs(old - 0.5));
            assertThat((p - 0.5) * (missed - 0.5)).isNotNegative();
            assertThat(shrinkage.apply(Math.min(1, p + 0.01), age, good)).isGreaterThanOrEqualTo(old);
            assertThat(Shrinkage.OFF.apply(p, age, worse)).isCloseTo(p, within(1e-15));
        }
        assertThat(new Shrinkage(100, false).apply(0.9, 100, new Coverage(0.8, 10)))
                .isCloseTo(0.7, within(1e-12));
    }

    // Forecasters

    static List<Forecaster> forecasters() {
        return List.of(new EwmaDrift(0.94, 100), new AutoRegression(3), new NearestNeighbors(10, 5));
    }

    /** Conformal intervals cover what they promise, whatever the model is worth. */
    @ParameterizedTest
    @MethodSource("forecasters")
    void intervalsCoverWhatTheyPromise(Forecaster model) {
        SplitConformal conformal = new SplitConformal(model, 400);
        Random random = new Random(17);
        double[] returns = new double[1400];
        double last = 0;
        for (int i = 0; i < returns.length; i++) {
            last = 0.3 * last + 0.01 * random.nextGaussian();
            returns[i] = last;
        }
        int within = 0;
        int times = 0;
        for (int end = 400; end + 2 <= returns.length; end += 2) {
            Forecast forecast = conformal.forecast(BTC, Arrays.copyOf(returns, end), 2, end, 1);
            double came = returns[end] + returns[end + 1];
            within += came >= forecast.quantile(0.1) && came <= forecast.quantile(0.9) ? 1 : 0;
            times++;
        }
        assertThat((double) within / times).as("%s over %d", model, times).isBetween(0.73, 0.87);
    }

    @Test
    void autoregressionFindsTheWeightsOfASeriesThatHasSome() {
        Random random = new Random(1);
        double[] returns = new double[4000];
        for (int i = 1; i < returns.length; i++) {
            returns[i] = 0.6 * returns[i - 1] + 0.01 * random.nextGaussian();
        }
        Forecaster.Fitted fitted = new AutoRegression(1).fit(returns, 2);
        double[] now = {0, 0, 0, 0, 0.05};
        assertThat(fitted.predict(now, 5).mean()).isCloseTo(0.05 * (0.6 + 0.36), within(0.004));
        assertThat(fitted.predict(now, 5).scale()).isCloseTo(0.01 * Math.sqrt(1 + 1.6 * 1.6), within(0.001));
    }

    @Test
    void neighborsRememberWhatFollowed() {
        double[] returns = new double[600];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = new double[] {0.01, 0.01, -0.01, -0.03, 0.02}[i % 5];
        }
        Forecaster.Fitted fitted = new NearestNeighbors(5, 5).fit(returns, 1);
        assertThat(fitted.predict(returns, 598).mean())
                .as("after 598 comes row 598, the fourth of five")
                .isCloseTo(-0.03, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void theFutureChangesNothing(Forecaster model) {
        SplitConformal conformal = new SplitConformal(model, 300);
        for (long seed = 1; seed <= 5; seed++) {
            double[] one = new Random(seed).doubles(500, -0.02, 0.02).toArray();
            double[] other = one.clone();
            for (int i = 350; i < 500; i++) {
                other[i] = -7 * one[i];
            }
            Forecaster.Fitted fitted = model.fit(Arrays.copyOf(one, 200), 3);
            assertThat(fitted.predict(other, 350)).as("seed %d", seed).isEqualTo(fitted.predict(one, 350));
            Forecast.Quantiles now = conformal.forecast(BTC, Arrays.copyOf(one, 350), 3, 0, 1);
            assertThat(conformal
                            .forecast(BTC, Arrays.copyOf(other, 350), 3, 0, 1)
                            .values())
                    .as("seed %d", seed)
                    .containsExactly(now.values());
        }
    }

    @Test
    void aMarketThatStandsStillIsNoError() {
        for (Forecaster model : forecasters()) {
            Forecast.Quantiles forecast = new SplitConformal(model, 300).forecast(BTC, new double[400], 4, 0, 1);
            assertThat(forecast.quantile(0.5)).as("%s", model).isCloseTo(0, within(1e-9));
        }
    }

    private static Forecast.Quantiles quantiles(double... values) {
        return new Forecast.Quantiles("q", BTC, 0, 1, LEVELS, values);
    }
}
