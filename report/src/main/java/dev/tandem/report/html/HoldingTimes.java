package dev.tandem.report.html;

import dev.tandem.model.Times;
import dev.tandem.result.Trade;
import java.util.Arrays;
import java.util.List;

/**
 * How long trades were held, in steps that grow: minutes, hours, days, months.
 *
 * @param gains trades that earned something, by step
 * @param losses the others, by step
 * @param first the first step that has a trade
 */
record HoldingTimes(int[] gains, int[] losses, int first) {
    private static final long MINUTE = 60 * Times.SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final List<String> NAMES = List.of(
            "0", "1 s", "10 s", "1 m", "5 m", "15 m", "30 m", "1 h", "2 h", "4 h", "8 h", "1 d", "2 d", "4 d", "1 w",
            "2 w", "1 mo", "2 mo", "4 mo", "8 mo", "1 y", "2 y", "5 y");
    private static final long[] BOUNDS = {
        0,
        Times.SECOND,
        10 * Times.SECOND,
        MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        Times.DAY,
        2 * Times.DAY,
        4 * Times.DAY,
        7 * Times.DAY,
        14 * Times.DAY,
        30 * Times.DAY,
        61 * Times.DAY,
        122 * Times.DAY,
        243 * Times.DAY,
        365 * Times.DAY,
        730 * Times.DAY,
        1826 * Times.DAY
    };

    /** @param closed trades that have an exit, at least one */
    static HoldingTimes of(List<Trade> closed) {
        int[] gains = new int[BOUNDS.length];
        int[] losses = new int[BOUNDS.length];
        int first = BOUNDS.length - 1;
        int last = 0;
        for (Trade trade : closed) {
            int step = step(trade.exitTimeNanos() - trade.entryTimeNanos());
            (trade.pnl() > 0 ? gains : losses)[step]++;
            first = Math.min(first, step);
            last = Math.max(last, step);
        }
        return new HoldingTimes(
                Arrays.copyOfRange(gains, first, last + 1), Arrays.copyOfRange(losses, first, last + 1), first);
    }

    private static int step(long nanos) {
        int step = BOUNDS.length - 1;
        while (step > 0 && nanos < BOUNDS[step]) {
            step--;
        }
        return step;
    }

    /** {@code 1 h}: the lower bound of a step, the upper one of the step before it. */
    String bound(int step) {
        int i = first + step;
        return i < NAMES.size() ? NAMES.get(i) : "";
    }
}
