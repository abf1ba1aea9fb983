package dev.tandem.confidence.recalibrate;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The rising step function that is nearest to what came true (isotonic regression): of all functions that never fall, the
 * one with the least squared error, found by pooling adjacent violators. Assumes nothing but that more confidence does
 * not mean less.
 *
 * <p>Equal confidences get the same value. Between two stated confidences it rises in a straight line, beyond the first
 * and the last it stays level.
 */
public final class Isotonic implements Recalibration {
    private final double[] xs;
    private final double[] ys;

    private Isotonic(double[] xs, double[] ys) {
        this.xs = xs;
        this.ys = ys;
    }

    /** @throws IllegalArgumentException if there is nothing to learn from */
    public static Isotonic fit(double[] confidences, boolean[] cameTrue) {
        int n = confidences.length;
        if (n == 0 || n != cameTrue.length) {
            throw new IllegalArgumentException(
                    n == 0 ? "there is nothing to learn from" : n + " confidences, " + cameTrue.length + " outcomes");
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> confidences[i]));
        double[] x = new double[n];
        double[] hits = new double[n];
        double[] weights = new double[n];
        int groups = 0;
        for (int i : order) {
            if (groups == 0 || x[groups - 1] != confidences[i]) {
                x[groups++] = confidences[i];
            }
            hits[groups - 1] += cameTrue[i] ? 1 : 0;
            weights[groups - 1]++;
        }
        double[] fitted = pool(Arrays.copyOf(hits, groups), Arrays.copyOf(weights, groups));
        return new Isotonic(Arrays.copyOf(x, groups), fitted);
    }

    /**
     * Pools adjacent violators.
     *
     * @param sums of the values in each group
     * @param weights how many they are
     */
    static double[] pool(double[] sums, double[] weights) {
        int n = sums.length;
        double[] blockSums = new double[n];
        double[] blockWeights = new double[n];
        int[] ends = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            blockSums[blocks] = sums[i];
            blockWeights[blocks] = weights[i];
            ends[blocks++] = i + 1;
            while (blocks > 1
                    && blockSums[blocks - 2] * blockWeights[blocks - 1]
                            >= blockSums[blocks - 1] * blockWeights[blocks - 2]) {
                blocks--;
                blockSums[blocks - 1] += blockSums[blocks];
                blockWeights[blocks - 1] += blockWeights[blocks];
                ends[blocks - 1] = ends[blocks];
            }
        }
        double[] fitted = new double[n];
        int from = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(fitted, from, ends[b], blockSums[b] / blockWeights[b]);
            from = ends[b];
        }
        return fitted;
    }

    @Override
    public double apply(double confidence) {
        int at = Arrays.binarySearch(xs, confidence);
        if (at >= 0) {
            return ys[at];
        }
        int above = -at - 1;
        if (above == 0) {
            return ys[0];
        }
        if (above == xs.length) {
            return ys[xs.length - 1];
        }
        double share = (confidence - xs[above - 1]) / (xs[above] - xs[above - 1]);
        return ys[above - 1] + share * (ys[above] - ys[above - 1]);
    }
}
