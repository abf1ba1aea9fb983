package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;
import dev.tandem.result.RunResult;
import java.util.EnumMap;
import java.util.Map;

/**
 * The key figures of one run: {@code Metrics.of(result).value(MetricDefinition.SHARPE)}.
 *
 * <p>A figure without a value is NaN; none is ever infinite. Immutable.
 */
public final class Metrics {
    private final Map<MetricDefinition, Double> values = new EnumMap<>(MetricDefinition.class);
    private final Drawdown maxDrawdown;
    private final Annualization annualization;
    private final ReturnSums returnSums;

    private Metrics(RunResult run, Annualization annualization) {
        EquityCurve curve = run.equityCurve();
        this.annualization = annualization;
        CurveWalk walk = CurveWalk.along(curve);
        maxDrawdown = Drawdown.of(walk.fall(), curve);
        returnSums = walk.returns();
        Returns returns = new Returns(curve, walk);
        double periods = annualization.periodsPerYear();
        double cagr = Cagr.of(run.cash(), run.equity(), annualization.years());

        put(MetricDefinition.TOTAL_RETURN, TotalReturn.of(run.cash(), run.equity()));
        put(MetricDefinition.CAGR, cagr);
        put(MetricDefinition.MAX_DRAWDOWN, maxDrawdown.fraction());
        put(MetricDefinition.SHARPE, Sharpe.of(returns, periods));
        put(MetricDefinition.SORTINO, Sortino.of(returns, periods));
        put(MetricDefinition.CALMAR, Calmar.of(cagr, maxDrawdown.fraction()));
        put(MetricDefinition.WIN_RATE, WinRate.of(run.trades()));
        put(MetricDefinition.PROFIT_FACTOR, ProfitFactor.of(run.trades()));
        put(MetricDefinition.EXPOSURE, Exposure.of(curve));
        put(MetricDefinition.TURNOVER, Turnover.of(run.tradedNotional(), returns, curve.size()));
        put(MetricDefinition.BUY_AND_HOLD, BuyAndHold.of(curve));
        put(
                MetricDefinition.BREAK_EVEN_BPS,
                BreakEvenCost.basisPoints(run.cash(), run.equity(), run.fees(), run.tradedNotional()));
        put(MetricDefinition.MAX_DRAWDOWN_BARS, maxDrawdown.bars());
        put(MetricDefinition.MAX_DRAWDOWN_DAYS, maxDrawdown.days());
        put(MetricDefinition.MAX_DRAWDOWN_RECOVERY_BARS, maxDrawdown.recoveryBars());
        put(
                MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES,
                TotalReturn.of(run.cash(), TwiceTheFees.equity(run.equity(), run.fees())));
        put(MetricDefinition.PERIODS_PER_YEAR, periods);
    }

    /** Computes all of them. */
    public static Metrics of(RunResult run) {
        return new Metrics(run, Annualization.of(run.equityCurve(), run.data().intervalNanos()));
    }

    /**
     * Computes all of them for one of many runs over the same bars.
     *
     * @param annualization of another run over these bars: it depends on their times alone
     */
    public static Metrics of(RunResult run, Annualization annualization) {
        return new Metrics(run, annualization);
    }

    /** What the account would have ended with, had each fee been twice as high; in units of money. */
    public static long equityAtTwiceTheFees(RunResult run) {
        return TwiceTheFees.equity(run.equity(), run.fees());
    }

    private void put(MetricDefinition definition, double value) {
        values.put(definition, Double.isFinite(value) ? value : Double.NaN);
    }

    /** The value of a figure; NaN where it has none. */
    public double value(MetricDefinition definition) {
        return values.getOrDefault(definition, Double.NaN);
    }

    /** The maximum drawdown, with its place. */
    public Drawdown maxDrawdown() {
        return maxDrawdown;
    }

    /** What is summed of the returns, for statistics over many runs. */
    public ReturnSums returnSums() {
        return returnSums;
    }

    /** How the figures per year were made. */
    public Annualization annualization() {
        return annualization;
    }
}
