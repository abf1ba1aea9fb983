package dev.tandem.gate;

import dev.tandem.model.Confidence;
import dev.tandem.model.OrderRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the sender of an order is sure enough.
 *
 * <p>Only what opens or increases a position is asked; a policy that {@link #judgesReducing()} is asked about exits too.
 */
@FunctionalInterface
public interface ConfidencePolicy {
    /** The threshold when nobody says otherwise: 0.6, inclusive. */
    double DEFAULT_MINIMUM = 0.6;

    /** Why the order is not to pass, or null if it may. */
    @Nullable
    Denial decide(OrderRequest request);

    /**
     * Whether orders that make a position smaller are judged as well. A filter that blocks an exit is more dangerous
     * than the order it stops, so this has to be asked for.
     */
    default boolean judgesReducing() {
        return false;
    }

    /** The default: at least 0.6. */
    static ConfidencePolicy standard() {
        return minimum(DEFAULT_MINIMUM);
    }

    /**
     * At least so much, whatever is traded.
     *
     * @param minimum from 0 to 1, inclusive
     */
    static ConfidencePolicy minimum(double minimum) {
        return new ThresholdPolicy(minimum, Map.of(), false);
    }

    /**
     * At least so much, with other thresholds for some instruments.
     *
     * @param minimum from 0 to 1, inclusive
     * @param bySymbol from {@code BTC/USDT} to its own minimum
     */
    static ConfidencePolicy minimum(double minimum, Map<String, Double> bySymbol) {
        return new ThresholdPolicy(minimum, bySymbol, false);
    }

    /** This policy, asked about exits as well. */
    default ConfidencePolicy alsoForReducing() {
        ConfidencePolicy self = this;
        return new ConfidencePolicy() {
            @Override
            public @Nullable Denial decide(OrderRequest request) {
                return self.decide(request);
            }

            @Override
            public boolean judgesReducing() {
                return true;
            }
        };
    }

    /** The denial that a threshold gives. */
    static Denial belowMinimum(Confidence confidence, double minimum) {
        String value = confidence.toString();
        String limit = Double.toString(minimum);
        return new Denial(
                DenialReason.CONFIDENCE,
                value,
                limit,
                "",
                confidence.isStated()
                        ? "confidence " + value + " is below the minimum of " + limit
                        : "no confidence was stated, and at least " + limit + " is needed");
    }
}
