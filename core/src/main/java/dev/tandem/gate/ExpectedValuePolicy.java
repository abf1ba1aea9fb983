package dev.tandem.gate;

import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trade must be expected to pay: at three to one a probability of 0.25 breaks even, at one to three one of 0.75.
 *
 * @param costs of the round trip, as a fraction of the price
 * @param minimum of the expected value, as a fraction of the price
 */
record ExpectedValuePolicy(Rate costs, Rate minimum) implements ConfidencePolicy {
    private static final String NAME = "expected-value";

    ExpectedValuePolicy {
        if (costs.units() < 0) {
            throw new IllegalArgumentException("costs must not be negative, were " + costs);
        }
    }

    @Override
    public @Nullable Denial decide(OrderRequest request) {
        return decide(request, 0);
    }

    @Override
    public @Nullable Denial decide(OrderRequest request, long referenceTicks) {
        double p = request.confidence().value();
        if (Double.isNaN(p)) {
            return denied(request, "", "no confidence was stated, and without one nothing can be expected");
        }
        long target = Payoff.target(request, referenceTicks);
        long stop = Payoff.stop(request, referenceTicks);
        if (target <= 0 || stop <= 0) {
            return denied(
                    request,
                    "",
                    "the expected value needs a stop-loss and a take-profit on their sides of a known price; add"
                            + " --stop-loss and --take-profit");
        }
        // To 1e-8 of the price, so that break-even is break-even.
        long value = Math.round(p * target - (1 - p) * stop) - costs.units();
        if (value < minimum.units()) {
            String got = new Rate(value).toString();
            return denied(
                    request,
                    got,
                    "expected value " + got + " (" + p + " x " + new Rate(target) + " - "
                            + String.format(Locale.ROOT, "%.4g", 1 - p) + " x " + new Rate(stop) + " - " + costs
                            + ") is below the minimum of " + minimum + " of the price");
        }
        return null;
    }

    private Denial denied(OrderRequest request, String value, String message) {
        return new Denial(
                DenialReason.CONFIDENCE, NAME, value, minimum.toString(), "of the price", request.agents(), message);
    }
}
