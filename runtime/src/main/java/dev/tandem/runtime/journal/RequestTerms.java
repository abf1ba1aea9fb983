package dev.tandem.runtime.journal;

import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a strategy's request says, as a value.
 *
 * @param lots 0 if the run is to say how much
 * @param exchange where it is to go; null for the default
 * @param tag the strategy's own word; empty if none
 * @param defect why it cannot be an order at all; null if it can
 */
public record RequestTerms(
        Instrument instrument,
        Side side,
        OrderType type,
        long lots,
        TimeInForce timeInForce,
        boolean reduceOnly,
        boolean postOnly,
        Confidence confidence,
        @Nullable Exit stopLoss,
        @Nullable Exit takeProfit,
        @Nullable Rate trailingStop,
        @Nullable String exchange,
        String tag,
        @Nullable String defect) {
    public static RequestTerms of(OrderRequest request) {
        return new RequestTerms(
                request.instrument(),
                request.side(),
                request.type(),
                request.lots(),
                request.timeInForce(),
                request.reduceOnly(),
                request.postOnly(),
                request.confidence(),
                request.stopLoss(),
                request.takeProfit(),
                request.trailingStop(),
                request.exchange(),
                request.tag(),
                request.defect());
    }
}
