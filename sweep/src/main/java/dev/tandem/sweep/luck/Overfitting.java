package dev.tandem.sweep.luck;

import java.util.Arrays;

/**
 * How often the best parameters of one half of the time are worse than the middle in the other half: the probability of
 * backtest overfitting, by combinatorially symmetric cross-validation.
 *
 * <p>Bailey, D. H., Borwein, J. M., López de Prado, M. and Zhu, Q. J.: "The Probability of Backtest Overfitting", Journal
 * of Computational Finance 20(4), 2017. The time is cut into S equal blocks; for each of the {@code C(S, S/2)} ways to take
 * half of them, the trial with the best Sharpe ratio there is looked up in the other half. Its relative rank there,
 * {@code ω = rank / (N + 1)}, gives {@code λ = ln(ω / (1 - ω))}; the probability is the share of {@code λ ≤ 0}. Equal ones
 * share their rank.
 *
 * <p>Without skill it is about one half or above (what was good in one half of the same noise has less left for the other).
 * Where all trials are equally good it is near one half as well; {@link #loss} tells the two apart.
 *
 * @param probability of backtest overfitting
 * @param loss the share of splits in which the chosen trial lost money in the other half
 * @param blocks S
 * @param splits how many there were
 * @param slope of the line through the chosen trial's Sharpe ratio in the other half over that in its own: below 0, the
 *     better it looked, the worse it did
 */
public record Overfitting(double probability, double loss, int blocks, int splits, double slope) {
    /** Sums over a stretch of time for each of several trials. */
    public interface Blocks {
        int trials();

        int blocks();

        int count(int trial, int block);

        double sum(int trial, int block);

        double squares(int trial, int block);
    }

    /** @throws IllegalArgumentException below two trials, or if the number of blocks is odd or below 4 */
    public static Overfitting of(Blocks data) {
        int s = data.blocks();
        int n = data.trials();
        if (n < 2 || s < 4 || s % 2 != 0 || s > 24) {
            throw new IllegalArgumentException(
                    "two trials and an even number of blocks from 4 to 24 are needed, was " + n + " and " + s);
        }
        double[] counts = new double[n * s];
        double[] sums = new double[n * s];
        double[] squares = new double[n * s];
        for (int trial = 0; trial < n; trial++) {
            for (int block = 0; block < s; block++) {
                int at = trial * s + block;
                counts[at] = data.count(trial, block);
                sums[at] = data.sum(trial, block);
                squares[at] = data.squares(trial, block);
            }
        }
        int splits = 0;
        double over = 0;
        int losses = 0;
        double[] in = new double[n];
        double[] out = new double[n];
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        for (int half = 0; half < 1 << s; half++) {
            if (Integer.bitCount(half) != s / 2) {
                continue;
            }
            int best = 0;
            for (int trial = 0; trial < n; trial++) {
                double c1 = 0;
                double a1 = 0;
                double q1 = 0;
                double c2 = 0;
                double a2 = 0;
                double q2 = 0;
                for (int block = 0; block < s; block++) {
                    int at = trial * s + block;
                    if ((half >> block & 1) == 1) {
                        c1 += counts[at];
                        a1 += sums[at];
                        q1 += squares[at];
                    } else {
                        c2 += counts[at];
                        a2 += sums[at];
                        q2 += squares[at];
                    }
                }
                in[trial] = sharpe(c1, a1, q1);
                out[trial] = sharpe(c2, a2, q2);
                if (in[trial] > in[best]) {
                    best = trial;
                }
            }
            int below = 0;
            int equal = 0;
            for (double other : out) {
                if (other < out[best]) {
                    below++;
                } else if (other == out[best]) {
                    equal++;
                }
            }
            double omega = (below + (equal + 1) / 2.0) / (n + 1);
            over += omega <= 0.5 ? 1 : 0;
            losses += out[best] < 0 ? 1 : 0;
            splits++;
            sx += in[best];
            sy += out[best];
            sxx += in[best] * in[best];
            sxy += in[best] * out[best];
        }
        double spread = sxx - sx * sx / splits;
        double slope = spread > 0 ? (sxy - sx * sy / splits) / spread : Double.NaN;
        return new Overfitting(over / splits, (double) losses / splits, s, splits, slope);
    }

    private static double sharpe(double count, double sum, double squares) {
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        return variance > 0 ? mean / Math.sqrt(variance) : 0;
    }

    /** How many splits there are of so many blocks. */
    static long splits(int blocks) {
        long[] row = new long[blocks + 1];
        Arrays.fill(row, 0);
        row[0] = 1;
        for (int i = 1; i <= blocks; i++) {
            for (int k = i; k > 0; k--) {
                row[k] += row[k - 1];
            }
        }
        return row[blocks / 2];
    }
}
