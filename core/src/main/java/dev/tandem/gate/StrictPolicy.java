package dev.tandem.gate;

import dev.tandem.model.OrderRequest;
import org.jspecify.annotations.Nullable;

/** A policy that is asked about exits as well. */
record StrictPolicy(ConfidencePolicy policy) implements ConfidencePolicy {
    @Override
    public @Nullable Denial decide(OrderRequest request) {
        return policy.decide(request);
    }

    @Override
    public @Nullable Denial decide(OrderRequest request, long referenceTicks) {
        return policy.decide(request, referenceTicks);
    }

    @Override
    public boolean judgesReducing() {
        return true;
    }
}
