package dev.tandem.confidence.forecast;

import java.util.Arrays;

/**
 * What came after the moments in the past that looked most like now: the last returns, scaled by their own size, are
 * compared with all stretches of the training, and what followed the nearest ones is averaged.
 *
 * @param neighbors how many
 * @param length of the stretch that is compared
 */
public record NearestNeighbors(int neighbors, int length) implements Forecaster {
    public NearestNeighbors {
        if (neighbors < 2 || length < 1) {
            throw new IllegalArgumentException(
                    "at least 2 neighbors of at least 1 step are needed, were " + neighbors + " of " + length);
        }
    }

    @Override
    public String name() {
        return "nearest-" + neighbors;
    }

    @Override
    public int needs() {
        return 5 * neighbors + length;
    }

    @Override
    public Fitted fit(double[] training, int horizon) {
        int stretches = training.length - length - horizon + 1;
        double[] past = training.clone();
        return (returns, end) -> {
            int near = Math.min(neighbors, Math.max(0, stretches));
            double[] now = scaled(returns, end - length);
            double size = size(returns, end - length);
            if (near < 2) {
                return new Point(0, size * Math.sqrt(horizon));
            }
            double[] distances = new double[near];
            double[] after = new double[near];
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
            for (int start = 0; start < stretches; start++) {
                double unit = size(past, start);
                double distance = 0;
                for (int i = 0; i < length && distance < distances[near - 1]; i++) {
                    double off = past[start + i] / unit - now[i];
                    distance += off * off;
                }
                if (distance < distances[near - 1]) {
                    int at = near - 1;
                    while (at > 0 && distances[at - 1] > distance) {
                        distances[at] = distances[at - 1];
                        after[at] = after[at - 1];
                        at--;
                    }
                    distances[at] = distance;
                    double sum = 0;
                    for (int i = 0; i < horizon; i++) {
                        sum += past[start + length + i];
                    }
                    after[at] = sum / unit;
                }
            }
            double mean = Arrays.stream(after).average().orElse(0);
            double variance =
                    Arrays.stream(after).map(a -> (a - mean) * (a - mean)).sum() / (near - 1);
            return new Point(mean * size, Math.sqrt(variance) * size + 1e-12);
        };
    }

    private double[] scaled(double[] returns, int from) {
        double unit = size(returns, from);
        double[] scaled = new double[length];
        for (int i = 0; i < length; i++) {
            scaled[i] = returns[from + i] / unit;
        }
        return scaled;
    }

    private double size(double[] returns, int from) {
        double squares = 0;
        for (int i = 0; i < length; i++) {
            squares += returns[from + i] * returns[from + i];
        }
        return Math.sqrt(squares / length) + 1e-9;
    }
}
