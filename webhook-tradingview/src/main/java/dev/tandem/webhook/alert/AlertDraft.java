package dev.tandem.webhook.alert;

import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert while it is being read, and what is known of it afterwards: of one that is refused, everything up to what it was
 * refused for. Written by {@link AlertReader} only.
 */
public final class AlertDraft {
    final Fields fields;
    boolean isRejected;

    @Nullable
    String symbol;

    @Nullable
    Instrument instrument;

    @Nullable
    Intent intent;

    @Nullable
    Side side;

    @Nullable
    Size closing;

    @Nullable
    Size opening;

    /** What the alert says of its quantity, for people. */
    @Nullable
    BigDecimal quantity;

    boolean reduceOnly;
    Terms terms = Terms.MARKET;
    Confidence confidence = Confidence.UNSTATED;
    boolean isConfident;

    /** The price that the alert mentions. */
    @Nullable
    BigDecimal price;

    @Nullable
    Instant time;

    @Nullable
    String id;

    @Nullable
    String idempotencyKey;

    @Nullable
    Long sequence;

    @Nullable
    Long maxLagSeconds;

    String stream = "";

    AlertDraft(Fields fields) {
        this.fields = fields;
    }

    /** What the alert calls its instrument, with its exchange if it names one; null if that is not clear. */
    public @Nullable String symbol() {
        return symbol;
    }

    /** Null if it is not known. */
    public @Nullable Instrument instrument() {
        return instrument;
    }

    /** Null if it is not clear. */
    public @Nullable Intent intent() {
        return intent;
    }

    /** Null if it is not clear, or whatever closes what is held. */
    public @Nullable Side side() {
        return side;
    }

    /** What is closed; null for nothing. */
    public @Nullable Size closing() {
        return closing;
    }

    /** What is opened; null for nothing. */
    public @Nullable Size opening() {
        return opening;
    }

    /** How much in all, where that is a number; else null. */
    public @Nullable BigDecimal quantity() {
        return quantity;
    }

    /** Whether it may only make a position smaller. */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    public Terms terms() {
        return terms;
    }

    public Confidence confidence() {
        return confidence;
    }

    /** Whether the alert states a confidence itself; otherwise it has the one that is configured for such alerts. */
    public boolean statesConfidence() {
        return isConfident;
    }

    /** When it was sent, as it says itself; null if it does not. */
    public @Nullable Instant time() {
        return time;
    }

    /** Its own name; null if it has none. */
    public @Nullable String id() {
        return id;
    }

    /** The name by which it is counted once; null if that is its content. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /** Its number among those of its strategy; null if it has none. */
    public @Nullable Long sequence() {
        return sequence;
    }

    /** Which strategy or bot it says that it comes from; empty if it does not. */
    public String stream() {
        return stream;
    }

    /** How old it may be by its own words; null if it does not say. */
    public @Nullable Long maxLagSeconds() {
        return maxLagSeconds;
    }

    /** The values under the names of secrets. */
    public Iterable<String> secrets() {
        return fields.said(Aliases.SECRET).stream().map(Field::text).toList();
    }

    /**
     * What is to be done.
     *
     * @throws IllegalStateException if it was refused
     */
    public AlertPlan plan() {
        Instrument of = instrument;
        Intent what = intent;
        if (of == null || what == null || isRejected) {
            throw new IllegalStateException("an alert that is refused has no plan");
        }
        return new AlertPlan(what, of, side, closing, opening, terms, confidence);
    }
}
