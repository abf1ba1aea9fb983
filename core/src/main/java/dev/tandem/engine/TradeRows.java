package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.result.ExitReason;
import dev.tandem.result.Rows;
import dev.tandem.result.Trade;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** Closed trades as rows of numbers; each look at one makes it anew. */
final class TradeRows extends AbstractList<Trade> implements RandomAccess {
    static final int WIDTH = 11;

    private static final ExitReason[] REASONS = ExitReason.values();

    private final Rows rows;
    private final long[] row = new long[WIDTH];
    private final List<Instrument> instruments = new ArrayList<>();
    private final Map<Instrument, Integer> numbers = new HashMap<>();

    TradeRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public boolean add(Trade trade) {
        ExitReason reason = trade.exitReason();
        if (reason == null) {
            throw new IllegalArgumentException("not closed: " + trade);
        }
        long side = trade.isLong() ? 1 : 0;
        row[0] = (long) number(trade.instrument()) << 32 | (long) reason.ordinal() << 1 | side;
        row[1] = trade.lots();
        row[2] = trade.entryIndex();
        row[3] = trade.entryTimeNanos();
        row[4] = trade.entryTicks();
        row[5] = trade.exitIndex();
        row[6] = trade.exitTimeNanos();
        row[7] = trade.exitTicks();
        row[8] = trade.fees();
        row[9] = trade.pnl();
        row[10] = Double.doubleToRawLongBits(trade.confidence());
        rows.add(row);
        return true;
    }

    private int number(Instrument instrument) {
        Integer known = numbers.get(instrument);
        if (known != null) {
            return known;
        }
        int number = instruments.size();
        instruments.add(instrument);
        numbers.put(instrument, number);
        return number;
    }

    @Override
    public Trade get(int index) {
        long first = rows.at(index, 0);
        return new Trade(
                instruments.get((int) (first >>> 32)),
                (first & 1) == 1 ? Side.BUY : Side.SELL,
                rows.at(index, 1),
                rows.at(index, 2),
                rows.at(index, 3),
                rows.at(index, 4),
                rows.at(index, 5),
                rows.at(index, 6),
                rows.at(index, 7),
                REASONS[(int) first >>> 1],
                rows.at(index, 8),
                rows.at(index, 9),
                Double.longBitsToDouble(rows.at(index, 10)));
    }

    /** Those that are closed by now, and behind them the open ones. */
    List<Trade> followedBy(List<Trade> open) {
        return new Joined(this, rows.size(), open);
    }

    private static final class Joined extends AbstractList<Trade> implements RandomAccess {
        private final TradeRows closed;
        private final int closedCount;
        private final List<Trade> open;

        Joined(TradeRows closed, int closedCount, List<Trade> open) {
            this.closed = closed;
            this.closedCount = closedCount;
            this.open = List.copyOf(open);
        }

        @Override
        public int size() {
            return closedCount + open.size();
        }

        @Override
        public Trade get(int index) {
            return index < closedCount ? closed.get(index) : open.get(index - closedCount);
        }
    }
}
