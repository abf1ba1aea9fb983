package dev.tandem.model;

import java.math.BigDecimal;

/**
 * What is held of an instrument in an account: long when positive, short when negative, flat at zero.
 *
 * @param instrument of what
 * @param lots how much, signed
 * @param cost what it was bought for (or, for a short, sold for) in units of {@link Money}, without fees, never
 *     negative for positive prices
 */
public record Position(Instrument instrument, long lots, long cost) {
    public static Position flat(Instrument instrument) {
        return new Position(instrument, 0, 0);
    }

    public boolean isFlat() {
        return lots == 0;
    }

    public boolean isLong() {
        return lots > 0;
    }

    public boolean isShort() {
        return lots < 0;
    }

    /** Signed, in units of the base asset. */
    public BigDecimal quantity() {
        return instrument.quantity(lots);
    }

    /** What it is worth at a price, in units of {@link Money}; negative for a short. */
    public long valueAt(long ticks) {
        return instrument.notional(ticks, lots);
    }

    /** The average price of what is held, for display. */
    public double averagePrice() {
        return lots == 0 ? 0.0 : Money.toDouble(cost) / Math.abs(instrument.quantityAsDouble(lots));
    }
}
