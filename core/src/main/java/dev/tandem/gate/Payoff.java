package dev.tandem.gate;

import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import org.jspecify.annotations.Nullable;

/** What an order wins at its target and loses at its stop, in units of {@link Rate} of its price. */
final class Payoff {
    private Payoff() {}

    /** 0 or less if there is none, or it is on the wrong side. */
    static long target(OrderRequest request, long ticks) {
        return distance(request, request.takeProfit(), ticks, request.side().sign());
    }

    /** 0 or less if there is none, or it is on the wrong side; of two the tighter. */
    static long stop(OrderRequest request, long ticks) {
        long fixed =
                distance(request, request.stopLoss(), ticks, -request.side().sign());
        Rate trailing = request.trailingStop();
        if (trailing == null) {
            return fixed;
        }
        return fixed <= 0 ? trailing.units() : Math.min(fixed, trailing.units());
    }

    private static long distance(OrderRequest request, @Nullable Exit exit, long ticks, int direction) {
        return switch (exit) {
            case null -> 0;
            case Exit.FromFill(Rate distance) -> distance.units();
            case Exit.At at -> {
                if (ticks <= 0) {
                    yield 0;
                }
                double price = request.instrument().priceAsDouble(ticks);
                yield (long) (direction * (at.price().doubleValue() - price) / price * Rate.ONE);
            }
        };
    }
}
