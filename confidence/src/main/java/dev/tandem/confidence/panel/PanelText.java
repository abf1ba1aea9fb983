package dev.tandem.confidence.panel;

import dev.tandem.confidence.score.Calibration;
import dev.tandem.confidence.score.ReliabilityDiagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a panel did, for people: as lines, and as a section of the page. */
public final class PanelText {
    private PanelText() {}

    /** Lines for a terminal. */
    public static String text(PanelReport report) {
        StringBuilder text = new StringBuilder("\nConfidence\n");
        counts(report.counts()).forEach(line -> text.append("  ").append(line).append('\n'));
        if (!report.recalibration().equals("none")) {
            text.append("  ").append(recalibration(report)).append('\n');
        }
        for (PanelReport.AgentWeight weight : report.weights()) {
            text.append(String.format(Locale.ROOT, "  %s weighs %.2f\n", weight.agent(), weight.weight()));
        }
        text.append("\n  What decisions of each confidence earned, also those that were denied\n");
        for (ConfidenceDeciles.Decile decile : ConfidenceDeciles.deciles(report.decisions())) {
            if (decile.n() > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %.1f-%.1f  %6d  %5.1f %% paid  %+.3f %% each\n",
                        decile.from(),
                        decile.to(),
                        decile.n(),
                        100 * decile.hitRate(),
                        100 * decile.mean()));
            }
        }
        text.append("\n  What thresholds would have earned\n");
        for (ConfidenceDeciles.Threshold threshold : ConfidenceDeciles.thresholds(report.decisions())) {
            text.append(
                    threshold.n() == 0
                            ? String.format(Locale.ROOT, "  %.2f          0\n", threshold.minimum())
                            : String.format(
                                    Locale.ROOT,
                                    "  %.2f     %6d  %5.1f %% paid  %+.3f %% each  %+.2f %% together\n",
                                    threshold.minimum(),
                                    threshold.n(),
                                    100 * threshold.hitRate(),
                                    100 * threshold.mean(),
                                    100 * threshold.total()));
        }
        return text.append("  ")
                .append(ConfidenceDeciles.WARNING.replace(". Choose", ".\n  Choose"))
                .append('\n')
                .toString();
    }

    private static List<String> counts(PanelCounts c) {
        List<String> lines = new ArrayList<>();
        lines.add("signals    " + c.signals() + " = " + sum(c.refused()) + " refused + " + c.late() + " late + "
                + c.doubled() + " double + " + c.counted() + " counted"
                + (c.forecasts() > 0 ? ", and " + c.forecasts() + " of our own forecasters" : ""));
        new TreeMap<>(c.refused()).forEach((why, count) -> lines.add("  refused  " + count + ": " + why));
        lines.add("rounds     " + c.rounds() + " = " + c.noQuorum() + " without quorum + " + c.undecided()
                + " undecided + " + c.vetoed() + " vetoed + " + c.dissent() + " with too much dissent + " + c.decided()
                + " decided");
        lines.add("decided    " + c.decided() + " = " + c.repeated() + " with nothing new + " + c.held()
                + " held already + " + c.ordered() + " ordered");
        lines.add("ordered    " + c.ordered() + " = " + sum(c.denied()) + " denied + " + c.cut()
                + " cut down to closing + " + c.passed() + " passed; "
                + c.horizonExits() + " closed when their horizon was over");
        new TreeMap<>(c.denied()).forEach((why, count) -> lines.add("  denied   " + count + ": " + why));
        lines.add("shadow     " + c.entered() + " = " + c.settled() + " settled + " + c.open() + " open"
                + (c.forgotten() > 0 ? "; the oldest " + c.forgotten() + " are not scored any more" : ""));
        return lines;
    }

    private static String recalibration(PanelReport report) {
        return "recalibrated (" + report.recalibration() + "): " + report.passedBefore()
                + " decisions reached the threshold before it, " + report.passedAfter() + " after it";
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A section of the page of a backtest. */
    public static String html(PanelReport report, String instrument) {
        StringBuilder html = new StringBuilder("<section id=\"confidence\"><h2>Confidence</h2><ul>");
        counts(report.counts())
                .forEach(line ->
                        html.append("<li>").append(escaped(line.strip())).append("</li>"));
        if (!report.recalibration().equals("none")) {
            html.append("<li>").append(escaped(recalibration(report))).append("</li>");
        }
        html.append("</ul>\n");
        if (!report.decisions().isEmpty()) {
            html.append(ReliabilityDiagram.svg(
                    "The panel's decisions",
                    Calibration.of(report.decided(instrument)).all()));
        }
        if (!report.opinions().isEmpty()) {
            html.append(ReliabilityDiagram.svg(
                    "What agents said",
                    Calibration.of(report.outcomes(instrument)).all()));
        }
        html.append(PanelTables.agents(report, instrument)).append(PanelTables.opinions(report));
        html.append("<h3>Profit by confidence</h3><table><thead><tr><th>Confidence</th><th>Decisions</th><th>Paid</th>"
                + "<th>Each</th></tr></thead><tbody>");
        for (ConfidenceDeciles.Decile d : ConfidenceDeciles.deciles(report.decisions())) {
            if (d.n() > 0) {
                html.append(String.format(
                        Locale.ROOT,
                        "<tr><td>%.1f–%.1f</td><td>%d</td><td>%.1f %%</td><td>%+.3f %%</td></tr>",
                        d.from(),
                        d.to(),
                        d.n(),
                        100 * d.hitRate(),
                        100 * d.mean()));
            }
        }
        html.append("</tbody></table><h3>What thresholds would have earned</h3><table><thead><tr><th>At least</th>"
                + "<th>Decisions</th><th>Paid</th><th>Each</th><th>Together</th></tr></thead><tbody>");
        for (ConfidenceDeciles.Threshold t : ConfidenceDeciles.thresholds(report.decisions())) {
            html.append(
                    t.n() == 0
                            ? String.format(
                                    Locale.ROOT,
                                    "<tr><td>%.2f</td><td>0</td><td></td><td></td><td></td></tr>",
                                    t.minimum())
                            : String.format(
                                    Locale.ROOT,
                                    "<tr><td>%.2f</td><td>%d</td><td>%.1f %%</td><td>%+.3f %%</td><td>%+.2f %%</td></tr>",
                                    t.minimum(),
                                    t.n(),
                                    100 * t.hitRate(),
                                    100 * t.mean(),
                                    100 * t.total()));
        }
        return html.append("</tbody></table><p><strong>")
                .append(escaped(ConfidenceDeciles.WARNING))
                .append("</strong></p></section>\n")
                .toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
