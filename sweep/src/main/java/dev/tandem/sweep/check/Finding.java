package dev.tandem.sweep.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a strategy, with the first bar that shows it.
 *
 * @param kind what it is
 * @param bar the row of the data at which it decided what it could not have
 * @param timeNanos the close of that bar
 * @param atClose whether it was at the close of the bar; else within it, after a fill
 * @param decided with the true data, order by order
 * @param decidedOtherwise with the changed data
 * @param read what it must have read; null where that is not a bar
 * @param explanation in one sentence
 */
public record Finding(
        FindingKind kind,
        long bar,
        long timeNanos,
        boolean atClose,
        List<String> decided,
        List<String> decidedOtherwise,
        @Nullable Read read,
        String explanation) {
    /**
     * Bars of the future that a decision depends on.
     *
     * @param firstBar the nearest one, as a row of the data
     * @param lastBar the farthest one
     * @param firstTimeNanos when the nearest one closes
     * @param ahead how many bars it is ahead
     * @param fields which of its numbers, in lower case; empty if that could not be told
     * @param where the lines of the strategy that open the data file
     */
    public record Read(
            long firstBar, long lastBar, long firstTimeNanos, long ahead, List<String> fields, List<String> where) {}
}
