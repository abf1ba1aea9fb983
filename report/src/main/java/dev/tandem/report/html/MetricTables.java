package dev.tandem.report.html;

import dev.tandem.model.Money;
import dev.tandem.report.Figures;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The key figures: the most telling ones as cards, and all of them with their definitions. */
final class MetricTables {
    private final Html html;
    private final RunResult run;
    private final Metrics metrics;
    private final String quote;

    MetricTables(Html html, RunResult run, Metrics metrics) {
        this.html = html;
        this.run = run;
        this.metrics = metrics;
        this.quote =
                run.instruments().isEmpty() ? "" : run.instruments().getFirst().quote();
    }

    void cards() {
        html.open("section", "id", "overview", "aria-label", "Key figures")
                .open("dl", "class", "cards")
                .line();
        double earned = metrics.value(MetricDefinition.TOTAL_RETURN);
        card(
                "Return",
                percent(earned),
                earned,
                Tone.minus(balance(run.equity())) + " " + quote,
                MetricDefinition.TOTAL_RETURN);
        double held = metrics.value(MetricDefinition.BUY_AND_HOLD);
        card("Buy and hold", percent(held), 0, "without fees", MetricDefinition.BUY_AND_HOLD);
        card(
                "Max drawdown",
                Figures.percent(metrics.value(MetricDefinition.MAX_DRAWDOWN)),
                0,
                drawdownLength(),
                MetricDefinition.MAX_DRAWDOWN);
        card(
                "Sharpe",
                Figures.ratio(metrics.value(MetricDefinition.SHARPE)),
                0,
                "Sortino " + Tone.minus(Figures.ratio(metrics.value(MetricDefinition.SORTINO))),
                MetricDefinition.SHARPE);
        double cagr = metrics.value(MetricDefinition.CAGR);
        card(
                "CAGR",
                percent(cagr),
                cagr,
                "Calmar " + Tone.minus(Figures.ratio(metrics.value(MetricDefinition.CALMAR))),
                MetricDefinition.CAGR);
        long open = run.trades().stream().filter(Trade::isOpen).count();
        card(
                "Trades",
                Figures.count(run.trades().size()),
                0,
                run.trades().isEmpty() ? "none" : open == 0 ? "all closed" : Figures.count(open) + " still open",
                null);
        card(
                "Win rate",
                Figures.percent(metrics.value(MetricDefinition.WIN_RATE)),
                0,
                "profit factor " + Figures.ratio(metrics.value(MetricDefinition.PROFIT_FACTOR)),
                MetricDefinition.WIN_RATE);
        double twice = metrics.value(MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES);
        card(
                "At twice the fees",
                percent(twice),
                twice,
                "fees " + Figures.money(run.fees()) + " " + quote,
                MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES);
        html.close("dl").close("section").line();
    }

    private void card(String title, String number, double tone, String beside, @Nullable MetricDefinition definition) {
        if (definition == null) {
            html.open("div");
        } else {
            html.open("div", "title", definition.title() + " = " + definition.formula());
        }
        html.element("dt", title)
                .element("dd", Tone.minus(number), "class", "number " + Tone.of(tone))
                .element("dd", beside, "class", "beside")
                .close("div")
                .line();
    }

    /** With its sign; from a thousand on, the decimals only take room. */
    private static String percent(double fraction) {
        return Math.abs(fraction) >= 10 && Math.abs(fraction) < 1e7
                ? String.format(Locale.ROOT, "%+,.0f %%", fraction * 100)
                : Figures.signedPercent(fraction);
    }

    private String drawdownLength() {
        double bars = metrics.value(MetricDefinition.MAX_DRAWDOWN_BARS);
        if (!metrics.maxDrawdown().exists()) {
            return "none";
        }
        return metrics.maxDrawdown().recoveryIndex() < 0
                ? Figures.count((long) bars, "bar") + ", not recovered"
                : "over " + Figures.count((long) bars, "bar");
    }

    /** With enough decimals to see what was earned. */
    private String balance(long units) {
        BigDecimal earned = Money.toDecimal(run.equity()).subtract(Money.toDecimal(run.cash()));
        int decimals = Math.max(
                Figures.moneyDecimals(run.cash()),
                earned.abs().compareTo(BigDecimal.ONE) >= 0 || earned.signum() == 0
                        ? 2
                        : Math.min(8, earned.stripTrailingZeros().scale()));
        return Figures.grouped(Money.toDecimal(units), decimals);
    }

    void definitions() {
        html.open("section", "id", "metrics").element("h2", "Metrics and what they mean");
        html.open("table", "class", "definitions").open("thead").open("tr");
        List.of("Figure", "Value", "How it is computed").forEach(title -> html.element("th", title, "scope", "col"));
        html.close("tr").close("thead").open("tbody").line();
        for (MetricDefinition definition : MetricDefinition.values()) {
            html.open("tr")
                    .element("th", definition.title(), "scope", "row")
                    .element("td", Tone.minus(value(definition)), "class", "value")
                    .element("td", sentence(definition.formula()))
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table");
        html.element(
                "p",
                "Equity is what the account was worth at a bar's close, a return its change between two bars, a year"
                        + " 365.25 days. " + Figures.NONE + " means that there is no such number: no trades, one bar,"
                        + " no variance, or an account that was lost.",
                "class",
                "sum");
        html.close("section").line();
    }

    private static String sentence(String formula) {
        return formula.replace(" * ", " × ").replace(" - ", " − ");
    }

    private String value(MetricDefinition definition) {
        double value = metrics.value(definition);
        return switch (definition.unit()) {
            case FRACTION -> Figures.percent(value);
            case RATIO -> Figures.ratio(value);
            case BARS -> Double.isFinite(value) ? Figures.count((long) value, "bar") : Figures.NONE;
            case DAYS -> Figures.number(value, 2, 4, " d");
            case BASIS_POINTS -> Figures.number(value, 2, 4, " bps");
        };
    }
}
