package dev.tandem.confidence.forecast;

import dev.tandem.model.Rate;
import dev.tandem.model.Side;

/** The probability that a trade pays, by a forecast. */
public final class ForecastConfidence {
    private ForecastConfidence() {}

    /** The probability that the return at the horizon, in this direction, is more than the costs. */
    public static double pays(Forecast forecast, Side side, Rate costs) {
        double cost = costs.toDecimal().doubleValue();
        return side == Side.BUY ? forecast.probabilityAbove(cost) : 1 - forecast.probabilityAbove(Math.nextDown(-cost));
    }

    /** The direction that is more likely to pay; {@link Side#BUY} if both are alike. */
    public static Side side(Forecast forecast, Rate costs) {
        return pays(forecast, Side.SELL, costs) > pays(forecast, Side.BUY, costs) ? Side.SELL : Side.BUY;
    }

    /**
     * The probability that a target is reached before a stop; a path that reaches neither counts as won if its end is
     * above the costs. Follows from paths only: quantiles at a horizon do not say how the price gets there.
     *
     * @param target the distance, as a fraction of the price
     * @param stop the distance, as a fraction of the price
     */
    public static double targetBeforeStop(Forecast.Paths forecast, Side side, Rate target, Rate stop, Rate costs) {
        return forecast.targetFirst(
                target.toDecimal().doubleValue(),
                stop.toDecimal().doubleValue(),
                costs.toDecimal().doubleValue(),
                side.sign());
    }

    /**
     * The same by a stated model of the path instead of samples: a Brownian motion with drift that is given all the time
     * it needs, {@code (1 − e^(2ms/v)) / (e^(−2mt/v) − e^(2ms/v))} with drift m and variance v per unit of time. Without
     * drift that is {@code s / (s + t)}.
     *
     * @param drift per unit of time, of the return in the direction of the trade
     * @param deviation its standard deviation per square root of that time, above 0
     */
    public static double targetBeforeStop(double drift, double deviation, Rate target, Rate stop) {
        double t = target.toDecimal().doubleValue();
        double s = stop.toDecimal().doubleValue();
        if (!(deviation > 0) || !Double.isFinite(drift) || !(t > 0) || !(s > 0)) {
            throw new IllegalArgumentException("target, stop and deviation must be above 0, were " + t + ", " + s
                    + " and " + deviation + ", and the drift finite, was " + drift);
        }
        double k = 2 * drift / (deviation * deviation);
        if (Math.abs(k * (s + t)) < 1e-9) {
            return s / (s + t);
        }
        // For a large positive k both terms of the fraction above overflow; this is the same, divided by e^(ks).
        return k > 0
                ? -Math.expm1(-k * s) / -Math.expm1(-k * (s + t))
                : Math.exp(k * t) * Math.expm1(k * s) / Math.expm1(k * (s + t));
    }
}
