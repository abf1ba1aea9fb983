package dev.tandem.runtime.session;

import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.RejectReason;
import org.jspecify.annotations.Nullable;

/** What a person is told when a venue refuses an exit because the market is beyond it; the engine then closes at the market. */
final class PassedExit {
    /** The topic of it. */
    static final String TOPIC = "passed";

    private PassedExit() {}

    /** In words; null if the event is another. */
    static @Nullable String words(EngineEvent event) {
        if (!(event instanceof EngineEvent.Answered(ApprovedOrder order, ExecutionResult result))
                || !(result instanceof ExecutionResult.Rejected refused)
                || !refused.reason().isPassed()) {
            return null;
        }
        ApprovedOrder.Single exit = switch (order) {
            case ApprovedOrder.Single single -> single;
            case ApprovedOrder.Oco pair -> refused.reason() == RejectReason.STOP_PASSED ? pair.stop() : pair.limit();
        };
        long ticks = ticks(exit.type());
        if (!exit.role().isExit() || ticks == 0) {
            return null;
        }
        Instrument instrument = exit.instrument();
        return "the market has passed the " + (exit.type() instanceof OrderType.Stop ? "stop" : "target") + " of "
                + instrument + " at " + Decimals.text(instrument.price(ticks)) + " (" + exit.id() + "): "
                + Decimals.text(instrument.quantity(exit.lots())) + " " + instrument.base()
                + " are closed at the market";
    }

    private static long ticks(OrderType type) {
        return switch (type) {
            case OrderType.Stop(long stop) -> stop;
            case OrderType.Limit(long limit) -> limit;
            case OrderType.StopLimit stopLimit -> 0;
            case OrderType.Market market -> 0;
            case OrderType.TrailingStop trailing -> 0;
        };
    }
}
