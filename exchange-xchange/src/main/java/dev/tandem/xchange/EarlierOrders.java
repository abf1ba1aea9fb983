package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes over what an earlier process has left at the venue: from then on its fills are told as those of our own orders. */
final class EarlierOrders {
    private final VenueProfile profile;
    private final Correspondent venue;
    private final LiveOrders orders;
    private final Watch watch;
    private final Execution execution;
    private final VenueClock clock;
    private final Map<String, VenueInstrument> bySymbol;

    /** @param bySymbol what the venue lists, by its own symbols */
    EarlierOrders(
            VenueProfile profile,
            Correspondent venue,
            LiveOrders orders,
            Watch watch,
            Execution execution,
            VenueClock clock,
            Map<String, VenueInstrument> bySymbol) {
        this.profile = profile;
        this.venue = venue;
        this.orders = orders;
        this.watch = watch;
        this.execution = execution;
        this.clock = clock;
        this.bySymbol = bySymbol;
    }

    /** Orders of an earlier session that are still open: their fills are told from now on. */
    void adoptOpen() throws VenueException {
        for (VenueOrder view : venue.allOpenOrders()) {
            ClientOrderId id = ClientOrderId.parse(view.clientId());
            VenueInstrument at = bySymbol.get(view.symbol());
            if (id.number() < 1 || at == null) {
                continue;
            }
            Instrument instrument = at.instrument();
            LiveOrder order = new LiveOrder(
                    id,
                    instrument,
                    at,
                    view.side(),
                    view.type(),
                    instrument.roundedLots(view.quantity(), RoundingMode.DOWN),
                    view.timeNanos());
            orders.add(order);
            orders.accepted(order, view, false);
            if (view.executed().signum() > 0) {
                orders.known(order, venue.fills(order.reference()));
            }
        }
    }

    /** One that our journal knows; null if the venue does not. A pair is known by its stop. */
    @Nullable
    LiveOrder adopt(ApprovedOrder order, VenueInstrument at) throws VenueException {
        return switch (order) {
            case ApprovedOrder.Single single -> {
                LiveOrder adopted = adopt(single, at);
                yield profile.holdsStops() && single.type() instanceof OrderType.Stop
                        ? execution.targets().adopt(single, null, adopted, null, at)
                        : adopted;
            }
            case ApprovedOrder.Oco pair ->
                execution
                        .targets()
                        .adopt(pair.stop(), pair.limit(), adopt(pair.stop(), at), adopt(pair.limit(), at), at);
        };
    }

    private @Nullable LiveOrder adopt(ApprovedOrder.Single order, VenueInstrument at) throws VenueException {
        LiveOrder live = new LiveOrder(
                order.id(), order.instrument(), at, order.side(), order.type(), order.lots(), clock.nanos());
        Optional<VenueOrder> found = venue.query(live.reference());
        if (found.isEmpty() || found.get().side() != order.side()) {
            return null;
        }
        VenueOrder view = found.get();
        live.approved = order;
        live.type = view.type();
        live.lots = order.instrument().roundedLots(view.quantity(), RoundingMode.DOWN);
        live.status = OrderStatus.UNCONFIRMED;
        orders.add(live);
        orders.accepted(live, view, true);
        watch.settle(live, view);
        return live;
    }
}
