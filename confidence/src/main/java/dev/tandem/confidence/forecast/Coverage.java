package dev.tandem.confidence.forecast;

/**
 * How often a model's intervals had the truth in them lately. Starts with what they promise, as if as many as
 * {@link #PRIOR} had kept it, so that a few misses at the beginning do not silence a model.
 *
 * <p>One thread.
 */
public final class Coverage {
    /** How many kept promises it starts with. */
    public static final int PRIOR = 20;

    private final double nominal;
    private final double keep;
    private double covered;
    private double total;

    /**
     * @param nominal what the intervals promise, such as 0.8
     * @param window about how many of the last ones count
     */
    public Coverage(double nominal, int window) {
        if (!(nominal > 0 && nominal < 1) || window < 1) {
            throw new IllegalArgumentException(
                    "a coverage lies between 0 and 1 over at least one interval, was " + nominal + " over " + window);
        }
        this.nominal = nominal;
        this.keep = 1 - 1.0 / window;
        this.covered = nominal * PRIOR;
        this.total = PRIOR;
    }

    /** An interval is settled: it was right or it was not. */
    public void settled(boolean wasWithin) {
        covered = covered * keep + (wasWithin ? 1 : 0);
        total = total * keep + 1;
    }

    public double nominal() {
        return nominal;
    }

    /** The share that was right lately. */
    public double recent() {
        return covered / total;
    }

    /** By how much it is off, either way. */
    public double error() {
        return Math.abs(recent() - nominal);
    }
}
