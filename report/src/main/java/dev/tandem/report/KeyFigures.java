package dev.tandem.report;

import static dev.tandem.report.metrics.MetricDefinition.BREAK_EVEN_BPS;
import static dev.tandem.report.metrics.MetricDefinition.BUY_AND_HOLD;
import static dev.tandem.report.metrics.MetricDefinition.CAGR;
import static dev.tandem.report.metrics.MetricDefinition.CALMAR;
import static dev.tandem.report.metrics.MetricDefinition.EXPOSURE;
import static dev.tandem.report.metrics.MetricDefinition.MAX_DRAWDOWN;
import static dev.tandem.report.metrics.MetricDefinition.PROFIT_FACTOR;
import static dev.tandem.report.metrics.MetricDefinition.SHARPE;
import static dev.tandem.report.metrics.MetricDefinition.SORTINO;
import static dev.tandem.report.metrics.MetricDefinition.TOTAL_RETURN;
import static dev.tandem.report.metrics.MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES;
import static dev.tandem.report.metrics.MetricDefinition.TURNOVER;
import static dev.tandem.report.metrics.MetricDefinition.WIN_RATE;

import dev.tandem.model.Money;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The figures of a run in two columns: what it earned at what risk, and how it traded. In a narrow terminal, one below
 * the other.
 */
final class KeyFigures {
    private record Cell(String label, String number, String unit, double tone) {
        Cell(String label, String number, String unit) {
            this(label, number, unit, 0);
        }
    }

    private final RunResult run;
    private final Metrics metrics;
    private final int width;
    private final Ink ink;
    private final String currency;

    KeyFigures(RunResult run, Metrics metrics, int width, Ink ink) {
        this.run = run;
        this.metrics = metrics;
        this.width = width;
        this.ink = ink;
        this.currency =
                run.instruments().isEmpty() ? "" : run.instruments().getFirst().quote();
    }

    List<String> lines() {
        List<Cell> left = List.of(
                new Cell("Cash", balance(run.cash()), currency),
                new Cell("Equity", balance(run.equity()), currency),
                change(TOTAL_RETURN),
                change(BUY_AND_HOLD),
                change(CAGR),
                percent(MAX_DRAWDOWN),
                ratio(SHARPE),
                ratio(SORTINO),
                ratio(CALMAR));
        long open = run.trades().stream().filter(Trade::isOpen).count();
        List<Cell> right = List.of(
                new Cell("Trades", Figures.count(run.trades().size()), open == 0 ? "" : "(" + open + " open)"),
                percent(WIN_RATE),
                ratio(PROFIT_FACTOR),
                percent(EXPOSURE),
                cell(TURNOVER.title(), Figures.ratio(metrics.value(TURNOVER)), "× equity", 0),
                new Cell("Fees", Figures.money(run.fees()), currency),
                basisPoints("Average fee", feesInBasisPoints()),
                basisPoints(BREAK_EVEN_BPS.title(), metrics.value(BREAK_EVEN_BPS)),
                change(TOTAL_RETURN_AT_TWICE_FEES));
        return sideBySide(left, right);
    }

    /** With enough decimals to see what was earned: 0.0044 of a million is 999,999.9956. */
    private String balance(long units) {
        BigDecimal earned = Money.toDecimal(run.equity()).subtract(Money.toDecimal(run.cash()));
        int decimals = Math.max(Figures.moneyDecimals(run.cash()), Figures.decimals(earned));
        return Figures.grouped(Money.toDecimal(units), decimals);
    }

    private double feesInBasisPoints() {
        return run.tradedNotional() > 0 ? (double) run.fees() / run.tradedNotional() * 10_000 : Double.NaN;
    }

    private Cell change(MetricDefinition metric) {
        double value = metrics.value(metric);
        return cell(metric.title(), (value > 0 ? "+" : "") + Figures.hundredfold(value), "%", value);
    }

    private Cell percent(MetricDefinition metric) {
        return cell(metric.title(), Figures.hundredfold(metrics.value(metric)), "%", 0);
    }

    private Cell ratio(MetricDefinition metric) {
        return cell(metric.title(), Figures.ratio(metrics.value(metric)), "", 0);
    }

    private static Cell basisPoints(String label, double value) {
        return cell(label, Figures.ratio(value), "bps", 0);
    }

    private static Cell cell(String label, String number, String unit, double tone) {
        return new Cell(label, number, number.equals(Figures.NONE) ? "" : unit, tone);
    }

    private List<String> sideBySide(List<Cell> left, List<Cell> right) {
        List<String> first = column(left);
        List<String> second = column(right);
        List<String> lines = new ArrayList<>();
        int gap = Math.min(width - (2 + width(left) + width(right)), 5);
        if (gap < 2) {
            first.forEach(line -> lines.add(("  " + line).stripTrailing()));
            lines.add("");
            second.forEach(line -> lines.add(("  " + line).stripTrailing()));
            return lines;
        }
        for (int i = 0; i < first.size(); i++) {
            lines.add(("  " + first.get(i) + " ".repeat(gap) + second.get(i)).stripTrailing());
        }
        return lines;
    }

    private List<String> column(List<Cell> cells) {
        int label = widest(cells, c -> Lines.columns(c.label));
        int whole = widest(cells, c -> whole(c.number));
        int decimals = widest(cells, c -> Lines.columns(c.number) - whole(c.number));
        int unit = widest(cells, c -> Lines.columns(c.unit));
        return cells.stream()
                .map(c -> Lines.left(c.label, label) + "  " + " ".repeat(whole - whole(c.number))
                        + ink.signed(c.tone, Lines.left(c.number, decimals + whole(c.number))) + " "
                        + Lines.left(c.unit, unit))
                .toList();
    }

    private static int width(List<Cell> cells) {
        return widest(cells, c -> Lines.columns(c.label))
                + 2
                + widest(cells, c -> whole(c.number))
                + widest(cells, c -> Lines.columns(c.number) - whole(c.number))
                + 1
                + widest(cells, c -> Lines.columns(c.unit));
    }

    private static int widest(List<Cell> cells, ToIntFunction<Cell> columns) {
        return cells.stream().mapToInt(columns).max().orElse(0);
    }

    /** What stands before the decimal point; the points of a column stand below each other. */
    private static int whole(String number) {
        int point = number.indexOf('.');
        return point < 0 ? Lines.columns(number) : point;
    }
}
