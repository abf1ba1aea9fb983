package dev.tandem.report.html;

import dev.tandem.model.Instrument;
import dev.tandem.report.Counts;
import dev.tandem.report.Dates;
import dev.tandem.report.Figures;
import dev.tandem.report.Intervals;
import dev.tandem.report.Notes;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A result as a page: one HTML file with everything in it, which asks no network for anything.
 *
 * <pre>{@code
 * HtmlReport.of(result).withCandles(candles).withCommand("tandem backtest …").write(writer);
 * }</pre>
 *
 * <p>Chart of prices with trades, equity against buying and holding, drawdown; the list of trades, sortable and linked
 * to the chart; monthly returns; distributions; every metric with its definition; assumptions and what hangs on them;
 * the receipt. Without candles the chart shows closes. All trades are in it; of more than 100,000 bars several are drawn
 * as one, and the page says so. Immutable; {@link #write} can be called again.
 */
public final class HtmlReport {
    private final RunResult run;
    private final @Nullable Candles candles;
    private final @Nullable String command;
    private final String section;

    private HtmlReport(RunResult run, @Nullable Candles candles, @Nullable String command, String section) {
        this.run = run;
        this.candles = candles;
        this.command = command;
        this.section = section;
    }

    /** The page of a result. */
    public static HtmlReport of(RunResult run) {
        return new HtmlReport(run, null, null, "");
    }

    /** With the bars that the strategy saw. */
    public HtmlReport withCandles(Candles bars) {
        return new HtmlReport(run, bars, command, section);
    }

    /** With the command that gives the same result again, for the receipt. */
    public HtmlReport withCommand(String line) {
        return new HtmlReport(run, candles, line, section);
    }

    /**
     * With a section more, before the definitions.
     *
     * @param markup which goes into the page as it is
     */
    public HtmlReport withSection(String markup) {
        return new HtmlReport(run, candles, command, markup);
    }

    /**
     * Writes the page and flushes; the writer, which must encode as UTF-8, stays open.
     *
     * @throws IllegalArgumentException if there are not as many candles as points of the equity curve
     */
    public void write(Writer out) throws IOException {
        String style = Resources.text("page.css");
        String charts = Resources.text(Resources.CHARTS);
        String page = List.of("decode.js", "theme.js", "trades.js", "overlay.js", "chart.js", "page.js").stream()
                .map(Resources::text)
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
        Metrics metrics = Metrics.of(run);
        ChartData chart = new ChartData(run, candles);

        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, charts, page))
                .line()
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .element("title", run.strategyName() + " · " + symbols() + " · Tandem")
                .raw("\n<style>")
                .raw(style)
                .raw("</style>\n</head>\n<body>\n");
        header(html);
        html.open("main").line();
        MetricTables figures = new MetricTables(html, run, metrics);
        figures.cards();
        notes(html);
        BandTable.write(html, run);
        html.raw(chartMarkup(chart)).raw(Resources.text("trades.html"));
        MonthTable.write(html, run);
        Distributions.write(html, run);
        html.raw(section);
        figures.definitions();
        new Assumptions(html, run, metrics).write();
        ReceiptSection.write(html, run, command);
        html.close("main").line().raw(Resources.text("footer.html"));
        out.write(html.toString());
        out.write("<script type=\"application/json\" id=\"data\">");
        out.write(ScriptJson.text(json -> {
            json.writeStartObject();
            chart.write(json);
            new TradeData(run, chart).write(json);
            json.writeEndObject();
        }));
        out.write("</script>\n<script>");
        out.write(charts);
        out.write("</script>\n<script>");
        out.write(page);
        out.write("</script>\n</body>\n</html>\n");
        out.flush();
    }

    /** Nothing but what stands in the page itself. */
    private static String policy(String style, String charts, String page) {
        return "default-src 'none'; script-src " + Resources.policyHash(charts) + " " + Resources.policyHash(page)
                + "; style-src " + Resources.policyHash(style)
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private String symbols() {
        return run.instruments().stream().map(Instrument::symbol).collect(Collectors.joining(", "));
    }

    private void header(Html html) {
        RunResult.Data data = run.data();
        Dates dates = Dates.fitting(data.fromNanos(), data.toNanos());
        html.open("header").open("div", "class", "title").element("h1", run.strategyName());
        html.open("button", "id", "theme", "type", "button")
                .text("Theme")
                .close("button")
                .close("div")
                .line();
        html.open("p", "class", "what")
                .element("strong", symbols())
                .text(" · " + Figures.count(data.bars(), "bar") + " of " + Intervals.text(data.intervalNanos()) + " · ")
                .element(
                        "span",
                        dates.text(data.fromNanos()) + " to " + dates.text(data.toNanos()) + " UTC",
                        "class",
                        "nowrap")
                .text(" · " + data.source())
                .close("p")
                .line();
        if (!run.parameters().isEmpty()) {
            html.open("ul", "class", "parameters", "aria-label", "Parameters");
            for (Map.Entry<String, String> parameter : Counts.inOrder(run.parameters())) {
                html.open("li")
                        .element("span", parameter.getKey())
                        .text(" ")
                        .element("b", parameter.getValue())
                        .close("li");
            }
            html.close("ul").line();
        }
        html.raw(Resources.text("navigation.html")).close("header").line();
    }

    private void notes(Html html) {
        List<String> notes = Notes.of(run);
        if (notes.isEmpty()) {
            return;
        }
        html.open("section", "id", "notes")
                .element("h2", "Before you believe it")
                .open("ul");
        notes.forEach(note -> html.element("li", note));
        html.close("ul").close("section").line();
    }

    private String chartMarkup(ChartData chart) {
        if (run.equityCurve().size() == 0) {
            return "<section id=\"chart\"><h2>Chart</h2><p class=\"none\">There is no bar to draw.</p></section>\n";
        }
        Html said = new Html();
        if (chart.merged() > 1) {
            said.element(
                    "p",
                    "For drawing, each " + chart.merged() + " of the "
                            + Figures.count(run.data().bars())
                            + " bars are one candle; trades and figures are complete.",
                    "class",
                    "sum");
        }
        return Resources.text("chart.html").replace("<!-- said -->", said.toString());
    }
}
