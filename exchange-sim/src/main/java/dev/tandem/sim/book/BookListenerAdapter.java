package dev.tandem.sim.book;

/** Hears everything and does nothing, and lets every trigger through: extend it to hear only what matters to you. */
public class BookListenerAdapter implements BookListener {
    @Override
    public void onAccepted(long orderId, int account, boolean working) {}

    @Override
    public void onRejected(long orderId, int account, Reject reason) {}

    @Override
    public boolean onTriggered(long orderId, int account, long priceTicks) {
        return true;
    }

    @Override
    public void onTrade(
            long tradeId,
            long priceTicks,
            long lots,
            long makerOrderId,
            int makerAccount,
            long makerRemainingLots,
            long takerOrderId,
            int takerAccount,
            long takerRemainingLots,
            boolean takerBuys) {}

    @Override
    public void onAmountSpent(long orderId, int account) {}

    @Override
    public void onSelfTradePrevented(
            long priceTicks,
            int account,
            long makerOrderId,
            long makerRemainingLots,
            long takerOrderId,
            long takerRemainingLots) {}

    @Override
    public void onReplaced(
            long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept) {}

    @Override
    public void onReplaceRejected(long orderId, int account, Reject reason) {}

    @Override
    public void onCanceled(long orderId, int account, long remainingLots) {}

    @Override
    public void onCancelRejected(long orderId, int account, Reject reason) {}

    @Override
    public void onExpired(long orderId, int account, long remainingLots, Expiry reason) {}
}
