package dev.tandem.webhook.alert;

import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done because of an alert: what closes, then what opens.
 *
 * @param intent in a word
 * @param instrument of what
 * @param side of the orders; null for an exit that closes whatever is held
 * @param closing how much is closed; null for nothing
 * @param opening how much is opened; null for nothing
 * @param terms the conditions
 * @param confidence how sure the alert is
 */
public record AlertPlan(
        Intent intent,
        Instrument instrument,
        @Nullable Side side,
        @Nullable Size closing,
        @Nullable Size opening,
        Terms terms,
        Confidence confidence) {
    /** The same without what it opens: what is left where its confidence is too low for that. */
    public AlertPlan closingOnly() {
        return new AlertPlan(intent, instrument, side, closing, null, terms, confidence);
    }
}
