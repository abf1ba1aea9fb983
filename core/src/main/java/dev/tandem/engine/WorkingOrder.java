package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderStatus;

/**
 * What an engine believes to have at a venue: what has to be looked after again by a process that is started anew.
 *
 * @param order as it should rest; of a pair whose other leg is over, the one that is left
 * @param status of the order, of a pair of its stop
 * @param stopBeingReplaced whether a replacement of the order (of a pair: its stop) has left and was not answered
 * @param limitBeingReplaced whether one of a pair's limit has
 * @param cancelRequested whether a cancel has left and was not answered
 * @param overByItsPair whether the other leg of its pair was filled wholly: then this one is over, or about to be
 * @param leftOfAPair whether the other leg of its pair is over, whatever way: if the venue does not know this one, it went
 *     with it
 */
public record WorkingOrder(
        ApprovedOrder order,
        OrderStatus status,
        boolean stopBeingReplaced,
        boolean limitBeingReplaced,
        boolean cancelRequested,
        boolean overByItsPair,
        boolean leftOfAPair) {}
