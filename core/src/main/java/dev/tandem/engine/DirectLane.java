package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionPlugin;
import java.util.function.Consumer;

/** A lane on the caller's thread, for a plugin that answers at once: what a backtest uses. */
public final class DirectLane implements ExecutionLane {
    private final ExecutionPlugin plugin;
    private final Consumer<EngineEvent> engine;

    public DirectLane(ExecutionPlugin plugin, Consumer<EngineEvent> engine) {
        this.plugin = plugin;
        this.engine = engine;
    }

    @Override
    public void execute(ApprovedOrder order) {
        engine.accept(new EngineEvent.Answered(order, plugin.executeOrder(order)));
    }

    @Override
    public void cancel(ClientOrderId order) {
        engine.accept(new EngineEvent.CancelAnswered(order, plugin.cancelOrder(order)));
    }

    @Override
    public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
        engine.accept(new EngineEvent.Answered(replacement, plugin.replaceOrder(order, replacement)));
    }
}
