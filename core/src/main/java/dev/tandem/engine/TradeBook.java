package dev.tandem.engine;

import dev.tandem.model.ExactMath;
import dev.tandem.model.Fill;
import dev.tandem.result.ExitReason;
import dev.tandem.result.Trade;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns fills into round trips. The shares of cost, proceeds and fees are divided so that the trades add up to the
 * account's result, to the last unit.
 */
final class TradeBook {
    private final List<Trade> closed;

    /** @param keeping where closed trades go */
    TradeBook(Keeping keeping) {
        this.closed =
                keeping.equals(Keeping.IN_MEMORY) ? new ArrayList<>() : new TradeRows(keeping.rows(TradeRows.WIDTH));
    }

    /**
     * Divides a fill: first what it closes (a certain entry if it is that one's exit, then the oldest), then what it
     * opens.
     *
     * @param row the bar in which it happened, from 0; {@code -1} where bars are not numbered
     * @param amount price × quantity of the fill, in units of money
     * @param closing how many of the fill's lots close something
     * @param own the entry whose exit was filled; null if the order belongs to no entry
     * @return what was opened, or null
     */
    @Nullable
    Entry apply(
            PositionState position,
            Fill fill,
            long row,
            long amount,
            long closing,
            @Nullable Entry own,
            ExitReason reason,
            double confidence) {
        long notional = amount;
        long fee = fill.fee();
        long left = fill.lots();
        long toClose = closing;
        while (toClose > 0) {
            Entry entry = own != null && own.lots() > 0 ? own : position.entries.getFirst();
            long part = Math.min(toClose, entry.lots());
            long proceeds = part == left ? notional : ExactMath.multiplyDivideHalfEven(notional, part, left);
            long feePart = part == left ? fee : ExactMath.multiplyDivideHalfEven(fee, part, left);
            close(position, fill, row, entry, part, proceeds, feePart, reason);
            if (entry.lots() == 0) {
                position.entries.remove(entry);
            }
            notional -= proceeds;
            fee -= feePart;
            left -= part;
            toClose -= part;
        }
        if (left == 0) {
            return null;
        }
        Entry opened = new Entry(fill, row, left, notional, fee, confidence);
        position.entries.add(opened);
        return opened;
    }

    private void close(
            PositionState position,
            Fill fill,
            long row,
            Entry entry,
            long part,
            long proceeds,
            long feePart,
            ExitReason reason) {
        long cost = entry.takeCost(part);
        long fees = Math.addExact(entry.takeFee(part), feePart);
        entry.take(part);
        long gross = (proceeds - cost) * entry.side.sign();
        closed.add(new Trade(
                position.instrument(),
                entry.side,
                part,
                entry.row,
                entry.timeNanos,
                entry.ticks,
                row,
                fill.timeNanos(),
                fill.priceTicks(),
                reason,
                fees,
                Math.subtractExact(gross, fees),
                entry.confidence));
    }

    /** Closed trades in the order in which they were closed, then what is still open, at the last price. */
    List<Trade> trades(List<PositionState> positions) {
        List<Trade> open = open(positions);
        if (closed instanceof TradeRows rows) {
            return rows.followedBy(open);
        }
        List<Trade> all = new ArrayList<>(closed);
        all.addAll(open);
        return List.copyOf(all);
    }

    private static List<Trade> open(List<PositionState> positions) {
        List<Trade> open = new ArrayList<>();
        for (PositionState position : positions) {
            for (Entry entry : position.entries) {
                long mark = position.holding.markTicks();
                long gross = (position.instrument().notional(mark, entry.lots()) - entry.cost()) * entry.side.sign();
                open.add(new Trade(
                        position.instrument(),
                        entry.side,
                        entry.lots(),
                        entry.row,
                        entry.timeNanos,
                        entry.ticks,
                        -1,
                        0,
                        mark,
                        null,
                        entry.fee(),
                        gross - entry.fee(),
                        entry.confidence));
            }
        }
        return open;
    }

    @Override
    public String toString() {
        return closed.size() + " closed trades";
    }
}
