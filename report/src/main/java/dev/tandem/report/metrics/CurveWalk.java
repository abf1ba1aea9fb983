package dev.tandem.report.metrics;

import dev.tandem.result.EquityCurve;
import dev.tandem.result.EquityVisitor;

/**
 * One walk along a curve, in which everything is found that the key figures need of it. A search takes it for every trial,
 * so a stretch in which nothing was held is one step.
 */
final class CurveWalk implements EquityVisitor {
    private final int bars;
    private final int[] counts;
    private final double[] sums;
    private final double[] squares;

    /** Where we are, and the last bar whose return belongs to it. */
    private int stretch = -1;

    private int lastOfStretch;
    private long before;
    private long smallest = Long.MAX_VALUE;
    private double cubes;
    private double fourths;
    private double belowZero;
    private double sumOfEquity;
    private final DeepestFall fall = new DeepestFall();

    private CurveWalk(int bars) {
        this.bars = bars;
        int stretches = ReturnSums.stretches(Math.max(bars - 1, 0));
        counts = new int[stretches];
        sums = new double[stretches];
        squares = new double[stretches];
    }

    static CurveWalk along(EquityCurve curve) {
        CurveWalk walk = new CurveWalk(curve.size());
        curve.visit(walk);
        return walk;
    }

    @Override
    public void flat(int from, int to, long equity) {
        fall.flat(from, to, equity);
        sumOfEquity += (double) equity * (to - from);
        if (from == 0) {
            before = equity;
        } else {
            reach(from);
            change(equity);
        }
        reach(to - 1);
        if (to < bars || to - from > 1) {
            smallest = Math.min(smallest, equity);
        }
    }

    @Override
    public void bars(int from, long[] equity, int offset, int count) {
        fall.bars(from, equity, offset, count);
        int at = offset;
        int end = offset + count;
        if (from == 0) {
            before = equity[at];
            sumOfEquity = before;
            at++;
        }
        while (at < end) {
            reach(from + at - offset);
            int part = Math.min(end, offset + lastOfStretch - from + 1);
            sum(equity, at, part);
            at = part;
        }
    }

    /** Goes on to the stretch that a bar's return belongs to. */
    private void reach(int bar) {
        while (bar > lastOfStretch) {
            int first = lastOfStretch;
            stretch++;
            lastOfStretch = (int) ((long) (bars - 1) * (stretch + 1) / counts.length);
            counts[stretch] = lastOfStretch - first;
        }
    }

    /** A single return. */
    private void change(long equity) {
        smallest = Math.min(smallest, before);
        if (before > 0) {
            double r = difference(equity, before) / before;
            double r2 = r * r;
            sums[stretch] += r;
            squares[stretch] += r2;
            cubes += r2 * r;
            fourths += r2 * r2;
            if (r < 0) {
                belowZero += r2;
            }
        }
        before = equity;
    }

    /** Returns of one stretch. Nothing here depends on their signs: who jumps by them guesses wrong every second time. */
    private void sum(long[] equity, int from, int to) {
        long last = before;
        long least = smallest;
        double ones = sums[stretch];
        double twos = squares[stretch];
        double threes = cubes;
        double fours = fourths;
        double below = belowZero;
        double all = sumOfEquity;
        for (int i = from; i < to; i++) {
            long now = equity[i];
            all += now;
            least = Math.min(least, last);
            if (last > 0) {
                double difference = difference(now, last);
                double r = difference / last;
                double r2 = r * r;
                ones += r;
                twos += r2;
                threes += r2 * r;
                fours += r2 * r2;
                long negative = Double.doubleToRawLongBits(difference) >> 63;
                below += Double.longBitsToDouble(Double.doubleToRawLongBits(r2) & negative);
            }
            last = now;
        }
        before = last;
        smallest = least;
        sums[stretch] = ones;
        squares[stretch] = twos;
        cubes = threes;
        fourths = fours;
        belowZero = below;
        sumOfEquity = all;
    }

    /** Exact as long as it fits into 64 bits, so that small changes of a large equity keep their digits. */
    static double difference(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? (double) a - (double) b : difference;
    }

    ReturnSums returns() {
        return new ReturnSums(counts, sums, squares, cubes, fourths);
    }

    /** The smallest equity that a return started from. */
    long smallest() {
        return smallest;
    }

    /** The sum of the squares of the returns below zero. */
    double belowZero() {
        return belowZero;
    }

    /** The sum of the equity at each bar. */
    double sumOfEquity() {
        return sumOfEquity;
    }

    DeepestFall fall() {
        return fall;
    }
}
