package dev.tandem.webhook.alert;

import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Confidence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How alerts are to be read: what the user has configured.
 *
 * @param symbols which instrument an alert means
 * @param confidence what the gate will ask for; asked beforehand, so that the answer can say it
 * @param missingConfidence what an alert has that states none; {@link Confidence#UNSTATED} leaves it to the policy,
 *     which denies it
 * @param confidenceInPercent whether 78 means 0.78; otherwise it is refused
 * @param sizing how big what is opened is; null if the alert has to say
 * @param quantityUnit in what an alert's quantity is; null where its own words say it, and what is not clear is refused
 * @param maxAge of an alert; older ones are refused
 * @param maxAhead how far an alert's time may be ahead of ours
 * @param defaultText whether TradingView's own sentence is carried out
 */
public record AlertRules(
        SymbolTable symbols,
        ConfidencePolicy confidence,
        Confidence missingConfidence,
        boolean confidenceInPercent,
        @Nullable Sizing sizing,
        @Nullable QuantityUnit quantityUnit,
        Duration maxAge,
        Duration maxAhead,
        boolean defaultText) {
    /** How old an alert may be unless the user says otherwise. */
    public static final Duration MAX_AGE = Duration.ofSeconds(60);

    /** How far ahead its time may be. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(30);

    /** In what a bare number is. */
    public enum QuantityUnit {
        BASE,
        QUOTE
    }

    /** The rules when nothing is configured but the symbols. */
    public static AlertRules standard(SymbolTable symbols) {
        return new AlertRules(
                symbols,
                ConfidencePolicy.standard(),
                Confidence.UNSTATED,
                false,
                null,
                null,
                MAX_AGE,
                MAX_AHEAD,
                false);
    }

    /** The same with other instruments. */
    public AlertRules withSymbols(SymbolTable table) {
        return new AlertRules(
                table,
                confidence,
                missingConfidence,
                confidenceInPercent,
                sizing,
                quantityUnit,
                maxAge,
                maxAhead,
                defaultText);
    }

    /** The same with another confidence for alerts that state none. */
    public AlertRules withMissingConfidence(Confidence value) {
        return new AlertRules(
                symbols, confidence, value, confidenceInPercent, sizing, quantityUnit, maxAge, maxAhead, defaultText);
    }

    /** The same, confidence in percent or not. */
    public AlertRules withConfidenceInPercent(boolean percent) {
        return new AlertRules(
                symbols, confidence, missingConfidence, percent, sizing, quantityUnit, maxAge, maxAhead, defaultText);
    }

    /** The same with another sizing. */
    public AlertRules withSizing(@Nullable Sizing value) {
        return new AlertRules(
                symbols,
                confidence,
                missingConfidence,
                confidenceInPercent,
                value,
                quantityUnit,
                maxAge,
                maxAhead,
                defaultText);
    }

    /** The same, TradingView's own sentence carried out or not. */
    public AlertRules withDefaultText(boolean value) {
        return new AlertRules(
                symbols,
                confidence,
                missingConfidence,
                confidenceInPercent,
                sizing,
                quantityUnit,
                maxAge,
                maxAhead,
                value);
    }
}
