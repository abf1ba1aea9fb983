package dev.tandem.sim.spot;

import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.Reject;

/** Hears everything and does nothing: extend it to hear only what matters to you. */
public class SpotListenerAdapter implements SpotListener {
    @Override
    public void onAccepted(long orderId, int account, boolean working) {}

    @Override
    public void onRejected(long orderId, int account, Reject reason) {}

    @Override
    public void onTriggered(long orderId, int account, long priceTicks) {}

    @Override
    public void onTrade(SpotTrade trade) {}

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
