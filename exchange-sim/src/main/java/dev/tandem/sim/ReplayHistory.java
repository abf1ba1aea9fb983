package dev.tandem.sim;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;

/** The bars that have closed so far in a replay. */
final class ReplayHistory implements BarHistory {
    private final BarColumns columns;
    private final ReplayBar view;
    private int closed;

    ReplayHistory(BarColumns columns) {
        this.columns = columns;
        this.view = new ReplayBar(columns);
    }

    /** One more bar has closed. */
    void closeOne() {
        closed++;
    }

    /** So many bars have closed. */
    void closed(int bars) {
        closed = bars;
    }

    @Override
    public int size() {
        return closed;
    }

    @Override
    public Bar bar(int index) {
        check(index);
        view.moveTo(index);
        return view;
    }

    @Override
    public long closeTicks(int index) {
        check(index);
        return columns.closeTicks(index);
    }

    @Override
    public long closeTimeNanos(int index) {
        check(index);
        return columns.closeTimeNanos(index);
    }

    private void check(int index) {
        if (index >= closed) {
            throw new LookAheadException(index, closed - 1L);
        }
        if (index < 0) {
            throw new IndexOutOfBoundsException("bars are numbered from 0, asked for " + index);
        }
    }
}
