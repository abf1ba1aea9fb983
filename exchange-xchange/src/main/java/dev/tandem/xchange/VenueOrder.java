package dev.tandem.xchange;

import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * An order as a venue tells it.
 *
 * @param symbol the venue's spelling of the instrument
 * @param clientId our name of it; empty if the venue does not say
 * @param quantity the whole
 * @param executed what is done
 * @param timeNanos when it arrived or last changed, by the venue
 * @param fills what the answer itself tells of fills; the whole of them, or none
 * @param raw the answer as it came
 */
record VenueOrder(
        String symbol,
        String clientId,
        OrderId orderId,
        Side side,
        OrderType type,
        OrderStatus status,
        BigDecimal quantity,
        BigDecimal executed,
        long timeNanos,
        List<VenueFill> fills,
        String raw) {}
