package dev.tandem.xchange;

import java.math.BigDecimal;

/**
 * What an event of a venue's stream is about. It only says whether anybody has to ask, and for which order: what became of
 * the order is taken from the answer.
 */
sealed interface News {
    /** It is about no order. */
    enum Nothing implements News {
        INSTANCE
    }

    /** Something may have happened to any order: all are looked after. */
    enum Anything implements News {
        INSTANCE
    }

    /**
     * An order has changed.
     *
     * @param clientId our name of it; somebody else's, if we have not sent it
     * @param orderId the venue's name of it
     * @param over whether nothing of it is open any more
     * @param executed how much of it is done by then
     */
    record OfOrder(String clientId, String orderId, boolean over, BigDecimal executed) implements News {}
}
