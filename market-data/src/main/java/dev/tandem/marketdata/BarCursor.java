package dev.tandem.marketdata;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import java.util.Objects;

/**
 * One bar of {@link BarColumns} at a time: a view that moves and never allocates.
 *
 * <pre>{@code
 * BarCursor bar = bars.cursor();
 * for (int i = 0; i < bars.size(); i++) {
 *     strategy.onBar(bar.moveTo(i), trader);
 * }
 * }</pre>
 *
 * <p>It belongs to one thread; what should be kept is {@linkplain #copy() copied}.
 */
public final class BarCursor implements Bar {
    private final BarColumns columns;
    private int position;

    /** A view that stands at the first bar. */
    public BarCursor(BarColumns columns) {
        this.columns = columns;
    }

    /**
     * Moves to bar {@code i} of the columns, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such bar
     */
    public BarCursor moveTo(int i) {
        position = Objects.checkIndex(i, columns.size());
        return this;
    }

    /** The bar it stands at, from 0: a place in the columns, where {@link #index()} is a row of the file. */
    public int position() {
        return position;
    }

    @Override
    public Instrument instrument() {
        return columns.instrument();
    }

    @Override
    public long index() {
        return columns.index(position);
    }

    @Override
    public long openTimeNanos() {
        return columns.openTimeNanos(position);
    }

    @Override
    public long closeTimeNanos() {
        return columns.closeTimeNanos(position);
    }

    @Override
    public long openTicks() {
        return columns.openTicks(position);
    }

    @Override
    public long highTicks() {
        return columns.highTicks(position);
    }

    @Override
    public long lowTicks() {
        return columns.lowTicks(position);
    }

    @Override
    public long closeTicks() {
        return columns.closeTicks(position);
    }

    @Override
    public double volume() {
        return columns.volume(position);
    }

    @Override
    public String toString() {
        return copy().toString();
    }
}
