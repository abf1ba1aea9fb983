package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;

/** Counts the orders that an exchange in this process has answered. */
final class CountingPlugin extends ForwardingPlugin {
    private long orders;

    CountingPlugin(ExecutionPlugin to) {
        super(to);
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        ExecutionResult result = super.executeOrder(order);
        orders++;
        return result;
    }

    long orders() {
        return orders;
    }
}
