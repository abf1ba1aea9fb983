package dev.tandem.ledger;

import dev.tandem.model.ExactMath;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What an account holds of one instrument, and what it is worth at the last price. */
public final class Holding {
    private final Instrument instrument;
    private long lots;
    private long cost;
    private long markTicks;
    private long dust;
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

    /** What is held beyond whole lots, left over by fees in the traded asset, in units of 1e-8 of it. */
    public long dust() {
        return dust;
    }

    /**
     * By how many whole lots a fill changes what is held, when the venue has taken its fee in the traded asset. What is
     * less than a lot is kept as dust, and counted with the next such fee.
     *
     * @param baseFee in units of 1e-8 of the traded asset
     * @return 0 if the fee has eaten all of it
     */
    public long lotsAfterFee(Side side, long lots, long baseFee) {
        if (baseFee == 0) {
            return lots;
        }
        BigDecimal fee = BigDecimal.valueOf(baseFee, Money.SCALE);
        BigDecimal left = BigDecimal.valueOf(dust, Money.SCALE);
        BigDecimal quantity = instrument.quantity(lots);
        boolean buys = side == Side.BUY;
        BigDecimal exact =
                buys ? quantity.subtract(fee).add(left) : quantity.add(fee).subtract(left);
        if (exact.signum() <= 0) {
            dust = exact.abs().movePointRight(Money.SCALE).longValue();
            return 0;
        }
        long whole = instrument.roundedLots(exact, buys ? RoundingMode.DOWN : RoundingMode.UP);
        BigDecimal rest = exact.subtract(instrument.quantity(whole)).abs();
        dust = rest.movePointRight(Money.SCALE).setScale(0, RoundingMode.DOWN).longValueExact();
        return whole;
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
