package dev.tandem.confidence.forecast;

import dev.tandem.model.Instrument;
import java.util.Arrays;

/**
 * Gives a model honest intervals (split conformal prediction): the model learns from the older half of the past; by how
 * much it was off in the newer half, in units of its own scale, is how much it may be off next.
 *
 * <p>With m errors, the quantile for level q is the {@code ⌈q (m + 1)⌉}-th smallest. If errors to come are like those
 * past, an interval covers what it promises, whatever the model is worth. Markets change, so watch {@link Coverage}.
 *
 * @param model what predicts
 * @param past how many returns are looked at, at most
 */
public record SplitConformal(Forecaster model, int past) {
    private static final double[] LEVELS = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};

    /** With fewer errors the outermost quantiles would be guesses. */
    private static final int FEWEST_ERRORS = 30;

    /** How many returns there must be. */
    public int needs(int horizon) {
        return 2 * Math.max(model.needs() + horizon, FEWEST_ERRORS + horizon);
    }

    /**
     * A forecast from the past that it is handed.
     *
     * @param returns of single steps, oldest first, up to now
     * @param horizon how many steps ahead
     * @param stepNanos how long a step takes
     * @throws IllegalArgumentException if there are too few returns
     */
    public Forecast.Quantiles forecast(
            Instrument instrument, double[] returns, int horizon, long nowNanos, long stepNanos) {
        if (returns.length < needs(horizon)) {
            throw new IllegalArgumentException(
                    model.name() + " needs " + needs(horizon) + " returns, there are " + returns.length);
        }
        double[] seen = returns.length > past && past >= needs(horizon)
                ? Arrays.copyOfRange(returns, returns.length - past, returns.length)
                : returns;
        int split = seen.length / 2;
        Forecaster.Fitted fitted = model.fit(Arrays.copyOf(seen, split), horizon);
        double[] errors = new double[seen.length - split - horizon + 1];
        double following = 0;
        for (int i = split; i < split + horizon; i++) {
            following += seen[i];
        }
        for (int i = 0; i < errors.length; i++) {
            int end = split + i;
            Forecaster.Point point = fitted.predict(seen, end);
            errors[i] = (following - point.mean()) / point.scale();
            if (i + 1 < errors.length) {
                following += seen[end + horizon] - seen[end];
            }
        }
        Arrays.sort(errors);
        Forecaster.Point now = fitted.predict(seen, seen.length);
        double[] values = new double[LEVELS.length];
        for (int i = 0; i < LEVELS.length; i++) {
            int rank = (int) Math.ceil(LEVELS[i] * (errors.length + 1) - 1e-9);
            double error = errors[Math.min(errors.length, Math.max(1, rank)) - 1];
            values[i] = now.mean() + error * now.scale();
        }
        return new Forecast.Quantiles(model.name(), instrument, nowNanos, horizon * stepNanos, LEVELS, values);
    }
}
