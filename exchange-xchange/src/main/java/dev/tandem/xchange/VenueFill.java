package dev.tandem.xchange;

import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderId;
import dev.tandem.model.Side;
import dev.tandem.model.TradeId;
import java.math.BigDecimal;

/**
 * A fill as a venue tells it.
 *
 * @param fee what was paid for it, negative for a rebate
 * @param feeAsset in which asset; empty if the venue does not say
 */
record VenueFill(
        TradeId tradeId,
        OrderId orderId,
        Side side,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal fee,
        String feeAsset,
        Liquidity liquidity,
        long timeNanos) {}
