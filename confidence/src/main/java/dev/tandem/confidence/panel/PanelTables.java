package dev.tandem.confidence.panel;

import dev.tandem.confidence.score.Calibration;
import dev.tandem.confidence.score.Scores;
import dev.tandem.confidence.settle.Settled;
import dev.tandem.model.Times;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tables of a panel's agents and of what they said, for the page. */
final class PanelTables {
    private static final int OPINIONS = 50;

    private PanelTables() {}

    /** What each agent weighs and how well it was calibrated; one that has nothing settled has its weight only. */
    static String agents(PanelReport report, String instrument) {
        if (report.weights().isEmpty()) {
            return "";
        }
        Map<String, Calibration.Part> scored = report.opinions().isEmpty()
                ? Map.of()
                : Calibration.of(report.outcomes(instrument)).agents();
        Map<String, Double> weights = new TreeMap<>();
        report.weights().forEach(each -> weights.put(each.agent(), each.weight()));
        StringBuilder html = new StringBuilder("<h3>Agents</h3><table><thead><tr><th>Agent</th><th>Weight</th>"
                + "<th>Settled</th><th>Came true</th><th>Said</th><th>Brier</th><th>ECE</th></tr></thead><tbody>");
        weights.forEach((agent, weight) -> {
            html.append(String.format(Locale.ROOT, "<tr><td>%s</td><td>%.2f</td>", PanelText.escaped(agent), weight));
            Calibration.Part part = scored.get(agent);
            if (part == null) {
                html.append("<td>0</td><td></td><td></td><td></td><td></td></tr>");
            } else {
                Scores s = part.scores();
                html.append(String.format(
                        Locale.ROOT,
                        "<td>%d</td><td>%.1f %%</td><td>%.1f %%</td><td>%.4f</td><td>%.4f</td></tr>",
                        s.n(),
                        100 * s.baseRate(),
                        100 * s.meanConfidence(),
                        s.brier(),
                        s.ece()));
            }
        });
        return html.append("</tbody></table>\n").toString();
    }

    /** What was said and settled last, newest first, with the agent's own words. */
    static String opinions(PanelReport report) {
        if (report.opinions().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<h3>Opinions that were settled last</h3><table><thead><tr><th>Made</th>"
                + "<th>Agent</th><th>Said</th><th>Ended</th><th>Earned</th><th>Why</th></tr></thead><tbody>");
        List<Settled> latest = report.latest();
        for (Settled each : latest.subList(Math.max(0, latest.size() - OPINIONS), latest.size())
                .reversed()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%s</td><td>%s %.2f</td><td>%s</td><td>%+.3f %%</td><td>%s</td></tr>",
                    Times.text(each.opinion().madeNanos()),
                    PanelText.escaped(each.opinion().who()),
                    each.opinion().up() ? "long" : "short",
                    each.opinion().stated(),
                    each.end().name().toLowerCase(Locale.ROOT),
                    100 * each.result(),
                    PanelText.escaped(each.opinion().note())));
        }
        return html.append("</tbody></table>\n").toString();
    }
}
