package dev.tandem.webhook.alert;

import java.util.List;
import java.util.Locale;

/**
 * What is done with a message: all its alerts, or none.
 *
 * @param status accepted, ignored or rejected
 * @param httpStatus what the sender is answered with
 * @param code the reason in a word, safe to send back; empty if there is nothing to say
 * @param message the reason in a sentence, for the user; empty if there is nothing to say
 * @param alerts what was understood of each alert, also of a message that is rejected, as far as it was read
 */
public record Verdict(Status status, int httpStatus, String code, String message, List<AlertDraft> alerts) {
    /** What became of it. */
    public enum Status {
        /** It will be carried out. */
        ACCEPTED,
        /** It was carried out before. */
        DUPLICATE,
        /** It asks for nothing. */
        IGNORED,
        /** It will not be carried out. */
        REJECTED;

        /** As it is written in answers. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        alerts = List.copyOf(alerts);
    }

    /** Code and sentence, for the inbox. */
    public String reason() {
        return message.isEmpty() ? code : code + ": " + message;
    }

    /** What is to be carried out. */
    public List<AlertPlan> plans() {
        return alerts.stream().map(AlertDraft::plan).toList();
    }
}
