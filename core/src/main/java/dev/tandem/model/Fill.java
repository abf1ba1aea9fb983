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
 * @param baseFee what was taken of the traded asset itself, in units of 1e-8 of it; the account holds that much less than
 *     the quantity says. Mostly 0: then all of the fee is in {@code fee}
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
        long timeNanos,
        long baseFee) {
    /** A fill whose fee is in the quote asset. */
    public Fill(
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
        this(tradeId, instrument, clientOrderId, orderId, side, priceTicks, lots, fee, liquidity, timeNanos, 0);
    }

    public Fill {
        if (lots <= 0) {
            throw new IllegalArgumentException("a fill's quantity must be positive, was " + lots + " lots");
        }
        if (baseFee < 0) {
            throw new IllegalArgumentException("a fee in the traded asset must not be negative, was " + baseFee);
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
