package dev.tandem.report.metrics;

/**
 * The key figures of a run, in the order of the result document, each with its formula in words: the one place from
 * which reports and documentation take them.
 *
 * <p>In the formulas, <em>equity</em> is what the account was worth at a bar's close, a <em>return</em> is
 * {@code equity[i] / equity[i-1] - 1} between two bars, a <em>year</em> has 365.25 days.
 */
public enum MetricDefinition {
    /** {@link TotalReturn}. */
    TOTAL_RETURN("totalReturn", "Return", Unit.FRACTION, "final equity / starting cash - 1"),
    /** {@link Cagr}. */
    CAGR(
            "cagr",
            "CAGR",
            Unit.FRACTION,
            "(final equity / starting cash) ^ (1 / years from the first to the last bar) - 1; -1 when the account is"
                    + " lost"),
    /** {@link Drawdown}. */
    MAX_DRAWDOWN(
            "maxDrawdown",
            "Max drawdown",
            Unit.FRACTION,
            "the largest (peak - equity) / peak, the peak being the highest equity so far; a positive number"),
    /** {@link Sharpe}. */
    SHARPE(
            "sharpe",
            "Sharpe",
            Unit.RATIO,
            "mean of the returns / their standard deviation (n-1) * sqrt(periods per year); risk-free rate 0"),
    /** {@link Sortino}. */
    SORTINO(
            "sortino",
            "Sortino",
            Unit.RATIO,
            "mean of the returns / sqrt(sum of squares of the negative returns / number of all returns)"
                    + " * sqrt(periods per year)"),
    /** {@link Calmar}. */
    CALMAR("calmar", "Calmar", Unit.RATIO, "CAGR / maximum drawdown"),
    /** {@link WinRate}. */
    WIN_RATE("winRate", "Win rate", Unit.FRACTION, "closed trades that earned money after fees / closed trades"),
    /** {@link ProfitFactor}. */
    PROFIT_FACTOR(
            "profitFactor",
            "Profit factor",
            Unit.RATIO,
            "sum of the gains / sum of the losses of closed trades, both after fees"),
    /** {@link Exposure}. */
    EXPOSURE("exposure", "Exposure", Unit.FRACTION, "bars with a position at their close / bars"),
    /** {@link Turnover}. */
    TURNOVER(
            "turnover",
            "Turnover",
            Unit.RATIO,
            "sum of price * quantity of all fills / mean equity; over the whole run, not per year"),
    /** {@link BuyAndHold}. */
    BUY_AND_HOLD("buyAndHold", "Buy and hold", Unit.FRACTION, "last close / first close - 1, without fees"),
    /** {@link BreakEvenCost}. */
    BREAK_EVEN_BPS(
            "breakEvenBps",
            "Break-even cost",
            Unit.BASIS_POINTS,
            "(final equity - starting cash + fees) / sum of price * quantity of all fills * 10000: the cost per fill at"
                    + " which the same trades earn nothing"),
    /** {@link Drawdown#bars()}. */
    MAX_DRAWDOWN_BARS(
            "maxDrawdownBars",
            "Drawdown length",
            Unit.BARS,
            "bars from the peak to the trough of the maximum drawdown"),
    /** {@link Drawdown#days()}. */
    MAX_DRAWDOWN_DAYS(
            "maxDrawdownDays", "Drawdown time", Unit.DAYS, "days from the peak to the trough of the maximum drawdown"),
    /** {@link Drawdown#recoveryBars()}. */
    MAX_DRAWDOWN_RECOVERY_BARS(
            "maxDrawdownRecoveryBars",
            "Drawdown recovery",
            Unit.BARS,
            "bars from the trough of the maximum drawdown until its peak was reached again; none if it never was"),
    /** {@link TwiceTheFees}. */
    TOTAL_RETURN_AT_TWICE_FEES(
            "totalReturnAtTwiceFees",
            "At twice the fees",
            Unit.FRACTION,
            "(final equity - fees) / starting cash - 1: the same trades, each fee doubled"),
    /** {@link Annualization}. */
    PERIODS_PER_YEAR(
            "periodsPerYear",
            "Periods per year",
            Unit.RATIO,
            "365.25 days / median distance of two bars; where no bar opens on a Saturday (UTC) in two weeks or more:"
                    + " returns / years from the first to the last bar");

    /** What a value is counted in. */
    public enum Unit {
        /** 0.07 is 7 %. */
        FRACTION("fraction"),
        /** A plain number. */
        RATIO("ratio"),
        /** A number of bars. */
        BARS("bars"),
        /** Days of 24 hours. */
        DAYS("days"),
        /** 1 is 0.0001. */
        BASIS_POINTS("basis points");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** As it is written in reports. */
        public String text() {
            return text;
        }
    }

    private final String key;
    private final String title;
    private final Unit unit;
    private final String formula;

    MetricDefinition(String key, String title, Unit unit, String formula) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        this.formula = formula;
    }

    /** Its name in the result document: {@code maxDrawdown}. */
    public String key() {
        return key;
    }

    /** Its name for people: {@code Max drawdown}. */
    public String title() {
        return title;
    }

    /** What it is counted in. */
    public Unit unit() {
        return unit;
    }

    /** How it is computed, in words. */
    public String formula() {
        return formula;
    }
}
