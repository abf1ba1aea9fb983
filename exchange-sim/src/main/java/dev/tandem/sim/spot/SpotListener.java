package dev.tandem.sim.spot;

import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.Reject;

/**
 * What happens in a market, in the order that {@link dev.tandem.sim.book.OrderBook} describes. At each call the accounts
 * are already as the event leaves them. A listener may look at the market and the accounts; it must not give commands.
 */
public interface SpotListener {
    /**
     * An order is in the market, and what it needs is set aside.
     *
     * @param working false if it waits for its trigger
     */
    void onAccepted(long orderId, int account, boolean working);

    /** An order was refused; nothing has changed. */
    void onRejected(long orderId, int account, Reject reason);

    /** A waiting order's price was reached; its trades or its end follow. */
    void onTriggered(long orderId, int account, long priceTicks);

    /**
     * Two orders have traded.
     *
     * @param trade valid during the call
     */
    void onTrade(SpotTrade trade);

    /** A market order by amount is filled: what is left does not buy another lot. */
    void onAmountSpent(long orderId, int account);

    /** Two orders of one account did not trade, and one or both of them expire next. */
    void onSelfTradePrevented(
            long priceTicks,
            int account,
            long makerOrderId,
            long makerRemainingLots,
            long takerOrderId,
            long takerRemainingLots);

    /**
     * An order has another price or quantity.
     *
     * @param lots the new quantity, executed ones included
     * @param priorityKept whether it kept its place among the orders of its price
     */
    void onReplaced(long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept);

    /** A change was refused; the order is as it was. */
    void onReplaceRejected(long orderId, int account, Reject reason);

    /** An order was canceled by its owner. */
    void onCanceled(long orderId, int account, long remainingLots);

    /** A cancel was refused. */
    void onCancelRejected(long orderId, int account, Reject reason);

    /** The venue ended an order; {@code remainingLots} of it will not trade, 0 for an order by amount. */
    void onExpired(long orderId, int account, long remainingLots, Expiry reason);
}
