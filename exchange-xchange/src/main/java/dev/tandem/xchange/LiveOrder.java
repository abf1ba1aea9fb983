package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.OrderSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our record of one order at a venue. Guarded by its {@link LiveOrders}. */
final class LiveOrder {
    private static final long CLOCKS_DIFFER_MILLIS = 60_000;

    final ClientOrderId id;
    /** In the order's own grid, which may be another object than the venue's. */
    final Instrument instrument;

    final VenueInstrument at;
    final Side side;
    OrderType type;
    /** As the gate approved it; null for one that an earlier session sent. */
    ApprovedOrder.@Nullable Single approved;

    /** How much the venue was asked for. */
    long lots;
    /** How much less that is than what the engine wanted, because less is held. */
    long missingLots;

    OrderId orderId = OrderId.NONE;
    OrderStatus status = OrderStatus.PENDING_NEW;
    long filledLots;
    long fees;
    BigDecimal paid = BigDecimal.ZERO;
    final Set<TradeId> trades = new HashSet<>();

    @Nullable
    LiveOrder sibling;

    /**
     * It is being canceled to be sent again in another form: that the venue shows it as canceled is our own doing. Only
     * looked at while {@link LiveOrders} is locked.
     */
    boolean takingBack;

    /** How many requests about it have not been answered yet; only looked at while {@link LiveOrders} is locked. */
    int underWay;

    /** What the venue's stream told of it meanwhile. */
    final List<News.OfOrder> meanwhile = new ArrayList<>(0);

    /** It rests here and not at the venue ({@link HeldTargets}, {@link HeldStops}). */
    volatile boolean held;
    /** Its execution was begun, and what became of its stop was not clear. */
    boolean begun;
    /** An earlier session held it, and may have sent it ({@link HeldStops}). */
    boolean adopted;

    final long sentNanos;
    long changedNanos;

    LiveOrder(
            ClientOrderId id,
            Instrument instrument,
            VenueInstrument at,
            Side side,
            OrderType type,
            long lots,
            long sentNanos) {
        this.id = id;
        this.instrument = instrument;
        this.at = at;
        this.side = side;
        this.type = type;
        this.lots = lots;
        this.sentNanos = sentNanos;
        this.changedNanos = sentNanos;
    }

    long leaves() {
        return Math.max(0, lots - filledLots);
    }

    /** By which the venue is asked for it. */
    Venue.Reference reference() {
        long since = Math.floorDiv(sentNanos, 1_000_000L) - CLOCKS_DIFFER_MILLIS;
        return new Venue.Reference(at, id.toString(), orderId.toString(), since, side, instrument.quantity(lots));
    }

    /** At which price on average, rounded half-even to the tick. */
    long averageTicks() {
        return filledLots == 0
                ? 0
                : instrument.roundedTicks(
                        paid.divide(instrument.quantity(filledLots), 18, RoundingMode.HALF_EVEN),
                        RoundingMode.HALF_EVEN);
    }

    OrderSnapshot snapshot() {
        return new OrderSnapshot(id, orderId, instrument, side, type, status, lots, filledLots, changedNanos);
    }
}
