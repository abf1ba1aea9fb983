package dev.tandem.webhook.alert;

import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import dev.tandem.model.TimeInForce;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of what an alert wants traded.
 *
 * @param limit the worst price; null for the market's
 * @param stop the price that triggers it; null for at once
 * @param timeInForce how long it stays
 * @param postOnly it may only rest
 * @param stopLoss where what it opens is left with a loss
 * @param takeProfit where what it opens is left with a profit
 * @param trailingStop the distance of a stop that follows
 */
public record Terms(
        @Nullable BigDecimal limit,
        @Nullable BigDecimal stop,
        TimeInForce timeInForce,
        boolean postOnly,
        @Nullable Exit stopLoss,
        @Nullable Exit takeProfit,
        @Nullable Rate trailingStop) {
    /** At the market, without exits. */
    public static final Terms MARKET = new Terms(null, null, TimeInForce.GOOD_TILL_CANCELED, false, null, null, null);
}
