package dev.tandem.sweep.report;

import dev.tandem.model.Times;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.EquityCurve;
import dev.tandem.sweep.Neighborhood;
import dev.tandem.sweep.Objective;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.luck.VerdictText;
import dev.tandem.sweep.walk.WalkForwardResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search as a page: verdict, heat map, parallel coordinates, plateau or spike, equity of the best, table. One file of
 * HTML and SVG, without a script and without a network.
 */
public final class SweepPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--page:#f4f5f7;--panel:#fff;--ink:#1b2330;--faint:#5d6878;--line:#cbd2db;--blue:#1668b0;--orange:#c2500f}
            @media(prefers-color-scheme:dark){:root{--page:#11151b;--panel:#181e26;--ink:#e3e8ef;--faint:#97a3b3;--line:#4a586c;--blue:#6cb2f0;--orange:#f08a45}}
            body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
            header,main{max-width:900px;margin:0 auto;padding:16px}
            h1{margin:.2em 0;font-size:1.5em}h2{margin:0 0 .6em;font-size:1.1em}
            section{background:var(--panel);border-radius:8px;padding:16px;margin:0 0 16px;overflow-x:auto}
            .faint{color:var(--faint);overflow-wrap:anywhere}svg{width:100%;height:auto;display:block}
            svg text{fill:var(--faint);font-size:12px}svg text.axis{fill:var(--ink);font-weight:600}
            svg line.axis{stroke:var(--line)}.cell.best{stroke:#e0661b;stroke-width:3}
            polyline{fill:none}.line{stroke:var(--line);stroke-width:.6;opacity:.5}.good{stroke:var(--blue);stroke-width:.9;opacity:.7}
            .top{stroke:var(--orange);stroke-width:2.4}.equity{stroke:var(--blue);stroke-width:1.6}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:3px 10px;text-align:right}td{white-space:nowrap}
            th{color:var(--faint);font-weight:500}tr+tr td{border-top:1px solid var(--line)}
            .verdict{font-size:1.1em}td.text{text-align:left}
            @media(max-width:640px){header,main{padding:10px}section{padding:12px}svg{min-width:600px}}
            """;

    private final SweepReport report;
    private final @Nullable EquityCurve best;

    /** @param best equity of the best trial; null where there is none */
    public SweepPage(SweepReport report, @Nullable EquityCurve best) {
        this.report = report;
        this.best = best;
    }

    /** Writes the page and flushes. */
    public void write(Writer out, int top) throws IOException {
        Svg page = new Svg();
        Objective objective = report.options().objective();
        SearchSpace space = report.space();
        List<Trial> ranked = report.outcome().ranked(objective);
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .add("<title>%s · sweep · Tandem</title><style>", report.strategy())
                .raw(STYLE)
                .raw("</style></head><body>\n");
        page.add(
                "<header><h1>%s</h1><p class=\"faint\">%s · %d bars · %s</p><p class=\"faint\">%s</p></header><main>\n",
                report.strategy(),
                report.instruments().getFirst().symbol(),
                report.data().getFirst().bars().size(),
                report.data().getFirst().name(),
                space.toString());
        verdict(page, objective);
        if (!ranked.isEmpty() && HeatMap.isPossible(space)) {
            page.add(
                    "<section><h2>%s over two parameters</h2>",
                    objective.metric().title());
            HeatMap.of(space, ranked, objective).draw(page, ranked.getFirst());
            page.raw("</section>\n");
        }
        if (!ranked.isEmpty()) {
            page.raw("<section><h2>All trials</h2>");
            ParallelCoordinates.draw(page, space, ranked, objective);
            page.raw("</section>\n");
        }
        if (best != null) {
            page.raw("<section><h2>Equity of the best</h2>");
            EquityLine.draw(page, best);
            page.raw("</section>\n");
        }
        walk(page);
        table(page, ranked.subList(0, Math.min(top, ranked.size())));
        page.add("<section><h2>The same again</h2><p class=\"faint\"><code>%s</code></p></section>", report.command());
        page.raw("</main></body></html>\n");
        out.write(page.toString());
        out.flush();
    }

    private void verdict(Svg page, Objective objective) {
        page.raw("<section id=\"verdict\"><h2>Is it luck?</h2>");
        Judgement judgement = report.judgement();
        if (judgement != null) {
            page.add(
                    "<p class=\"verdict\"><b>%s.</b> %s</p>",
                    words(judgement.verdict().text()), VerdictText.of(judgement));
            page.add(
                    "<p class=\"faint\">Probability of overfitting %s · deflated Sharpe ratio %s</p>",
                    Svg.number(judgement.overfittingProbability()), Svg.number(judgement.deflatedSharpe()));
        }
        Optional<Neighborhood> around = Neighborhood.of(report.outcome(), report.space(), objective);
        around.ifPresent(it -> page.add(
                "<p id=\"shape\">The best stands on a <b>%s</b>: the %d trials beside it reach %.0f %% of its height above"
                        + " the median.</p>",
                it.shape().text(), it.neighbors(), 100 * it.share()));
        page.raw("</section>\n");
    }

    private void walk(Svg page) {
        WalkForwardResult walk = report.walkForward();
        if (walk == null) {
            return;
        }
        page.raw("<section id=\"walk\"><h2>Walk-forward</h2>");
        page.add(
                "<p>Where parameters were tried after they had been chosen: Sharpe %s, return %s%s.</p>",
                Svg.number(walk.sharpe()),
                percent(walk.totalReturn()),
                Double.isNaN(walk.efficiency())
                        ? ""
                        : ", " + percent(walk.efficiency()) + " of the Sharpe where they were chosen");
        page.raw("<table><tr><th>tried from</th><th>to</th><th>chosen</th><th>Sharpe there</th><th>Sharpe after</th>"
                + "<th>return after</th></tr>");
        for (WalkForwardResult.Fold fold : walk.folds()) {
            page.add(
                    "<tr><td>%s</td><td>%s</td><td class=\"text\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
                    day(fold.testFromNanos()),
                    day(fold.testToNanos()),
                    fold.parameters().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(" ")),
                    Svg.number(fold.trainSharpe()),
                    Svg.number(fold.testSharpe()),
                    percent(fold.testReturn()));
        }
        page.raw("</table></section>\n");
    }

    private static String day(long nanos) {
        return Times.text(nanos).substring(0, 10);
    }

    private static String words(String verdict) {
        return Character.toUpperCase(verdict.charAt(0)) + verdict.substring(1).replace('-', ' ');
    }

    private static String value(MetricDefinition metric, double value) {
        return metric.unit() == MetricDefinition.Unit.FRACTION ? percent(value) : Svg.number(value);
    }

    private static String percent(double fraction) {
        if (Double.isNaN(fraction)) {
            return Svg.number(fraction);
        }
        String text = String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
        return text.equals("-0.00 %") ? "0.00 %" : text;
    }

    private void table(Svg page, List<Trial> top) {
        page.raw("<section><h2>The best</h2><table><tr>");
        List<ParameterRange> ranges = report.space().ranges().stream()
                .filter(range -> range.size() > 1)
                .toList();
        ranges.forEach(range -> page.add("<th>%s</th>", range.name()));
        List<MetricDefinition> metrics = List.of(
                MetricDefinition.SHARPE,
                MetricDefinition.TOTAL_RETURN,
                MetricDefinition.MAX_DRAWDOWN,
                MetricDefinition.CALMAR,
                MetricDefinition.PROFIT_FACTOR);
        metrics.forEach(metric -> page.add("<th>%s</th>", metric.title()));
        page.raw("</tr>");
        for (Trial trial : top) {
            page.raw("<tr>");
            ranges.forEach(range ->
                    page.add("<td>%s</td>", String.valueOf(trial.parameters().get(range.name()))));
            metrics.forEach(metric -> page.add("<td>%s</td>", value(metric, trial.metric(metric))));
            page.raw("</tr>");
        }
        page.raw("</table></section>\n");
    }
}
