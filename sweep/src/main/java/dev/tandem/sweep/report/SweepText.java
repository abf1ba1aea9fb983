package dev.tandem.sweep.report;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.luck.Overfitting;
import dev.tandem.sweep.luck.RealityCheck;
import dev.tandem.sweep.luck.TradeOrder;
import dev.tandem.sweep.luck.VerdictText;
import dev.tandem.sweep.walk.WalkForwardResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A search for a terminal. */
public final class SweepText {
    private final SweepReport report;
    private final StringBuilder text = new StringBuilder();

    private SweepText(SweepReport report) {
        this.report = report;
    }

    /** @param top how many of the best trials are listed */
    public static String of(SweepReport report, int top) {
        SweepText it = new SweepText(report);
        it.head();
        it.table(top);
        it.honesty();
        it.walkForward();
        return it.text.toString();
    }

    private void head() {
        SweepOutcome outcome = report.outcome();
        BarColumns bars = report.data().getFirst().bars();
        long failed = outcome.failures().size();
        line(
                "%s on %s, %,d bars from %s to %s%s",
                report.strategy(),
                report.instruments().getFirst(),
                bars.size(),
                Times.text(bars.openTimeNanos(0)),
                Times.text(bars.closeTimeNanos(bars.size() - 1)),
                report.data().size() == 1 ? "" : " and " + (report.data().size() - 1) + " more sets of data");
        line("%s search of %s for %s", SweepJson.lower(report.options().method()), report.space(), objective());
        line(
                "%,d of %,d trials in %.2f s (%,.0f/s)%s%s%s%s",
                outcome.trials().size(),
                outcome.planned(),
                outcome.nanos() / 1e9,
                (outcome.trials().size() - outcome.resumed()) / Math.max(outcome.nanos() / 1e9, 1e-9),
                outcome.resumed() == 0 ? "" : String.format(Locale.ROOT, ", %,d of an earlier call", outcome.resumed()),
                outcome.refused() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %,d combinations refused by the strategy", outcome.refused()),
                failed == 0 ? "" : String.format(Locale.ROOT, ", %,d FAILED", failed),
                outcome.stopped() ? ", interrupted" : "");
        text.append('\n');
    }

    private void table(int top) {
        List<Trial> ranked = report.outcome().ranked(report.options().objective());
        if (ranked.isEmpty()) {
            line("No trial has a result.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("#"));
        report.space().ranges().stream()
                .filter(range -> range.size() > 1)
                .map(ParameterRange::name)
                .forEach(head::add);
        int numbersFrom = head.size();
        head.addAll(List.of(
                "trades",
                "return",
                "max dd",
                "sharpe",
                objective().equals("sharpe") ? "calmar" : objective(),
                "equity"));
        rows.add(head);
        for (int i = 0; i < Math.min(top, ranked.size()); i++) {
            rows.add(row(i + 1, ranked.get(i)));
        }
        int[] widths = new int[head.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean left = i > 0 && i < numbersFrom && !row.get(i).matches("[-0-9.]*");
                String blanks = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + blanks : blanks + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
    }

    private List<String> row(int rank, Trial trial) {
        List<String> row = new ArrayList<>(List.of(Integer.toString(rank)));
        for (ParameterRange range : report.space().ranges()) {
            if (range.size() > 1) {
                row.add(String.valueOf(trial.parameters().get(range.name())));
            }
        }
        row.add(Integer.toString(
                trial.runs().stream().mapToInt(run -> run.trades()).sum()));
        row.add(percent(trial.metric(MetricDefinition.TOTAL_RETURN)));
        row.add(percent(trial.metric(MetricDefinition.MAX_DRAWDOWN)));
        row.add(number(trial.metric(MetricDefinition.SHARPE)));
        MetricDefinition other = objective().equals("sharpe")
                ? MetricDefinition.CALMAR
                : report.options().objective().metric();
        row.add(number(trial.metric(other)));
        row.add(trial.runs().size() == 1 ? Money.toText(trial.runs().getFirst().equity()) : "–");
        return row;
    }

    private void honesty() {
        Judgement it = report.judgement();
        if (it == null) {
            return;
        }
        line("Is it luck?");
        line("  Sharpe of the best            %s a year", number(it.sharpe()));
        line(
                "  best expected from luck       %s, of %,d trials ever made on these data",
                number(it.expectedMaxSharpe()), it.trialsOnData());
        line(
                "  deflated Sharpe ratio         %s probability that it is above the %s of the paper's benchmark",
                percent(it.deflatedSharpe()), number(it.expectedMaxSharpeOfPaper()));
        Overfitting over = it.overfitting();
        if (over != null) {
            line(
                    "  probability of overfitting    %s; %s of %,d splits, of which %s lose money outside of their half",
                    percent(it.overfittingProbability()),
                    percent(over.probability()),
                    over.splits(),
                    percent(over.loss()));
        }
        RealityCheck check = it.realityCheck();
        if (check != null) {
            line("  reality check                 p = %.3f from %,d draws", check.pValue(), check.draws());
        }
        TradeOrder order = it.tradeOrder();
        if (order != null) {
            line(
                    "  the same trades, reordered    drawdown %s, median %s, one in twenty above %s",
                    percent(order.drawdown()), percent(order.median()), percent(order.fifth()));
        }
        text.append('\n');
        line("Verdict: %s. %s", it.verdict().text().replace('-', ' '), VerdictText.of(it));
    }

    private void walkForward() {
        WalkForwardResult walk = report.walkForward();
        if (walk == null) {
            return;
        }
        text.append('\n');
        line("Walk-forward, %s, purge %d, embargo %d:", SweepJson.lower(walk.mode()), walk.purge(), walk.embargo());
        for (WalkForwardResult.Fold fold : walk.folds()) {
            line(
                    "  %s to %s  %-30s sharpe %s, before %s, return %s",
                    Times.text(fold.testFromNanos()).substring(0, 10),
                    Times.text(fold.testToNanos()).substring(0, 10),
                    parameters(fold.parameters()),
                    number(fold.testSharpe()),
                    number(fold.trainSharpe()),
                    percent(fold.testReturn()));
        }
        line(
                "  together: sharpe %s, return %s, efficiency %s",
                number(walk.sharpe()), percent(walk.totalReturn()), number(walk.efficiency()));
    }

    private static String parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private String objective() {
        return SweepJson.lower(report.options().objective());
    }

    private static String percent(double fraction) {
        return Double.isNaN(fraction) ? "–" : String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
