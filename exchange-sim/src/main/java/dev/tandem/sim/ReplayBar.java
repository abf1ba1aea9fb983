package dev.tandem.sim;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;

/** A view over one row of the columns. Only the replay can move it: who is handed it cannot look ahead with it. */
final class ReplayBar implements Bar {
    private final BarColumns columns;
    private int row;
    private long openTimeNanos;
    private long closeTimeNanos;

    ReplayBar(BarColumns columns) {
        this.columns = columns;
    }

    void moveTo(int next) {
        row = next;
        openTimeNanos = columns.openTimeNanos(next);
        closeTimeNanos = columns.closeTimeNanos(next);
    }

    @Override
    public Instrument instrument() {
        return columns.instrument();
    }

    @Override
    public long index() {
        return columns.index(row);
    }

    @Override
    public long openTimeNanos() {
        return openTimeNanos;
    }

    @Override
    public long closeTimeNanos() {
        return closeTimeNanos;
    }

    @Override
    public long openTicks() {
        return columns.openTicks(row);
    }

    @Override
    public long highTicks() {
        return columns.highTicks(row);
    }

    @Override
    public long lowTicks() {
        return columns.lowTicks(row);
    }

    @Override
    public long closeTicks() {
        return columns.closeTicks(row);
    }

    @Override
    public double volume() {
        return columns.volume(row);
    }

    @Override
    public String toString() {
        return copy().toString();
    }
}
