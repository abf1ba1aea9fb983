package dev.tandem.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution of an order or of a part of it (FIX ExecutionReport with ExecType F).
 *
 * @param tradeId the venue's name of it (FIX tag 1003), by which a fill is counted once
 * @param instrument what was traded
 * @param clientOrderId whose order
 * @param orderId the venue's name of the order
 * @param side bought or sold
 * @param priceTicks at which price (FIX tag 31)
 * @param lots how much (FIX tag 32), positive
 * @param fee in units of {@link Money} of the quote asset; negative for a rebate
 * @param liquidity maker or taker
 * @param timeNanos when, by the venue
 */
public record Fill(
        TradeId tradeId,
        Instrument instrument,
        ClientOrderId clientOrderId,
        OrderId orderId,
        Side side,
        long priceTicks,
        long lots,
        long fee,
        Liquidity liquidity,
        long timeNanos) {
    public Fill {
        if (lots <= 0) {
            throw new IllegalArgumentException("a fill's quantity must be positive, was " + lots + " lots");
        }
    }

    public BigDecimal price() {
        return instrument.price(priceTicks);
    }

    public BigDecimal quantity() {
        return instrument.quantity(lots);
    }

    public Instant time() {
        return Times.instant(timeNanos);
    }
}
