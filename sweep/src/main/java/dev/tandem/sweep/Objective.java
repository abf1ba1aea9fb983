package dev.tandem.sweep;

import dev.tandem.report.metrics.MetricDefinition;

/** What a search looks for the most of. */
public enum Objective {
    /** {@link MetricDefinition#SHARPE}. */
    SHARPE(MetricDefinition.SHARPE, 1),
    /** {@link MetricDefinition#SORTINO}. */
    SORTINO(MetricDefinition.SORTINO, 1),
    /** {@link MetricDefinition#CALMAR}. */
    CALMAR(MetricDefinition.CALMAR, 1),
    /** {@link MetricDefinition#PROFIT_FACTOR}. */
    PROFIT_FACTOR(MetricDefinition.PROFIT_FACTOR, 1),
    /** {@link MetricDefinition#TOTAL_RETURN}. */
    TOTAL_RETURN(MetricDefinition.TOTAL_RETURN, 1),
    /** {@link MetricDefinition#CAGR}. */
    CAGR(MetricDefinition.CAGR, 1),
    /** {@link MetricDefinition#WIN_RATE}. */
    WIN_RATE(MetricDefinition.WIN_RATE, 1),
    /** {@link MetricDefinition#BREAK_EVEN_BPS}. */
    BREAK_EVEN(MetricDefinition.BREAK_EVEN_BPS, 1),
    /** {@link MetricDefinition#MAX_DRAWDOWN}, of which the least is looked for. */
    MAX_DRAWDOWN(MetricDefinition.MAX_DRAWDOWN, -1);

    private final MetricDefinition metric;
    private final int sign;

    Objective(MetricDefinition metric, int sign) {
        this.metric = metric;
        this.sign = sign;
    }

    /** The key figure that it is about. */
    public MetricDefinition metric() {
        return metric;
    }

    /** The figure turned so that more is better; NaN where there is none. */
    double score(double value) {
        return sign * value;
    }
}
