package dev.tandem.webhook;

import dev.tandem.model.Bar;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;

/** The bars of one instrument that have closed lately; older ones are forgotten. */
final class ClosedBars implements BarHistory {
    private static final int KEPT = 1024;

    private final Bar[] bars = new Bar[KEPT];
    private int size;

    void add(Bar bar) {
        bars[size++ % KEPT] = bar.copy();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Bar bar(int index) {
        if (index >= size) {
            throw new LookAheadException(index, size - 1L);
        }
        if (index < 0 || index < size - KEPT) {
            throw new IndexOutOfBoundsException("the last " + KEPT + " bars are kept, asked for " + index);
        }
        return bars[index % KEPT];
    }

    @Override
    public long closeTicks(int index) {
        return bar(index).closeTicks();
    }
}
