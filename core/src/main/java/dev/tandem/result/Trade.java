package dev.tandem.result;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import org.jspecify.annotations.Nullable;

/**
 * A round trip: what one entry fill opened, and what closed it. An entry that is closed in parts becomes several trades;
 * what is closed first is what was opened first, unless an exit belongs to a certain entry.
 *
 * @param instrument what was traded
 * @param entrySide {@link Side#BUY} for a long, {@link Side#SELL} for a short
 * @param lots how much, positive
 * @param entryIndex the row of the data at which it was opened; {@code -1} live
 * @param entryTimeNanos when it was opened
 * @param entryTicks at which price
 * @param exitIndex the row at which it was closed; {@code -1} while open, or live
 * @param exitTimeNanos when it was closed; 0 while open
 * @param exitTicks at which price; while open, the last price
 * @param exitReason why; null while open
 * @param fees its share of the fees of both fills, in units of {@link dev.tandem.model.Money}
 * @param pnl what it earned, net of its fees, in units of {@link dev.tandem.model.Money}; while open, at the last price
 * @param confidence of the order that opened it; NaN if none was stated
 */
public record Trade(
        Instrument instrument,
        Side entrySide,
        long lots,
        long entryIndex,
        long entryTimeNanos,
        long entryTicks,
        long exitIndex,
        long exitTimeNanos,
        long exitTicks,
        @Nullable ExitReason exitReason,
        long fees,
        long pnl,
        double confidence) {
    /** The same trade, with the rows of the data in which it was opened and closed. */
    public Trade withRows(long entryRow, long exitRow) {
        return new Trade(
                instrument,
                entrySide,
                lots,
                entryRow,
                entryTimeNanos,
                entryTicks,
                exitRow,
                exitTimeNanos,
                exitTicks,
                exitReason,
                fees,
                pnl,
                confidence);
    }

    public boolean isOpen() {
        return exitReason == null;
    }

    public boolean isLong() {
        return entrySide == Side.BUY;
    }
}
