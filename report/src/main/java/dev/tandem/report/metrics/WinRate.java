package dev.tandem.report.metrics;

import dev.tandem.result.Trade;
import java.util.List;

/**
 * The share of trades that earned money.
 *
 * <pre>winRate = closed trades with pnl &gt; 0 / closed trades</pre>
 *
 * <p>After fees; a trade that came out at exactly zero is not won. A trade that is still open does not count. None
 * without a closed trade.
 */
final class WinRate {
    private WinRate() {}

    static double of(List<Trade> trades) {
        long closed = 0;
        long won = 0;
        for (Trade trade : trades) {
            if (!trade.isOpen()) {
                closed++;
                won += trade.pnl() > 0 ? 1 : 0;
            }
        }
        return closed > 0 ? (double) won / closed : Double.NaN;
    }
}
