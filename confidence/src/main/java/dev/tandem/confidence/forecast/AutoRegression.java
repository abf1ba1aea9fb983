package dev.tandem.confidence.forecast;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/**
 * The next return as a weighted sum of the last ones (AR), the weights by least squares, carried forward step by step to
 * the horizon.
 *
 * @param order how many returns back it looks
 */
public record AutoRegression(int order) implements Forecaster {
    public AutoRegression {
        if (order < 1) {
            throw new IllegalArgumentException("the order must be at least 1, was " + order);
        }
    }

    @Override
    public String name() {
        return "ar-" + order;
    }

    @Override
    public int needs() {
        return 5 * (order + 1);
    }

    @Override
    public Fitted fit(double[] training, int horizon) {
        double[] weights = weights(training);
        double deviation = deviation(training, weights, horizon);
        return (returns, end) -> {
            double[] recent = new double[order];
            for (int lag = 0; lag < order; lag++) {
                recent[lag] = returns[end - 1 - lag];
            }
            double sum = 0;
            for (int step = 0; step < horizon; step++) {
                double next = weights[0];
                for (int lag = 0; lag < order; lag++) {
                    next += weights[lag + 1] * recent[lag];
                }
                sum += next;
                System.arraycopy(recent, 0, recent, 1, order - 1);
                recent[0] = next;
            }
            return Double.isFinite(sum) ? new Point(sum, deviation) : new Point(0, deviation);
        };
    }

    /** Intercept first; zeros where the past has no variation to learn from. */
    private double[] weights(double[] training) {
        int rows = training.length - order;
        double[] y = new double[rows];
        double[][] x = new double[rows][order];
        for (int i = 0; i < rows; i++) {
            y[i] = training[i + order];
            for (int lag = 0; lag < order; lag++) {
                x[i][lag] = training[i + order - 1 - lag];
            }
        }
        try {
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression(1e-18);
            regression.newSampleData(y, x);
            return regression.estimateRegressionParameters();
        } catch (MathRuntimeException e) {
            return new double[order + 1];
        }
    }

    /** Of the sum up to the horizon, from how the weights carry a shock forward. */
    private double deviation(double[] training, double[] weights, int horizon) {
        double squares = 0;
        int rows = training.length - order;
        for (int i = order; i < training.length; i++) {
            double error = training[i] - weights[0];
            for (int lag = 0; lag < order; lag++) {
                error -= weights[lag + 1] * training[i - 1 - lag];
            }
            squares += error * error;
        }
        double[] response = new double[horizon];
        double sum = 0;
        double total = 0;
        for (int step = 0; step < horizon; step++) {
            response[step] = step == 0 ? 1 : 0;
            for (int lag = 0; lag < Math.min(order, step); lag++) {
                response[step] += weights[lag + 1] * response[step - 1 - lag];
            }
            sum += response[step];
            total += sum * sum;
        }
        double deviation = Math.sqrt(squares / rows * total);
        return Double.isFinite(deviation) ? deviation + 1e-12 : 1;
    }
}
