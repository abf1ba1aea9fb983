package dev.tandem.confidence.recalibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * A recalibration that is learned again and again, from what was settled by then and nothing else. Until there are enough
 * outcomes, what is said stays as it is.
 *
 * <p>How many confidences reached a threshold before, and how many do after, is counted: a recalibration can quietly stop
 * all trading.
 *
 * <p>One thread.
 */
public final class RollingRecalibration {
    /** What is older than so many outcomes is forgotten. */
    private static final int WINDOW = 5_000;

    private final Method method;
    private final int atLeast;
    private final int refitEvery;
    private final double threshold;
    private final List<double[]> settled = new ArrayList<>();
    private Recalibration current = Recalibration.NONE;
    private int untilRefit;
    private long asked;
    private long passedBefore;
    private long passedAfter;

    /** What is fitted. */
    public enum Method {
        NONE,
        ISOTONIC,
        PLATT
    }

    /**
     * @param atLeast how many outcomes there must be before anything is changed
     * @param refitEvery after how many more it is learned again
     * @param threshold for the pass rates
     */
    public RollingRecalibration(Method method, int atLeast, int refitEvery, double threshold) {
        if (atLeast < 1 || refitEvery < 1) {
            throw new IllegalArgumentException(
                    "at least one outcome is needed, was " + atLeast + " and then each " + refitEvery);
        }
        this.method = method;
        this.atLeast = atLeast;
        this.refitEvery = refitEvery;
        this.threshold = threshold;
    }

    /** What was stated has been settled: from now on it may be learned from. */
    public void settled(double confidence, boolean cameTrue) {
        if (method == Method.NONE) {
            return;
        }
        settled.add(new double[] {confidence, cameTrue ? 1 : 0});
        if (settled.size() > WINDOW + WINDOW / 10) {
            settled.subList(0, WINDOW / 10).clear();
        }
        untilRefit--;
        if (settled.size() >= atLeast && untilRefit <= 0) {
            current = fit();
            untilRefit = refitEvery;
        }
    }

    /** What a confidence is worth by what is known now. */
    public double apply(double confidence) {
        double after = current.apply(confidence);
        asked++;
        passedBefore += confidence >= threshold ? 1 : 0;
        passedAfter += after >= threshold ? 1 : 0;
        return after;
    }

    private Recalibration fit() {
        double[] confidences = new double[settled.size()];
        boolean[] cameTrue = new boolean[settled.size()];
        for (int i = 0; i < confidences.length; i++) {
            confidences[i] = settled.get(i)[0];
            cameTrue[i] = settled.get(i)[1] > 0;
        }
        return method == Method.ISOTONIC ? Isotonic.fit(confidences, cameTrue) : Platt.fit(confidences, cameTrue);
    }

    public Method method() {
        return method;
    }

    /** How many confidences it was asked about. */
    public long asked() {
        return asked;
    }

    /** How many of them reached the threshold as they were said. */
    public long passedBefore() {
        return passedBefore;
    }

    /** How many of them reach it as they are now. */
    public long passedAfter() {
        return passedAfter;
    }
}
