package dev.tandem.report.html;

import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.util.List;

/** What trades earned on what was put into them: net profit / (entry price × quantity). */
final class TradeResults {
    private TradeResults() {}

    /** Of one trade; NaN if nothing was put in. */
    static double of(Trade trade) {
        long invested;
        try {
            invested = trade.instrument().notional(trade.entryTicks(), trade.lots());
        } catch (ArithmeticException e) {
            return Double.NaN;
        }
        return invested == 0 ? Double.NaN : (double) trade.pnl() / Math.abs((double) invested);
    }

    static List<Trade> closed(RunResult run) {
        return run.trades().stream().filter(trade -> !trade.isOpen()).toList();
    }
}
