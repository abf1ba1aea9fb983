package dev.tandem.gate;

import dev.tandem.model.OrderRequest;
import org.jspecify.annotations.Nullable;

/** Both have to agree. */
record BothPolicies(ConfidencePolicy one, ConfidencePolicy other) implements ConfidencePolicy {
    @Override
    public @Nullable Denial decide(OrderRequest request) {
        return decide(request, 0);
    }

    @Override
    public @Nullable Denial decide(OrderRequest request, long referenceTicks) {
        Denial first = one.decide(request, referenceTicks);
        return first != null ? first : other.decide(request, referenceTicks);
    }

    @Override
    public boolean judgesReducing() {
        return one.judgesReducing() || other.judgesReducing();
    }
}
