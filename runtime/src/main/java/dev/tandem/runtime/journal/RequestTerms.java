package dev.tandem.runtime.journal;

import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a strategy's request says, as a value.
 *
 * @param lots 0 if the run is to say how much
 * @param exchange where it is to go; null for the default
 * @param tag the strategy's own word; empty if none
 * @param agents whose opinions it follows; empty if it follows none; null if the journal is too old to say
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
        @Nullable List<String> agents,
        @Nullable String defect) {
    public RequestTerms {
        agents = agents == null ? null : List.copyOf(agents);
    }

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
                request.agents(),
                request.defect());
    }

    /** Whether another says the same in all that this one says: what an old journal does not have is not compared. */
    boolean isSaidBy(RequestTerms other) {
        return equals(agents == null ? other.withoutAgents() : other);
    }

    private RequestTerms withoutAgents() {
        return new RequestTerms(
                instrument,
                side,
                type,
                lots,
                timeInForce,
                reduceOnly,
                postOnly,
                confidence,
                stopLoss,
                takeProfit,
                trailingStop,
                exchange,
                tag,
                null,
                defect);
    }
}
