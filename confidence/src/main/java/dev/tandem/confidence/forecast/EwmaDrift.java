package dev.tandem.confidence.forecast;

/**
 * Volatility that fades (RiskMetrics: {@code v ← λv + (1 − λ)r²}) around a drift that is the plain mean of the last
 * returns, drawn towards 0 by its own uncertainty: a drift that is not to be told from 0 is none.
 *
 * @param lambda how much of the volatility stays with each step
 * @param window how many returns the drift is taken from
 */
public record EwmaDrift(double lambda, int window) implements Forecaster {
    public EwmaDrift {
        if (!(lambda > 0 && lambda < 1) || window < 2) {
            throw new IllegalArgumentException(
                    "lambda lies between 0 and 1 and the window has at least 2 steps, were " + lambda + ", " + window);
        }
    }

    @Override
    public String name() {
        return "ewma-drift";
    }

    @Override
    public int needs() {
        return window;
    }

    @Override
    public Fitted fit(double[] training, int horizon) {
        return (returns, end) -> {
            int from = Math.max(0, end - window);
            double sum = 0;
            double squares = 0;
            for (int i = from; i < end; i++) {
                sum += returns[i];
                squares += returns[i] * returns[i];
            }
            int n = end - from;
            double mean = sum / n;
            double variance = squares / n;
            for (int i = from; i < end; i++) {
                variance = lambda * variance + (1 - lambda) * returns[i] * returns[i];
            }
            double error = variance / n;
            double drift = mean * mean * mean / (mean * mean + error + Double.MIN_NORMAL);
            return new Point(horizon * drift, Math.sqrt(horizon * variance) + 1e-12);
        };
    }
}
