package dev.tandem.benchmarks;

import dev.tandem.sim.book.BookListener;
import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.Reject;

/** Adds up trades, whoever makes them: two books that made the same trades in the same order have the same sum. */
final class TradeTape implements BookListener {
    long trades;
    long sum;

    void reset() {
        trades = 0;
        sum = 0;
    }

    void add(long ticks, long lots, long maker) {
        trades++;
        sum = sum * 31 + ticks * 7 + lots * 3 + maker;
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
            boolean takerBuys) {
        add(priceTicks, lots, makerOrderId);
    }

    @Override
    public void onAccepted(long orderId, int account, boolean working) {}

    @Override
    public void onRejected(long orderId, int account, Reject reason) {}

    @Override
    public boolean onTriggered(long orderId, int account, long priceTicks) {
        return true;
    }

    @Override
    public void onAmountSpent(long orderId, int account) {}

    @Override
    public void onSelfTradePrevented(
            long priceTicks, int account, long maker, long makerLots, long taker, long takerLots) {}

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
