package dev.tandem.sim;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.result.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rows of the data in which trades were opened and closed: the last one that had opened by then. Trades come
 * nearly in order of time, so each search begins where the last one ended.
 */
final class TradeRows {
    /** So many rows on are walked to; beyond them searching is quicker. */
    private static final int NEAR = 128;

    private final BarColumns bars;
    private int last;

    TradeRows(BarColumns bars) {
        this.bars = bars;
    }

    List<Trade> fill(List<Trade> trades) {
        List<Trade> filled = new ArrayList<>(trades.size());
        for (Trade trade : trades) {
            long entry = row(trade.entryTimeNanos());
            filled.add(trade.withRows(entry, trade.isOpen() ? -1 : row(trade.exitTimeNanos())));
        }
        return List.copyOf(filled);
    }

    private long row(long timeNanos) {
        if (bars.openTimeNanos(last) > timeNanos) {
            last = search(timeNanos);
        }
        for (int steps = 0; last + 1 < bars.size() && bars.openTimeNanos(last + 1) <= timeNanos; steps++) {
            if (steps == NEAR) {
                last = search(timeNanos);
                break;
            }
            last++;
        }
        return bars.index(last);
    }

    private int search(long timeNanos) {
        int next = bars.firstAtOrAfter(timeNanos);
        boolean atOpen = next < bars.size() && bars.openTimeNanos(next) == timeNanos;
        return atOpen ? next : Math.max(0, next - 1);
    }
}
