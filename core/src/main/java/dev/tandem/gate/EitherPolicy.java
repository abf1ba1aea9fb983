package dev.tandem.gate;

import dev.tandem.model.OrderRequest;
import org.jspecify.annotations.Nullable;

/** One of them has to agree; if none does, both are the reason. */
record EitherPolicy(ConfidencePolicy one, ConfidencePolicy other) implements ConfidencePolicy {
    @Override
    public @Nullable Denial decide(OrderRequest request) {
        return decide(request, 0);
    }

    @Override
    public @Nullable Denial decide(OrderRequest request, long referenceTicks) {
        Denial first = one.decide(request, referenceTicks);
        if (first == null) {
            return null;
        }
        Denial second = other.decide(request, referenceTicks);
        if (second == null) {
            return null;
        }
        return new Denial(
                first.reason(),
                first.policy() + " or " + second.policy(),
                first.value() + " or " + second.value(),
                first.limit() + " or " + second.limit(),
                first.unit().equals(second.unit()) ? first.unit() : "",
                first.agents(),
                first.message() + ", and " + second.message());
    }

    @Override
    public boolean judgesReducing() {
        return one.judgesReducing() || other.judgesReducing();
    }
}
