package dev.tandem.confidence.score;

import java.util.Locale;
import java.util.Map;

/** A calibration as one HTML page that asks no network for anything. */
public final class CalibrationPage {
    private static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
                    + "table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .7rem;text-align:right;"
                    + "border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}"
                    + "figure{display:inline-block;margin:0 1rem 1rem 0}svg{max-width:100%;height:auto}";

    private CalibrationPage() {}

    /** @param source what was read, as the user named it */
    public static String html(Calibration calibration, String source) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                + "<title>Calibration · Tandem</title><style>" + STYLE + "</style></head><body>\n<h1>Do the confidences"
                + " deserve to be believed?</h1>\n<p>");
        page.append(escaped(source)).append("</p>\n<p>").append(escaped(CalibrationText.verdict(calibration.all())));
        page.append("</p>\n<figure>")
                .append(ReliabilityDiagram.svg("All agents", calibration.all()))
                .append("</figure>\n");
        page.append("<table><thead><tr>");
        for (String heading : new String[] {
            "Agent",
            "Signals",
            "Came true",
            "Said",
            "Brier",
            "95 %",
            "Reliability",
            "Resolution",
            "Uncertainty",
            "Residual",
            "Log loss",
            "ECE",
            "95 %"
        }) {
            page.append("<th>").append(heading).append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        row(page, "all", calibration.all());
        calibration.agents().forEach((agent, part) -> row(page, agent, part));
        page.append(
                "</tbody></table>\n<p>Brier score = reliability − resolution + uncertainty + residual, over ten bins"
                        + " of equal width. A perfect forecaster's reliability is 0; always saying the base rate gives a Brier"
                        + " score equal to the uncertainty. Log loss counts a confidence of 0 or 1 as 1e-15 from it. ECE is the"
                        + " mean distance from the diagonal. ");
        BlockBootstrap intervals = calibration.all().intervals();
        page.append(String.format(
                Locale.ROOT,
                "95 %% intervals: %d histories out of blocks of %d consecutive times, seed %d.</p>\n",
                intervals.resamples(),
                intervals.block(),
                intervals.seed()));
        if (calibration.agents().size() > 1) {
            for (Map.Entry<String, Calibration.Part> agent :
                    calibration.agents().entrySet()) {
                page.append("<figure>")
                        .append(ReliabilityDiagram.svg(agent.getKey(), agent.getValue()))
                        .append("</figure>\n");
            }
        }
        return page.append("</body></html>\n").toString();
    }

    private static void row(StringBuilder page, String name, Calibration.Part part) {
        Scores s = part.scores();
        Interval brier = part.intervals().brier();
        Interval ece = part.intervals().ece();
        page.append("<tr><td>").append(escaped(name)).append("</td>");
        page.append(String.format(
                Locale.ROOT,
                "<td>%d</td><td>%.3f</td><td>%.3f</td><td>%.4f</td><td>%.3f–%.3f</td><td>%.4f</td><td>%.4f</td>"
                        + "<td>%.4f</td><td>%.4f</td><td>%.4f</td><td>%.4f</td><td>%.3f–%.3f</td></tr>\n",
                s.n(),
                s.baseRate(),
                s.meanConfidence(),
                s.brier(),
                brier.low(),
                brier.high(),
                s.reliability(),
                s.resolution(),
                s.uncertainty(),
                s.residual(),
                s.logLoss(),
                s.ece(),
                ece.low(),
                ece.high()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
