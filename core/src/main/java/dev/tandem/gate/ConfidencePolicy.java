package dev.tandem.gate;

import dev.tandem.model.Confidence;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the sender of an order is sure enough.
 *
 * <p>Only what opens or increases a position is asked; a policy that {@link #judgesReducing()} is asked about exits too.
 *
 * <pre>{@code
 * ConfidencePolicy.thresholds(0.6).agent("owl", 0.8).forStrategy("panel")
 *     .and(ConfidencePolicy.expectedValue(Rate.parse("0.002"), Rate.ZERO));
 * }</pre>
 */
@FunctionalInterface
public interface ConfidencePolicy {
    /** The threshold when nobody says otherwise: 0.6, inclusive. */
    double DEFAULT_MINIMUM = 0.6;

    /** Why the order is not to pass, or null if it may. */
    @Nullable
    Denial decide(OrderRequest request);

    /**
     * The same, for policies that need to know the price.
     *
     * @param referenceTicks what the order would be filled at as far as one knows; 0 if no price is known
     */
    default @Nullable Denial decide(OrderRequest request, long referenceTicks) {
        return decide(request);
    }

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

    /**
     * At least so much, with other thresholds for some strategies, instruments, sides and agents.
     *
     * @param minimum from 0 to 1, inclusive
     */
    static Thresholds thresholds(double minimum) {
        return Thresholds.of(minimum);
    }

    /**
     * The trade must be expected to pay: {@code p × target − (1 − p) × stop − costs} is at least so much.
     *
     * @param costs of the whole round trip, as a fraction of the price
     * @param minimum as a fraction of the price, inclusive; zero is break-even
     */
    static ConfidencePolicy expectedValue(Rate costs, Rate minimum) {
        return new ExpectedValuePolicy(costs, minimum);
    }

    /** Both have to agree; the first that does not is the reason. */
    default ConfidencePolicy and(ConfidencePolicy other) {
        return new BothPolicies(this, other);
    }

    /** One of them has to agree. */
    default ConfidencePolicy or(ConfidencePolicy other) {
        return new EitherPolicy(this, other);
    }

    /** This policy, asked about exits as well. */
    default ConfidencePolicy alsoForReducing() {
        return new StrictPolicy(this);
    }

    /** The denial that a threshold gives. */
    static Denial belowMinimum(Confidence confidence, double minimum) {
        return Thresholds.below(confidence, minimum, "", java.util.List.of());
    }
}
