package dev.tandem.report.metrics;

import dev.tandem.result.Trade;
import java.util.List;

/**
 * What was won for each unit that was lost.
 *
 * <pre>profitFactor = sum(pnl of trades with pnl &gt; 0) / -sum(pnl of trades with pnl &lt; 0)</pre>
 *
 * <p>Closed trades only, after fees. None without a losing trade: "infinitely good" is not a number.
 */
final class ProfitFactor {
    private ProfitFactor() {}

    static double of(List<Trade> trades) {
        double won = 0;
        double lost = 0;
        for (Trade trade : trades) {
            if (!trade.isOpen()) {
                won += Math.max(trade.pnl(), 0);
                lost -= Math.min(trade.pnl(), 0);
            }
        }
        return lost > 0 ? won / lost : Double.NaN;
    }
}
