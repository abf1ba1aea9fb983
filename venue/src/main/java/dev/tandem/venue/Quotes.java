package dev.tandem.venue;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.sim.book.LevelVisitor;

/**
 * The book that the rest of the world keeps around a price: half a basis point away on both sides, twenty levels one basis
 * point apart (at least a tick each), the k-th with k twentieths of what a bar trades.
 */
final class Quotes {
    static final int LEVELS = 20;
    private static final long LEAST_AMOUNT = 1_000 * Money.ONE;

    private final Instrument instrument;

    Quotes(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Shows a side; levels below one tick do not exist. */
    void show(long ticks, long barLots, boolean buys, LevelVisitor visitor) {
        if (ticks <= 0) {
            return;
        }
        long half = Math.max(1, ticks / 20_000);
        long step = Math.max(1, ticks / 10_000);
        long lots = Math.max(1, Math.max(barLots / LEVELS, instrument.lotsFor(LEAST_AMOUNT, ticks)));
        for (int level = 0; level < LEVELS; level++) {
            long distance = half + level * step;
            long at = buys ? ticks - distance : ticks + distance;
            if (at < 1 || !visitor.onLevel(at, Math.multiplyExact(lots, level + 1L), 1)) {
                return;
            }
        }
    }
}
