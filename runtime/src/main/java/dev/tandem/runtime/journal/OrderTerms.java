package dev.tandem.runtime.journal;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an approved order says, as a value. It is not an {@link ApprovedOrder} and cannot become one: reading a
 * file is no way around the gate.
 *
 * @param entry of an exit the order whose position it protects; null if it is none, or not known
 */
public record OrderTerms(
        ClientOrderId id,
        Instrument instrument,
        Side side,
        OrderType type,
        long lots,
        TimeInForce timeInForce,
        boolean reduceOnly,
        boolean postOnly,
        OrderRole role,
        Confidence confidence,
        @Nullable ClientOrderId entry) {
    public static OrderTerms of(ApprovedOrder.Single order) {
        return new OrderTerms(
                order.id(),
                order.instrument(),
                order.side(),
                order.type(),
                order.lots(),
                order.timeInForce(),
                order.reduceOnly(),
                order.postOnly(),
                order.role(),
                order.confidence(),
                order.entry());
    }
}
