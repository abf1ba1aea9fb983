package dev.tandem.sim;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;

/** A view over one row of the columns. Only the replay can move it: who is handed it cannot look ahead with it. */
final class ReplayBar implements Bar {
    private final BarColumns columns;
    private final Instrument instrument;
    private int row;
    private long openTimeNanos;
    private long openTicks;
    private long closeTicks;

    ReplayBar(BarColumns columns) {
        this.columns = columns;
        this.instrument = columns.instrument();
    }

    /**
     * Open, close and time are looked up at once: nearly everyone wants them, and memory that is read in order is there
     * before it is asked for.
     */
    void moveTo(int next) {
        row = next;
        openTimeNanos = columns.openTimeNanos(next);
        openTicks = columns.openTicks(next);
        closeTicks = columns.closeTicks(next);
    }

    @Override
    public Instrument instrument() {
        return instrument;
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
        return columns.closeTimeNanos(row);
    }

    @Override
    public long openTicks() {
        return openTicks;
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
        return closeTicks;
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
