package dev.tandem.plugin;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;

/**
 * An order as the venue sees it at this moment.
 *
 * @param lots the whole quantity
 * @param filledLots what is done
 */
public record OrderSnapshot(
        ClientOrderId clientOrderId,
        OrderId orderId,
        Instrument instrument,
        Side side,
        OrderType type,
        OrderStatus status,
        long lots,
        long filledLots,
        long timeNanos) {}
