package dev.tandem.confidence.forecast;

import dev.tandem.model.Instrument;
import java.util.Arrays;

/**
 * Where a model thinks a price will be, with how sure it is: as quantiles at one horizon or as sample paths up to it.
 *
 * <p>All values are returns since the forecast was made: 0.02 is 2 % above the price then. Prices are turned into returns
 * at the door, with the price that the model started from.
 */
public sealed interface Forecast {
    /** Who made it. */
    String agent();

    Instrument instrument();

    /** When it was made. */
    long madeNanos();

    /** How far it looks. */
    long horizonNanos();

    /** The probability that the return at the horizon is above a value; NaN never comes out of it. */
    double probabilityAbove(double value);

    /** The return that stays above the share {@code 1 − level} of what is expected. */
    double quantile(double level);

    /**
     * Quantiles at the horizon. Between two the distribution is taken to be even; beyond the outermost ones its tails fall
     * off exponentially, with the density that it has at their edge.
     *
     * @param levels rising, between 0 and 1
     * @param values not falling
     */
    record Quantiles(
            String agent, Instrument instrument, long madeNanos, long horizonNanos, double[] levels, double[] values)
            implements Forecast {
        public Quantiles {
            levels = levels.clone();
            values = values.clone();
            if (levels.length < 2 || levels.length != values.length) {
                throw new IllegalArgumentException("a forecast needs at least two quantiles and a value for each, has "
                        + levels.length + " levels and " + values.length + " values");
            }
            for (int i = 0; i < levels.length; i++) {
                if (!(levels[i] > 0 && levels[i] < 1) || i > 0 && !(levels[i] > levels[i - 1])) {
                    throw new IllegalArgumentException(
                            "levels must rise and lie between 0 and 1, are " + Arrays.toString(levels));
                }
                if (!Double.isFinite(values[i]) || i > 0 && values[i] < values[i - 1]) {
                    throw new IllegalArgumentException(
                            "quantiles must be finite and must not cross, are " + Arrays.toString(values));
                }
            }
        }

        @Override
        public double[] levels() {
            return levels.clone();
        }

        @Override
        public double[] values() {
            return values.clone();
        }

        @Override
        public double probabilityAbove(double value) {
            int last = levels.length - 1;
            if (value < values[0]) {
                double edge = levels[0];
                return 1 - edge * Math.exp(-(values[0] - value) * density(0) / edge);
            }
            if (value >= values[last]) {
                double edge = 1 - levels[last];
                return edge * Math.exp(-(value - values[last]) * density(last - 1) / edge);
            }
            // The last quantile that is not above it: where several are equal there is a jump.
            int below = last - 1;
            while (values[below] > value) {
                below--;
            }
            double width = values[below + 1] - values[below];
            double share = (value - values[below]) / width;
            return 1 - (levels[below] + share * (levels[below + 1] - levels[below]));
        }

        @Override
        public double quantile(double level) {
            int last = levels.length - 1;
            if (level < levels[0]) {
                return values[0] + Math.log(level / levels[0]) * levels[0] / density(0);
            }
            if (level > levels[last]) {
                double edge = 1 - levels[last];
                return values[last] - Math.log((1 - level) / edge) * edge / density(last - 1);
            }
            int below = 0;
            while (below < last - 1 && levels[below + 1] < level) {
                below++;
            }
            double share = (level - levels[below]) / (levels[below + 1] - levels[below]);
            return values[below] + share * (values[below + 1] - values[below]);
        }

        /** Probability per unit between two quantiles; where they are equal, a density that is as good as a jump. */
        private double density(int below) {
            double width = Math.max(1e-12, values[below + 1] - values[below]);
            return (levels[below + 1] - levels[below]) / width;
        }
    }

    /**
     * Sample paths: each row is one way in which it may go, in equal steps up to the horizon.
     *
     * @param paths returns since the forecast was made, not the start itself
     */
    record Paths(String agent, Instrument instrument, long madeNanos, long horizonNanos, double[][] paths)
            implements Forecast {
        public Paths {
            if (paths.length < 2) {
                throw new IllegalArgumentException("a forecast needs at least two sample paths, has " + paths.length);
            }
            double[][] copy = new double[paths.length][];
            for (int i = 0; i < paths.length; i++) {
                copy[i] = paths[i].clone();
                if (copy[i].length == 0 || copy[i].length != copy[0].length) {
                    throw new IllegalArgumentException("sample paths must have equally many steps, have "
                            + copy[0].length + " and " + copy[i].length);
                }
                for (double value : copy[i]) {
                    if (!Double.isFinite(value)) {
                        throw new IllegalArgumentException("a sample path must be finite, has " + value);
                    }
                }
            }
            paths = copy;
        }

        @Override
        public double[][] paths() {
            return Arrays.stream(paths).map(double[]::clone).toArray(double[][]::new);
        }

        @Override
        public double probabilityAbove(double value) {
            int above = 0;
            for (double[] path : paths) {
                above += path[path.length - 1] > value ? 1 : 0;
            }
            return (double) above / paths.length;
        }

        @Override
        public double quantile(double level) {
            double[] ends = Arrays.stream(paths)
                    .mapToDouble(path -> path[path.length - 1])
                    .sorted()
                    .toArray();
            double at = level * (ends.length - 1);
            int below = (int) Math.floor(at);
            int above = Math.min(ends.length - 1, below + 1);
            return ends[below] + (at - below) * (ends[above] - ends[below]);
        }

        /** The share of paths that win; within one step it is not known what came first: the stop, as in a bar. */
        double targetFirst(double target, double stop, double costs, int direction) {
            int won = 0;
            for (double[] path : paths) {
                won += wins(path, target, stop, costs, direction) ? 1 : 0;
            }
            return (double) won / paths.length;
        }

        private static boolean wins(double[] path, double target, double stop, double costs, int direction) {
            for (double value : path) {
                if (direction * value <= -stop) {
                    return false;
                }
                if (direction * value >= target) {
                    return true;
                }
            }
            return direction * path[path.length - 1] > costs;
        }
    }
}
