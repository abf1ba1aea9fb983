package dev.tandem.benchmarks;

import dev.tandem.sim.book.BookListenerAdapter;

/** Adds up trades, whoever makes them: two books that made the same trades in the same order have the same sum. */
final class TradeTape extends BookListenerAdapter {
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
}
