package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Signal;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;

/** Everything that can happen to an engine. Recording these is enough to replay a session. */
public sealed interface EngineEvent
        permits EngineEvent.Start,
                EngineEvent.BarClosed,
                EngineEvent.Reported,
                EngineEvent.Answered,
                EngineEvent.CancelAnswered,
                EngineEvent.SignalReceived,
                EngineEvent.Commanded,
                EngineEvent.Finish,
                OrderChanged {
    /** The run begins. */
    record Start() implements EngineEvent {}

    /**
     * A bar is complete. The bar may be a view that is valid during the call only; then the same event may be used again
     * for the next bar.
     */
    record BarClosed(Bar bar) implements EngineEvent {}

    /** A venue tells something about an order. */
    record Reported(ExecutionReport report) implements EngineEvent {}

    /** A venue has answered an attempt to execute. */
    record Answered(ApprovedOrder order, ExecutionResult result) implements EngineEvent {}

    /** A venue has answered an attempt to cancel. */
    record CancelAnswered(ClientOrderId order, CancelResult result) implements EngineEvent {}

    /** An agent's opinion has arrived. Its instrument has to be one that the engine trades: the door sees to that. */
    record SignalReceived(Signal signal) implements EngineEvent {}
    /** Somebody outside wants something. */
    record Commanded(EngineCommand command) implements EngineEvent {}

    /**
     * The run ends.
     *
     * @param closePositions whether what is open is to be closed at the market
     */
    record Finish(boolean closePositions) implements EngineEvent {}
}
