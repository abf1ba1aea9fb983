package dev.tandem.sim;

import dev.tandem.engine.FrameFeed;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Recorded bars of a longer time frame, given out as they are complete. */
final class ReplayFrame implements FrameFeed {
    private final BarColumns columns;
    private final ReplayBar bar;
    private final ReplayHistory history;
    private final Duration length;

    ReplayFrame(BarColumns columns) {
        this.columns = columns;
        this.bar = new ReplayBar(columns);
        this.history = new ReplayHistory(columns);
        this.length = Duration.ofNanos(columns.intervalNanos());
    }

    @Override
    public Duration length() {
        return length;
    }

    @Override
    public BarHistory history() {
        return history;
    }

    @Override
    public @Nullable Bar next(long nowNanos) {
        int row = history.size();
        if (row == columns.size() || columns.closeTimeNanos(row) > nowNanos) {
            return null;
        }
        history.closeOne();
        bar.moveTo(row);
        return bar;
    }
}
