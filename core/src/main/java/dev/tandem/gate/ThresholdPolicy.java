package dev.tandem.gate;

import dev.tandem.model.Confidence;
import dev.tandem.model.OrderRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A minimum, inclusive, with exceptions by symbol. */
record ThresholdPolicy(double minimum, Map<String, Double> bySymbol, boolean judgesReducing)
        implements ConfidencePolicy {
    ThresholdPolicy {
        bySymbol = Map.copyOf(bySymbol);
        Confidence.of(minimum);
        bySymbol.values().forEach(Confidence::of);
    }

    @Override
    public @Nullable Denial decide(OrderRequest request) {
        double least = minimum;
        if (!bySymbol.isEmpty()) {
            least = bySymbol.getOrDefault(request.instrument().symbol(), minimum);
        }
        if (!(request.confidence().value() >= least)) {
            return Thresholds.below(request.confidence(), least, "", request.agents());
        }
        return null;
    }
}
