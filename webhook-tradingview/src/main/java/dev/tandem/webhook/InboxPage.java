package dev.tandem.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inbox, for browsers and for programs. */
final class InboxPage {
    private static final JsonFactory JSON = new JsonFactory();

    private InboxPage() {}

    /** An array of alerts, newest first. */
    static String json(List<InboxEntry> entries) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (InboxEntry entry : entries) {
                write(json, entry);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, InboxEntry entry) throws IOException {
        AlertRecord record = entry.record();
        Map<String, String> plan =
                record.plans().isEmpty() ? Map.of() : record.plans().getFirst();
        json.writeStartObject();
        json.writeStringField("requestId", record.requestId());
        json.writeStringField("receivedAt", Times.text(record.receivedNanos()));
        json.writeStringField("status", entry.status());
        json.writeNumberField("httpStatus", record.httpStatus());
        json.writeStringField("reason", entry.reason());
        json.writeStringField("kind", record.kind());
        text(json, "agent", plan.get("agent"));
        text(json, "intent", record.isOfAgent() ? null : plan.get("intent"));
        text(json, "instrument", plan.get("instrument"));
        text(json, "side", plan.get("side"));
        text(json, "quantity", record.about().get("quantity"));
        String confidence = plan.get("confidence");
        if (confidence == null) {
            json.writeNullField("confidence");
        } else {
            json.writeNumberField("confidence", Double.parseDouble(confidence));
        }
        text(json, "symbol", record.about().get("symbol"));
        text(json, "id", record.about().get("id"));
        text(json, "note", record.isOfAgent() ? plan.get("note") : null);
        json.writeStringField("bodyHash", record.bodyHash());
        json.writeStringField("source", record.source());
        json.writeNumberField("duplicates", entry.duplicates());
        json.writeNumberField("alerts", record.plans().size());
        json.writeArrayFieldStart("orders");
        for (OrderLine order : entry.orders()) {
            json.writeStartObject();
            json.writeStringField("id", order.id());
            json.writeStringField("side", order.side());
            json.writeStringField("type", order.type());
            text(json, "quantity", order.quantity());
            json.writeBooleanField("reduceOnly", order.reduceOnly());
            json.writeStringField("status", order.status());
            json.writeStringField("filled", order.filled());
            text(json, "averagePrice", order.averagePrice());
            text(json, "reason", order.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null || value.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    /** A page without scripts: nothing that came in an alert can become one. */
    static String html(List<InboxEntry> entries, String trouble, String halted, boolean silent) {
        StringBuilder page = new StringBuilder(4096);
        page.append("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Inbox - Tandem</title>
                <style>
                body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1d2430;background:#fff}
                h1{font-size:1.35rem;margin:0 0 .2rem} p{color:#5a6474;margin:.2rem 0 1rem}
                table{border-collapse:collapse;width:100%} th{font-weight:600;color:#5a6474;font-size:.8rem}
                th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid #e4e8ee;vertical-align:top}
                td.time{white-space:nowrap;font-variant-numeric:tabular-nums} code{font:12px ui-monospace,monospace;color:#5a6474}
                .s{display:inline-block;padding:.05rem .5rem;border-radius:1rem;font-size:.8rem;background:#e8ebf0}
                .accepted{background:#dcf3e4;color:#12612f}.rejected{background:#fbe3e0;color:#8c1d13}
                .trouble{background:#fbe3e0;color:#8c1d13;padding:.6rem .8rem;border-radius:.4rem}
                .order{white-space:nowrap} .why{color:#8c1d13;white-space:normal}
                @media(prefers-color-scheme:dark){body{background:#12161d;color:#dfe5ee}th,td{border-color:#2a323f}
                .s{background:#2a323f}.accepted{background:#123d22;color:#9be2b4}.rejected,.trouble{background:#4a1712;color:#f6b7ae}
                .why{color:#f6b7ae}}
                </style></head><body>
                <h1>Inbox</h1>
                """);
        page.append("<p>The last ").append(entries.size()).append(" messages, newest first, times in UTC.</p>\n");
        if (!trouble.isEmpty()) {
            page.append("<p class=\"trouble\">Nothing is carried out: ")
                    .append(escape(trouble))
                    .append("</p>\n");
        }
        if (!halted.isEmpty()) {
            page.append("<p class=\"trouble\">Every order is denied: ")
                    .append(escape(halted))
                    .append("</p>\n");
        }
        if (silent) {
            page.append("<p class=\"trouble\">No alert has come for longer than is usual here.</p>\n");
        }
        if (entries.isEmpty()) {
            page.append("<p>No alert has come yet.</p></body></html>\n");
            return page.toString();
        }
        page.append(
                "<table><thead><tr><th>Received</th><th>Outcome</th><th>Alert</th><th>Orders</th><th>Reason</th></tr>"
                        + "</thead><tbody>\n");
        for (InboxEntry entry : entries) {
            row(page, entry);
        }
        return page.append("</tbody></table></body></html>\n").toString();
    }

    private static void row(StringBuilder page, InboxEntry entry) {
        AlertRecord record = entry.record();
        Map<String, String> plan =
                record.plans().isEmpty() ? Map.of() : record.plans().getFirst();
        String status = entry.status();
        page.append("<tr><td class=\"time\">")
                .append(Times.text(record.receivedNanos()).replace("T", " ").replace("Z", ""))
                .append("<br><code>")
                .append(escape(record.requestId()))
                .append("</code></td><td><span class=\"s ")
                .append(escape(status))
                .append("\">")
                .append(escape(status))
                .append("</span>");
        if (entry.duplicates() > 0) {
            page.append("<br><code>").append(entry.duplicates()).append(" more, the same</code>");
        }
        page.append("</td><td>");
        page.append(escape(join(
                plan.get("intent"),
                plan.get("agent") == null ? null : "of " + plan.get("agent") + ":",
                plan.get("side"),
                record.about().get("quantity"),
                plan.get("instrument"),
                plan.get("confidence") == null ? null : "at confidence " + plan.get("confidence"))));
        if (record.plans().size() > 1) {
            page.append(" and ").append(record.plans().size() - 1).append(" more");
        }
        String note = record.isOfAgent() ? plan.getOrDefault("note", "") : "";
        if (!note.isEmpty()) {
            page.append("<br><q>").append(escape(note)).append("</q>");
        }
        page.append("<br><code>")
                .append(escape(record.bodyHash()
                        .substring(0, Math.min(16, record.bodyHash().length()))))
                .append("</code></td><td>");
        for (OrderLine order : entry.orders()) {
            page.append("<div class=\"order\">")
                    .append(escape(join(
                            order.side(),
                            order.quantity(),
                            order.reduceOnly() ? "(reduce)" : null,
                            order.status(),
                            order.averagePrice() == null ? null : "at " + order.averagePrice())))
                    .append(" <code>")
                    .append(escape(order.id()))
                    .append("</code></div>");
        }
        page.append("</td><td class=\"why\">").append(escape(entry.reason())).append("</td></tr>\n");
    }

    private static String join(@Nullable String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part != null && !part.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ").append(part);
            }
        }
        return text.toString();
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
