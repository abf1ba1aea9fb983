package dev.tandem.engine;

import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import org.jspecify.annotations.Nullable;

/** What the books make of a fill. */
final class BookedFill {
    private BookedFill() {}

    /**
     * A fill as the books have it: a fee that was taken in the traded asset makes the quantity smaller and is worth the
     * difference, so that money, holding and trades add up. Null if it has eaten the whole fill.
     */
    static @Nullable Fill of(Fill fill, PositionState position) {
        if (fill.baseFee() == 0) {
            return fill;
        }
        Instrument instrument = position.instrument();
        long lots = position.holding.lotsAfterFee(fill.side(), fill.lots(), fill.baseFee());
        if (lots == 0) {
            return null;
        }
        long missing =
                instrument.notional(fill.priceTicks(), fill.lots()) - instrument.notional(fill.priceTicks(), lots);
        return new Fill(
                fill.tradeId(),
                instrument,
                fill.clientOrderId(),
                fill.orderId(),
                fill.side(),
                fill.priceTicks(),
                lots,
                Math.addExact(fill.fee(), missing * fill.side().sign()),
                fill.liquidity(),
                fill.timeNanos());
    }
}
