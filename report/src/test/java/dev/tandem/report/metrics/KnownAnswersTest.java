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
import static dev.tandem.report.metrics.MetricDefinition.PROFIT_FACTOR;
import static dev.tandem.report.metrics.MetricDefinition.SHARPE;
import static dev.tandem.report.metrics.MetricDefinition.SORTINO;
import static dev.tandem.report.metrics.MetricDefinition.TOTAL_RETURN;
import static dev.tandem.report.metrics.MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES;
import static dev.tandem.report.metrics.MetricDefinition.TURNOVER;
import static dev.tandem.report.metrics.MetricDefinition.WIN_RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.report.Runs;
import dev.tandem.result.ExitReason;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each figure once, with the arithmetic beside it, small enough to be done by hand. */
class KnownAnswersTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void totalReturnIsWhatWasEarnedOfTheCash() {
        // 108.9 / 100 - 1
        assertThat(value(Runs.hourly().cash("100").equity("100", "108.9"), TOTAL_RETURN))
                .isCloseTo(0.089, EXACT);
        // 999,999.9956 / 1,000,000 - 1: small changes of a large account keep their digits
        assertThat(value(Runs.hourly().cash("1000000").equity("1000000", "999999.9956"), TOTAL_RETURN))
                .isEqualTo(-4.4e-9);
    }

    @Test
    void cagrOfTwentyOnePercentInTwoYearsIsTen() {
        // two years = 2 × 365.25 days = 730.5 days; 1.21 ^ (1/2) - 1 = 1.1 - 1
        Runs run = Runs.hourly().cash("1000").equity("1000", "1210").closes(0, 7305 * Times.DAY / 10);
        assertThat(value(run, CAGR)).isCloseTo(0.1, EXACT);
    }

    @Test
    void cagrOfTenPercentInHalfAYearIsTwentyOne() {
        // half a year = 182.625 days = 4383 hours; 1.1 ^ (1 / 0.5) - 1 = 1.21 - 1
        Runs run = Runs.hourly().cash("1000").equity("1000", "1100").closes(0, 4383 * Runs.HOUR);
        assertThat(value(run, CAGR)).isCloseTo(0.21, EXACT);
    }

    @Test
    void sharpeIsMeanOverDeviationTimesTheRootOfTheYear() {
        // returns +0.1, -0.1, +0.1; mean 0.1/3
        // deviations 0.2/3, -0.4/3, 0.2/3; squares 0.04/9 + 0.16/9 + 0.04/9 = 0.24/9; over n-1 = 2: 0.12/9
        // sd = sqrt(0.12)/3; mean/sd = 0.1/sqrt(0.12) = 0.288675; hours in a year 8766, root 93.626919
        Runs run = Runs.hourly().cash("100").equity("100", "110", "99", "108.9");
        assertThat(value(run, SHARPE)).isCloseTo(0.1 / Math.sqrt(0.12) * Math.sqrt(8766), within(1e-9));
        assertThat(value(run, SHARPE)).isCloseTo(27.0278, within(5e-5));
    }

    @Test
    void sortinoCountsOnlyLossesAsRisk() {
        // returns +0.1, -0.1, +0.1; mean 0.1/3; downside sqrt(0.01/3); ratio 0.1/3/sqrt(0.01/3) = sqrt(1/3)
        // times sqrt(8766) = sqrt(2922) = 54.0555
        Runs run = Runs.hourly().cash("100").equity("100", "110", "99", "108.9");
        assertThat(value(run, SORTINO)).isCloseTo(Math.sqrt(2922), within(1e-9));
        assertThat(value(run, SORTINO)).isCloseTo(54.0555, within(5e-5));
    }

    @Test
    void maximumDrawdownIsFromPeakToTroughWithItsLength() {
        // peak 120 at bar 1, trough 90 at bar 3: 30/120; back above 120 at bar 5
        Metrics metrics = Metrics.of(Runs.hourly()
                .cash("100")
                .equity("100", "120", "110", "90", "95", "130", "125")
                .result());
        assertThat(metrics.value(MAX_DRAWDOWN)).isCloseTo(0.25, EXACT);
        assertThat(metrics.value(MAX_DRAWDOWN_BARS)).isEqualTo(2);
        assertThat(metrics.value(MAX_DRAWDOWN_DAYS)).isCloseTo(2.0 / 24, EXACT);
        assertThat(metrics.value(MAX_DRAWDOWN_RECOVERY_BARS)).isEqualTo(2);
        assertThat(metrics.maxDrawdown()).isEqualTo(new Drawdown(0.25, 1, 3, 5, 2 * Runs.HOUR));
    }

    @Test
    void aDrawdownStartsAtTheLastBarOfItsPeakAndTheFirstOfTwoEqualOnesCounts() {
        // 100 100 | 50: 0.5; 200 | 100: 0.5 as well
        Metrics metrics = Metrics.of(
                Runs.hourly().equity("100", "100", "50", "200", "100").result());
        assertThat(metrics.maxDrawdown()).isEqualTo(new Drawdown(0.5, 1, 2, 3, Runs.HOUR));
    }

    @Test
    void calmarIsGrowthOverDrawdown() {
        // cagr 0.1 as above, drawdown (1000 - 750) / 1000 = 0.25: 0.1 / 0.25
        Runs run = Runs.hourly().cash("1000").equity("1000", "750", "1210").closes(0, Times.DAY, 7305 * Times.DAY / 10);
        assertThat(value(run, CALMAR)).isCloseTo(0.4, EXACT);
    }

    @Test
    void winRateAndProfitFactorCountClosedTrades() {
        // closed +3, -1, 0, +2; open -9. Won 2 of 4; (3 + 2) / 1
        Runs run = Runs.hourly()
                .trade(0, "1", 1, "1", ExitReason.SIGNAL, "3")
                .trade(1, "1", 2, "1", ExitReason.SIGNAL, "-1")
                .trade(2, "1", 3, "1", ExitReason.SIGNAL, "0")
                .trade(3, "1", 4, "1", ExitReason.SIGNAL, "2")
                .openShort(5, "1", "10", "-9");
        assertThat(value(run, WIN_RATE)).isEqualTo(0.5);
        assertThat(value(run, PROFIT_FACTOR)).isEqualTo(5);
    }

    @Test
    void exposureCountsLongAndShortBars() {
        // held in bars 1, 2 and 4 of 5
        Runs run = Runs.hourly().equity(5, 5, 5, 5, 5).lots(0, 1, 7, 0, -1);
        assertThat(value(run, EXPOSURE)).isEqualTo(0.6);
    }

    @Test
    void turnoverIsTradedNotionalOverMeanEquity() {
        // mean of 100, 110, 99, 91 is 100; 400 / 100
        Runs run = Runs.hourly().equity("100", "110", "99", "91").notional("400");
        assertThat(value(run, TURNOVER)).isCloseTo(4, EXACT);
    }

    @Test
    void buyAndHoldIsTheReturnOfThePrice() {
        // 60 / 50 - 1
        Runs run = Runs.hourly().equity("100", "100", "100").prices(50, 40, 60);
        assertThat(value(run, BUY_AND_HOLD)).isCloseTo(0.2, EXACT);
    }

    @Test
    void breakEvenCostIsProfitBeforeFeesPerTradedNotional() {
        // (108.9 - 100 + 1.1) / 400 = 10 / 400 = 0.025 = 250 basis points
        Runs run = Runs.hourly().cash("100").equity("100", "108.9").fees("1.1").notional("400");
        assertThat(value(run, BREAK_EVEN_BPS)).isCloseTo(250, within(1e-9));
        // (98 - 100 + 1) / 400 = -0.0025: no fee is low enough
        Runs lost = Runs.hourly().cash("100").equity("100", "98").fees("1").notional("400");
        assertThat(value(lost, BREAK_EVEN_BPS)).isCloseTo(-25, within(1e-9));
    }

    @Test
    void atTwiceTheFeesTheyAreTakenOnceMore() {
        // 108.9 - 1.1 = 107.8; 107.8 / 100 - 1
        Runs run = Runs.hourly().cash("100").equity("100", "108.9").fees("1.1");
        assertThat(Metrics.equityAtTwiceTheFees(run.result())).isEqualTo(Money.parse("107.8"));
        assertThat(value(run, TOTAL_RETURN_AT_TWICE_FEES)).isCloseTo(0.078, EXACT);
    }

    private static double value(Runs run, MetricDefinition metric) {
        return Metrics.of(run.result()).value(metric);
    }
}
