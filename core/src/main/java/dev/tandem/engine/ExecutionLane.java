package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;

/**
 * The engine's way to one account at one venue. It hands over and returns; the answer comes back as an
 * {@link EngineEvent}.
 */
public interface ExecutionLane {
    void execute(ApprovedOrder order);

    void cancel(ClientOrderId order);

    /** Moves the stop of a resting order, or makes it smaller; the order keeps its id. */
    void replace(ClientOrderId order, ApprovedOrder.Single replacement);
}
