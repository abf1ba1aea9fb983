package dev.tandem.webhook;

import java.util.Map;
import java.util.stream.Collectors;

/** How well agents were calibrated and what they weigh, for browsers and for programs. */
final class PanelPage {
    private PanelPage() {}

    /** @param reports JSON objects by symbol */
    static String json(Map<String, String> reports) {
        return reports.entrySet().stream()
                .map(report -> "\"" + report.getKey() + "\":" + report.getValue())
                .collect(Collectors.joining(",", "{\"schema\":\"tandem.panel/1\",\"instruments\":{", "}}"));
    }

    /** @param sections of a page by symbol; a page without scripts */
    static String html(Map<String, String> sections) {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Agents - Tandem</title>
                <style>
                body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1d2430;background:#fff}
                h1{font-size:1.35rem;margin:0 0 .2rem} h2{font-size:1.1rem;margin:2rem 0 .2rem} section h2{display:none}
                p,li{color:#5a6474} ul{padding-left:1.2rem} svg{max-width:32rem;height:auto;background:#fff}
                table{border-collapse:collapse;margin:.4rem 0 1rem} th{font-weight:600;color:#5a6474;font-size:.8rem}
                th,td{text-align:left;padding:.3rem .9rem .3rem 0;border-bottom:1px solid #e4e8ee;vertical-align:top}
                td{font-variant-numeric:tabular-nums}
                @media(prefers-color-scheme:dark){body{background:#12161d;color:#dfe5ee}th,td{border-color:#2a323f}}
                </style></head><body>
                <h1>Agents</h1>
                <p>What came of what they said, also where the gate denied it. Times in UTC.</p>
                """);
        sections.forEach((symbol, section) -> page.append("<h2>")
                .append(InboxPage.escape(symbol))
                .append("</h2>\n")
                .append(section));
        return page.append("</body></html>\n").toString();
    }
}
