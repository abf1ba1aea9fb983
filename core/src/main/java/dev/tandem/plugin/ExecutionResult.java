package dev.tandem.plugin;

import dev.tandem.gate.Denial;
import dev.tandem.model.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to execute an order, as far as it is known when the call returns.
 *
 * <p>A snapshot of that moment: fills are counted from {@link ExecutionReport.Filled}, by the venue's trade id, never
 * from here.
 */
public sealed interface ExecutionResult {
    /** The venue has the order. */
    record Accepted(OrderId orderId, long timeNanos, String raw) implements ExecutionResult {}

    /**
     * The venue has executed it, wholly or in part.
     *
     * @param filledLots how much so far
     * @param averagePriceTicks at which price, rounded half-even to the tick
     * @param fees in units of {@link dev.tandem.model.Money}
     */
    record Filled(OrderId orderId, long filledLots, long averagePriceTicks, long fees, long timeNanos, String raw)
            implements ExecutionResult {}

    /** Our own gate stopped it: it never left. */
    record Denied(Denial denial, long timeNanos) implements ExecutionResult {}

    /**
     * The venue refused it.
     *
     * @param code the venue's own, unchanged
     * @param message the venue's own words
     * @param reason what it means, where the engine does something about it
     */
    record Rejected(String code, String message, long timeNanos, String raw, RejectReason reason)
            implements ExecutionResult {
        /** For a reason that nothing is done about. */
        public Rejected(String code, String message, long timeNanos, String raw) {
            this(code, message, timeNanos, raw, RejectReason.OTHER);
        }

        /** The venue's code, or its words where it has none; for an order that the market has passed, that. */
        public String inShort() {
            return reason.isPassed() ? reason.text() : code.isEmpty() ? message : code;
        }
    }

    /**
     * We do not know whether the venue has it. It counts as live until that is known.
     *
     * @param message what went wrong on the way
     */
    record Unconfirmed(String message, long timeNanos, String raw) implements ExecutionResult {}

    /** The venue has it, or has executed it. */
    default boolean success() {
        return switch (this) {
            case Accepted a -> true;
            case Filled f -> true;
            case Denied d -> false;
            case Rejected r -> false;
            case Unconfirmed u -> false;
        };
    }

    /** The venue's name of it; {@link OrderId#NONE} if it has none. */
    default OrderId orderId() {
        return switch (this) {
            case Accepted a -> a.orderId;
            case Filled f -> f.orderId;
            case Denied d -> OrderId.NONE;
            case Rejected r -> OrderId.NONE;
            case Unconfirmed u -> OrderId.NONE;
        };
    }

    /** How much was executed by then, in lots. */
    default long filledLots() {
        return this instanceof Filled f ? f.filledLots : 0;
    }

    /** At which average price, in ticks; 0 if nothing was. */
    default long averagePriceTicks() {
        return this instanceof Filled f ? f.averagePriceTicks : 0;
    }

    /** For which fees, in units of {@link dev.tandem.model.Money}. */
    default long fees() {
        return this instanceof Filled f ? f.fees : 0;
    }

    long timeNanos();

    /** What went wrong, in words; null if nothing did. */
    default @Nullable String error() {
        return switch (this) {
            case Accepted a -> null;
            case Filled f -> null;
            case Denied d -> d.denial.message();
            case Rejected r -> r.code.isEmpty() ? r.message : r.code + ": " + r.message;
            case Unconfirmed u -> u.message;
        };
    }

    /** The venue's answer as it came, without secrets; empty if there was none. */
    default String raw() {
        return switch (this) {
            case Accepted a -> a.raw;
            case Filled f -> f.raw;
            case Denied d -> "";
            case Rejected r -> r.raw;
            case Unconfirmed u -> u.raw;
        };
    }
}
