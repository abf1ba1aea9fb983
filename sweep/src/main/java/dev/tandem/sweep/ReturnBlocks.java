package dev.tandem.sweep;

import dev.tandem.report.metrics.ReturnSums;
import java.util.List;

/**
 * What is kept of the returns of a run: their first four moments, and for each of a few hundred equal stretches of time
 * their sum and the sum of their squares. The size does not depend on how many bars there are; the Sharpe ratio of any
 * union of stretches can be worked out from it exactly.
 *
 * @param count how many returns there were
 * @param mean of the returns
 * @param variance of the returns, with n - 1
 * @param skewness of the returns, {@code m3 / m2^1.5}; 0 without variance
 * @param kurtosis of the returns, {@code m4 / m2²}, 3 for a normal distribution and without variance
 * @param counts returns of each stretch
 * @param sums of the returns of each stretch
 * @param squares sum of the squares of the returns of each stretch
 */
public record ReturnBlocks(
        long count,
        double mean,
        double variance,
        double skewness,
        double kurtosis,
        int[] counts,
        double[] sums,
        double[] squares) {
    /** The most stretches; it can be divided by 16, 12, 10 and 8. */
    public static final int MOST = ReturnSums.MOST;

    /** Where so many trials are made that their memory counts. */
    public static final int FEW = 48;

    /** Of a run, in at most so many stretches. */
    static ReturnBlocks of(ReturnSums of, int most) {
        int[] counts = of.counts();
        double[] sums = of.sums();
        double[] squares = of.squares();
        long n = 0;
        double all = 0;
        double allSquares = 0;
        for (int b = 0; b < counts.length; b++) {
            n += counts[b];
            all += sums[b];
            allSquares += squares[b];
        }
        if (counts.length > most) {
            int together = counts.length / most;
            counts = new int[most];
            sums = new double[most];
            squares = new double[most];
            for (int b = 0; b < of.counts().length; b++) {
                counts[b / together] += of.counts()[b];
                sums[b / together] += of.sums()[b];
                squares[b / together] += of.squares()[b];
            }
        }
        return of(n, all, allSquares, of.cubes(), of.fourths(), counts, sums, squares);
    }

    private static ReturnBlocks of(
            long n, double s1, double s2, double s3, double s4, int[] counts, double[] sums, double[] squares) {
        double mean = n == 0 ? 0 : s1 / n;
        double m2 = n == 0 ? 0 : Math.max(s2 / n - mean * mean, 0);
        double m3 = n == 0 ? 0 : s3 / n - 3 * mean * s2 / n + 2 * mean * mean * mean;
        double m4 = n == 0 ? 0 : s4 / n - 4 * mean * s3 / n + 6 * mean * mean * s2 / n - 3 * mean * mean * mean * mean;
        boolean varies = m2 > 0;
        return new ReturnBlocks(
                n,
                mean,
                n > 1 ? m2 * n / (n - 1) : 0,
                varies ? m3 / (m2 * Math.sqrt(m2)) : 0,
                varies ? m4 / (m2 * m2) : 3,
                counts,
                sums,
                squares);
    }

    /** Those of several runs one after the other, as if they were one. */
    static ReturnBlocks joined(List<ReturnBlocks> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int blocks = parts.stream().mapToInt(part -> part.counts.length).sum();
        int[] counts = new int[blocks];
        double[] sums = new double[blocks];
        double[] squares = new double[blocks];
        long n = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        int at = 0;
        for (ReturnBlocks part : parts) {
            System.arraycopy(part.counts, 0, counts, at, part.counts.length);
            System.arraycopy(part.sums, 0, sums, at, part.sums.length);
            System.arraycopy(part.squares, 0, squares, at, part.squares.length);
            at += part.counts.length;
            double m2 = part.count > 1 ? part.variance * (part.count - 1) / part.count : 0;
            double m = part.mean;
            n += part.count;
            s1 += part.count * m;
            s2 += part.count * (m2 + m * m);
            double m3 = part.skewness * m2 * Math.sqrt(m2);
            s3 += part.count * (m3 + 3 * m * m2 + m * m * m);
            s4 += part.count * (part.kurtosis * m2 * m2 + 4 * m * m3 + 6 * m * m * m2 + m * m * m * m);
        }
        return of(n, s1, s2, s3, s4, counts, sums, squares);
    }

    /** Mean over standard deviation of a bar's return; 0 without variance. */
    public double sharpe() {
        return variance > 0 ? mean / Math.sqrt(variance) : 0;
    }
}
