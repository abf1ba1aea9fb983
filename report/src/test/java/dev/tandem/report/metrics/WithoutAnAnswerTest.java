package dev.tandem.report.metrics;

import static dev.tandem.report.metrics.MetricDefinition.BREAK_EVEN_BPS;
import static dev.tandem.report.metrics.MetricDefinition.BUY_AND_HOLD;
import static dev.tandem.report.metrics.MetricDefinition.CAGR;
import static dev.tandem.report.metrics.MetricDefinition.CALMAR;
import static dev.tandem.report.metrics.MetricDefinition.EXPOSURE;
import static dev.tandem.report.metrics.MetricDefinition.MAX_DRAWDOWN;
import static dev.tandem.report.metrics.MetricDefinition.MAX_DRAWDOWN_BARS;
import static dev.tandem.report.metrics.MetricDefinition.MAX_DRAWDOWN_DAYS;
import static dev.tandem.report.metrics.MetricDefinition.MAX_DRAWDOWN_RECOVERY_BARS;
import static dev.tandem.report.metrics.MetricDefinition.PERIODS_PER_YEAR;
import static dev.tandem.report.metrics.MetricDefinition.PROFIT_FACTOR;
import static dev.tandem.report.metrics.MetricDefinition.SHARPE;
import static dev.tandem.report.metrics.MetricDefinition.SORTINO;
import static dev.tandem.report.metrics.MetricDefinition.TOTAL_RETURN;
import static dev.tandem.report.metrics.MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES;
import static dev.tandem.report.metrics.MetricDefinition.TURNOVER;
import static dev.tandem.report.metrics.MetricDefinition.WIN_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.report.Runs;
import dev.tandem.result.ExitReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a formula would divide by zero, a figure has no value; and it never is infinite. */
class WithoutAnAnswerTest {
    @Test
    void aRunWithoutBars() {
        Metrics metrics = Metrics.of(Runs.hourly().result());
        assertThat(defined(metrics)).containsExactlyInAnyOrder(TOTAL_RETURN, TOTAL_RETURN_AT_TWICE_FEES);
        assertThat(metrics.maxDrawdown().exists()).isFalse();
    }

    @Test
    void aRunOfOneBar() {
        Metrics metrics = Metrics.of(Runs.hourly().equity("1000").prices(5).result());
        assertThat(defined(metrics))
                .containsExactlyInAnyOrder(
                        TOTAL_RETURN,
                        TOTAL_RETURN_AT_TWICE_FEES,
                        MAX_DRAWDOWN,
                        MAX_DRAWDOWN_BARS,
                        MAX_DRAWDOWN_DAYS,
                        EXPOSURE,
                        TURNOVER,
                        BUY_AND_HOLD);
        assertThat(metrics.value(MAX_DRAWDOWN)).isZero();
    }

    @Test
    void twoBarsHaveOneReturnAndNoDeviation() {
        Metrics metrics = Metrics.of(Runs.hourly().equity("1000", "900").result());
        assertThat(metrics.value(SHARPE)).isNaN();
        assertThat(metrics.value(SORTINO)).isNaN();
        assertThat(metrics.value(MAX_DRAWDOWN)).isEqualTo(0.1);
        assertThat(metrics.value(CAGR)).isBetween(-1.0, -0.99);
    }

    @Test
    void noTrades() {
        Metrics metrics =
                Metrics.of(Runs.hourly().equity("1000", "1000", "1000").result());
        assertThat(defined(metrics))
                .doesNotContain(SHARPE, SORTINO, CALMAR, WIN_RATE, PROFIT_FACTOR, BREAK_EVEN_BPS)
                .contains(CAGR, MAX_DRAWDOWN, EXPOSURE, TURNOVER, PERIODS_PER_YEAR);
        assertThat(metrics.value(CAGR)).isZero();
        assertThat(metrics.value(TURNOVER)).isZero();
    }

    @Test
    void steadyGrowthHasNoRiskToDivideBy() {
        // 1 % each bar; money is rounded to 1e-8, so the returns differ in their 12th digit: that is not risk
        Metrics metrics = Metrics.of(Runs.hourly()
                .equity("1000", "1010", "1020.1", "1030.301", "1040.60401", "1051.01005010", "1061.52015060")
                .result());
        assertThat(metrics.value(SHARPE)).isNaN();
        assertThat(metrics.value(SORTINO)).isNaN();
        assertThat(metrics.value(CALMAR)).isNaN();
        assertThat(metrics.value(MAX_DRAWDOWN)).isZero();
        assertThat(metrics.value(MAX_DRAWDOWN_RECOVERY_BARS)).isNaN();
    }

    @Test
    void aSmallQuantityInALargeAccountIsRiskNevertheless() {
        Metrics metrics = Metrics.of(Runs.hourly()
                .cash("1000000")
                .equity("1000000", "1000000.001", "1000000.0005", "1000000.002")
                .result());
        assertThat(metrics.value(SHARPE)).isPositive();
        assertThat(metrics.value(SORTINO)).isPositive();
    }

    @Test
    void winnersOnlyHaveNoProfitFactor() {
        Metrics metrics = Metrics.of(
                Runs.hourly().trade(0, "1", 1, "2", ExitReason.SIGNAL, "1").result());
        assertThat(metrics.value(PROFIT_FACTOR)).isNaN();
        assertThat(metrics.value(WIN_RATE)).isEqualTo(1);
    }

    @Test
    void losersOnlyHaveAProfitFactorOfZero() {
        Metrics metrics = Metrics.of(
                Runs.hourly().trade(0, "1", 1, "2", ExitReason.SIGNAL, "-1").result());
        assertThat(metrics.value(PROFIT_FACTOR)).isZero();
        assertThat(metrics.value(WIN_RATE)).isZero();
    }

    @Test
    void anAccountThatIsLostOnTheWay() {
        // 100 → 50 → -20 → 10: more than everything was lost, and what follows is not a return on it
        Metrics metrics = Metrics.of(Runs.hourly()
                .cash("100")
                .equity("100", "50", "-20", "10")
                .notional("10")
                .result());
        assertThat(metrics.value(SHARPE)).isNaN();
        assertThat(metrics.value(SORTINO)).isNaN();
        assertThat(metrics.value(MAX_DRAWDOWN)).isEqualTo(1.2); // (100 + 20) / 100
        assertThat(metrics.value(TOTAL_RETURN)).isEqualTo(-0.9);
    }

    @Test
    void anAccountThatEndsInDebt() {
        Metrics metrics = Metrics.of(
                Runs.hourly().cash("100").equity("100", "-300").notional("10").result());
        assertThat(metrics.value(TOTAL_RETURN)).isEqualTo(-4);
        assertThat(metrics.value(CAGR)).isEqualTo(-1);
        assertThat(metrics.value(CALMAR)).isEqualTo(-0.25); // -1 / 4
        assertThat(metrics.value(TURNOVER)).as("mean equity -100").isNaN();
    }

    @Test
    void aGainInSecondsIsTooLargeForAYear() {
        Metrics metrics = Metrics.of(Runs.hourly()
                .bars("2024-01-01T00:00:00Z", 1)
                .equity("1000", "1010")
                .result());
        assertThat(metrics.value(CAGR)).isNaN();
        assertThat(metrics.value(CALMAR)).isNaN();
    }

    @Test
    void aPriceThatStartsAtZeroOrBelowCannotBeHeld() {
        assertThat(Metrics.of(Runs.hourly().equity("1", "1").prices(0, 5).result())
                        .value(BUY_AND_HOLD))
                .isNaN();
        assertThat(Metrics.of(Runs.hourly().equity("1", "1").prices(-37.6, 5).result())
                        .value(BUY_AND_HOLD))
                .isNaN();
    }

    @Test
    void noCashToStartWith() {
        Metrics metrics =
                Metrics.of(Runs.hourly().cash("0").equity("0", "10", "5").result());
        assertThat(metrics.value(TOTAL_RETURN)).isNaN();
        assertThat(metrics.value(CAGR)).isNaN();
        assertThat(metrics.value(MAX_DRAWDOWN)).isEqualTo(0.5);
    }

    @Test
    void theWholeRangeOfMoneyDoesNotWrapAround() {
        Metrics metrics = Metrics.of(Runs.hourly()
                .cash("92000000000")
                .equity("92000000000", "-92000000000", "92000000000")
                .fees("100")
                .notional("92000000000")
                .result());
        assertThat(metrics.value(MAX_DRAWDOWN)).isEqualTo(2);
        assertThat(metrics.value(TOTAL_RETURN)).isZero();
    }

    private static Set<MetricDefinition> defined(Metrics metrics) {
        Set<MetricDefinition> defined = EnumSet.noneOf(MetricDefinition.class);
        Arrays.stream(MetricDefinition.values())
                .filter(metric -> !Double.isNaN(metrics.value(metric)))
                .forEach(defined::add);
        return defined;
    }
}
