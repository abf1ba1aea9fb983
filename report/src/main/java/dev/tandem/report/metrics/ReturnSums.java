package dev.tandem.report.metrics;

/**
 * What is summed of the simple returns between bars, {@code r[i] = (equity[i] - equity[i-1]) / equity[i-1]}, in up to 240
 * equal stretches of time. A return from an equity of zero or less counts as none.
 *
 * @param counts returns of each stretch
 * @param sums of the returns of each stretch
 * @param squares sum of the squares of the returns of each stretch
 * @param cubes sum of the cubes of all returns
 * @param fourths sum of the fourth powers of all returns
 */
public record ReturnSums(int[] counts, double[] sums, double[] squares, double cubes, double fourths) {
    /** The most stretches; it can be divided by 48, 16, 12, 10 and 8. */
    public static final int MOST = 240;

    private static final int[] STRETCHES = {MOST, 48, 16};

    /** 240, 48 or 16 where there are as many returns, else one for each. */
    static int stretches(int returns) {
        for (int stretches : STRETCHES) {
            if (returns >= stretches) {
                return stretches;
            }
        }
        return returns;
    }

    /** The sum of all returns. */
    double sum() {
        return sum(sums);
    }

    /** The sum of the squares of all returns. */
    double sumOfSquares() {
        return sum(squares);
    }

    private static double sum(double[] parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }
}
