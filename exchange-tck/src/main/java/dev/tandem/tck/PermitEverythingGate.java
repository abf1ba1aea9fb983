package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A gate that permits everything, for tests and benchmarks of exchanges. Never trade through it: it asks for no
 * confidence, knows no limits and believes that the venue can do whatever an order wants.
 *
 * <p>Only a gate can make an {@link ApprovedOrder}; this is a real one, told to refuse nothing but what is no order at
 * all.
 */
public final class PermitEverythingGate {
    private final Gate gate = newGate();

    /** A real gate with a policy and limits that let everything pass. */
    public static Gate newGate() {
        ConfidencePolicy anyone = request -> null;
        return new Gate(anyone, RiskLimits.NONE, Sizing.one());
    }

    /**
     * Approves an order.
     *
     * @throws IllegalArgumentException if it cannot be an order, saying why
     */
    public ApprovedOrder.Single approve(OrderRequest request, ClientOrderId id) {
        return switch (gate.decide(request, id, new Holder(request))) {
            case GateDecision.Approved approved -> approved.order();
            case GateDecision.Denied denied ->
                throw new IllegalArgumentException(
                        "not an order: " + request + ": " + denied.denial().message());
        };
    }

    /** Approves two exits of which one cancels the other: a stop and a limit on the same side. */
    public ApprovedOrder.Oco approvePair(
            Instrument instrument,
            Side side,
            long lots,
            ClientOrderId stopId,
            long stopTicks,
            ClientOrderId limitId,
            long limitTicks) {
        OrderType stop = new OrderType.Stop(stopTicks);
        OrderType limit = new OrderType.Limit(limitTicks);
        return gate.pair(
                gate.approveExit(stopId, instrument, side, stop, lots, OrderRole.STOP_LOSS),
                gate.approveExit(limitId, instrument, side, limit, lots, OrderRole.TAKE_PROFIT));
    }

    /** Holds whatever a reducing order wants to reduce. */
    private static final class Holder extends BoundlessAccount {
        private final long lots;

        Holder(OrderRequest request) {
            super(Capabilities.all(), 0);
            this.lots = request.reduceOnly() ? -request.side().sign() * Math.max(1, request.lots()) : 0;
        }

        @Override
        public long positionLots(Instrument instrument) {
            return lots;
        }
    }

    /** Numbers client order ids of a session, from 1. Safe for any thread. */
    public static final class Ids {
        private final String session;
        private final AtomicLong last = new AtomicLong();

        public Ids(String session) {
            this.session = session;
        }

        public ClientOrderId next() {
            return new ClientOrderId(session, last.incrementAndGet());
        }
    }
}
