package dev.tandem.ledger;

import dev.tandem.model.ExactMath;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;

/** What an account holds of one instrument, and what it is worth at the last price. */
public final class Holding {
    private final Instrument instrument;
    private long lots;
    private long cost;
    private long markTicks;
    private long value;
    private long moneyPerTick;
    private Position position;

    Holding(Instrument instrument) {
        this.instrument = instrument;
        this.position = Position.flat(instrument);
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
        return value;
    }

    /** The position as a value. */
    public Position position() {
        return position;
    }

    /** Takes note of a price; returns by how much the value has changed. */
    long mark(long ticks) {
        if (lots == 0) {
            markTicks = ticks;
            return 0;
        }
        long before = value;
        markTicks = ticks;
        value = moneyPerTick != 0 ? Math.multiplyExact(moneyPerTick, ticks) : instrument.notional(ticks, lots);
        return value - before;
    }

    /**
     * Adds signed lots that were worth {@code notional}; returns by how much the value at the last price has changed.
     */
    long add(long signedLots, long notional) {
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
        moneyPerTick = instrument.moneyPerTick(after);
        position = after == 0 ? Position.flat(instrument) : new Position(instrument, after, cost);
        long oldValue = value;
        value = after == 0 ? 0 : instrument.notional(markTicks, after);
        return value - oldValue;
    }
}
