package dev.tandem.cli;

import dev.tandem.model.Decimals;
import dev.tandem.webhook.alert.AlertDraft;
import dev.tandem.webhook.alert.Verdict;
import dev.tandem.webhook.alert.VerdictJson;
import java.util.ArrayList;
import java.util.List;

/** What would happen with an alert, for people. */
final class VerdictText {
    private VerdictText() {}

    static String of(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append(verdict.status().text())
                .append(" (HTTP ")
                .append(verdict.httpStatus())
                .append(')');
        if (!verdict.reason().isEmpty()) {
            text.append(": ").append(Complaint.oneLine(verdict.reason()));
        }
        for (AlertDraft alert : verdict.alerts()) {
            text.append('\n').append("  understood  ").append(understood(alert));
            if (verdict.status() == Verdict.Status.ACCEPTED) {
                int number = 1;
                if (alert.closing() != null) {
                    text.append('\n')
                            .append("  step ")
                            .append(number++)
                            .append("      close ")
                            .append(alert.closing().text());
                }
                if (alert.opening() != null) {
                    text.append('\n')
                            .append("  step ")
                            .append(number)
                            .append("      open ")
                            .append(alert.opening().text());
                }
            }
        }
        return text.toString();
    }

    private static String understood(AlertDraft alert) {
        List<String> words = new ArrayList<>();
        words.add(alert.intent() == null ? "no intent" : alert.intent().text());
        String side = VerdictJson.text(alert.side());
        if (side != null) {
            words.add(side);
        }
        if (alert.quantity() != null) {
            words.add(Decimals.text(alert.quantity()));
        }
        words.add(
                alert.instrument() == null
                        ? String.valueOf(alert.symbol())
                        : alert.instrument().symbol());
        if (alert.confidence().isStated()) {
            words.add("at confidence " + alert.confidence());
        }
        return Complaint.oneLine(String.join(" ", words));
    }
}
