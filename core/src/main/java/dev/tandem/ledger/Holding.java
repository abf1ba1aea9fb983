package dev.tandem.ledger;

import dev.tandem.model.ExactMath;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import org.jspecify.annotations.Nullable;

/** What an account holds of one instrument, and what it is worth at the last price. */
public final class Holding {
    private final Instrument instrument;
    private long lots;
    private long cost;
    private long markTicks;
    private @Nullable Position position;

    Holding(Instrument instrument) {
        this.instrument = instrument;
    }

    public Instrument instrument() {
        return instrument;
    }

    /** Signed: negative for a short. */
    public long lots() {
        return lots;
    }

    /** What was paid (or, for a short, received) for what is held, without fees, in units of money. */
    public long cost() {
        return cost;
    }

    /** The last price in ticks; 0 if none is known. */
    public long markTicks() {
        return markTicks;
    }

    /** What is held, at the last price, in units of money; negative for a short. */
    public long value() {
        return lots == 0 ? 0 : instrument.notional(markTicks, lots);
    }

    /** The position as a value. */
    public Position position() {
        Position known = position;
        if (known == null) {
            known = lots == 0 ? Position.flat(instrument) : new Position(instrument, lots, cost);
            position = known;
        }
        return known;
    }

    /** Takes note of a price. What is held is worth that from now on; nothing is worked out until somebody asks. */
    public void mark(long ticks) {
        markTicks = ticks;
    }

    /** Adds signed lots that were worth {@code notional}. */
    void add(long signedLots, long notional) {
        long before = lots;
        long after = Math.addExact(before, signedLots);
        if (before == 0 || (before > 0) == (signedLots > 0)) {
            cost = Math.addExact(cost, notional);
        } else if (after == 0) {
            cost = 0;
        } else if ((after > 0) == (before > 0)) {
            cost -= ExactMath.multiplyDivideHalfEven(cost, Math.abs(signedLots), Math.abs(before));
        } else {
            cost = ExactMath.multiplyDivideHalfEven(notional, Math.abs(after), Math.abs(signedLots));
        }
        lots = after;
        position = null;
    }
}
