package dev.tandem.sim.book;

/**
 * What happens in the book, told while it happens.
 *
 * <p>Each accepted order ends with exactly one of: a trade after which nothing remains of it, {@link #onAmountSpent},
 * {@link #onCanceled}, {@link #onExpired}. The order of events is {@link OrderBook}'s contract. A listener may read the
 * book, which is as the event left it, except that the order that takes is not yet to be found; it must not give it
 * commands.
 */
public interface BookListener {
    /**
     * An order is valid and in the venue (FIX 150=0). Its trades, if any, follow.
     *
     * @param working false if it waits for its trigger
     */
    void onAccepted(long orderId, int account, boolean working);

    /** An order was refused (FIX 150=8). */
    void onRejected(long orderId, int account, Reject reason);

    /**
     * A waiting order's price was reached (FIX 150=L). It works from now on.
     *
     * @param priceTicks the price that released it
     * @return whether its account can pay for it; if not, it expires
     */
    boolean onTriggered(long orderId, int account, long priceTicks);

    /**
     * Two orders trade (FIX 150=F), at the price of the one that rested.
     *
     * @param tradeId 1, 2, 3 … of this book
     * @param makerRemainingLots what is left of the resting order; 0 if it is filled
     * @param takerRemainingLots what is left of the arriving order; 0 if it is filled; -1 if it is one by amount
     * @param takerBuys the side of the arriving order
     */
    void onTrade(
            long tradeId,
            long priceTicks,
            long lots,
            long makerOrderId,
            int makerAccount,
            long makerRemainingLots,
            long takerOrderId,
            int takerAccount,
            long takerRemainingLots,
            boolean takerBuys);

    /** A market order by amount is filled: what is left of the amount does not buy another lot at the best price. */
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
     * An order has another price or quantity (FIX 150=5). Trades at its new price, if any, follow.
     *
     * @param lots the new quantity, executed ones included
     * @param remainingLots what is left to trade
     * @param priorityKept whether it kept its place among the orders of its price
     */
    void onReplaced(long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept);

    /** A change was refused; the order is as it was. */
    void onReplaceRejected(long orderId, int account, Reject reason);

    /** An order was canceled by its owner (FIX 150=4). */
    void onCanceled(long orderId, int account, long remainingLots);

    /** A cancel was refused. */
    void onCancelRejected(long orderId, int account, Reject reason);

    /**
     * The venue ended an order (FIX 150=C).
     *
     * @param remainingLots what will not trade; 0 for an order by amount
     */
    void onExpired(long orderId, int account, long remainingLots, Expiry reason);
}
