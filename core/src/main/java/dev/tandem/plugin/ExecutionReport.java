package dev.tandem.plugin;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.OrderId;

/** What a venue tells about an order without being asked (FIX message 8). */
public sealed interface ExecutionReport {
    /** Whose order it is about. */
    ClientOrderId clientOrderId();

    long timeNanos();

    /** The venue has it (ExecType 0). */
    record Accepted(ClientOrderId clientOrderId, OrderId orderId, long timeNanos) implements ExecutionReport {}

    /**
     * Some or all of it was executed (ExecType F).
     *
     * @param fill what was
     * @param leavesLots what is still open (FIX tag 151)
     */
    record Filled(Fill fill, long leavesLots) implements ExecutionReport {
        @Override
        public ClientOrderId clientOrderId() {
            return fill.clientOrderId();
        }

        @Override
        public long timeNanos() {
            return fill.timeNanos();
        }
    }

    /**
     * It was ended on request, or by its sibling, or because there was nothing left to reduce (ExecType 4).
     *
     * @param reason in a word: {@code requested}, {@code oco}, {@code reduce-only}
     */
    record Canceled(ClientOrderId clientOrderId, String reason, long timeNanos) implements ExecutionReport {}

    /**
     * It ran out (ExecType C).
     *
     * @param reason in a word: {@code time-in-force}, {@code insufficient-balance}
     */
    record Expired(ClientOrderId clientOrderId, String reason, long timeNanos) implements ExecutionReport {}

    /**
     * The venue refused it after all (ExecType 8).
     *
     * @param code the venue's own
     * @param message the venue's own words
     * @param reason what it means, where the engine does something about it
     */
    record Rejected(ClientOrderId clientOrderId, String code, String message, long timeNanos, RejectReason reason)
            implements ExecutionReport {
        /** For a reason that nothing is done about. */
        public Rejected(ClientOrderId clientOrderId, String code, String message, long timeNanos) {
            this(clientOrderId, code, message, timeNanos, RejectReason.OTHER);
        }

        /** The venue's code, or its words where it has none; for an order that the market has passed, that. */
        public String inShort() {
            return reason.isPassed() ? reason.text() : code.isEmpty() ? message : code;
        }
    }
}
