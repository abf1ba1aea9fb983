package dev.tandem.confidence.forecast;

/**
 * Moves a confidence towards 0.5 for what is not in the forecast itself: its age, and by how much the model's intervals
 * missed lately.
 *
 * <p>{@code 0.5 + (p − 0.5) × 2^(−age / half-life) × max(0, 1 − |coverage − nominal| / nominal)}
 *
 * <p>How wide a forecast is stands in its probability already and is not counted again. The result lies between 0.5 and
 * the confidence, rises with the confidence, and falls with age and coverage error towards 0.5.
 *
 * @param halfLifeNanos after this much time half of the confidence beyond 0.5 is left; 0 switches ageing off
 * @param byCoverage whether the coverage error counts
 */
public record Shrinkage(long halfLifeNanos, boolean byCoverage) {
    /** Changes nothing. */
    public static final Shrinkage OFF = new Shrinkage(0, false);

    public Shrinkage {
        if (halfLifeNanos < 0) {
            throw new IllegalArgumentException("a half-life must not be negative, was " + halfLifeNanos + " ns");
        }
    }

    /**
     * @param confidence from 0 to 1
     * @param ageNanos since the forecast was made; a time that has not come counts as none
     * @param coverage what the model's intervals covered lately
     */
    public double apply(double confidence, long ageNanos, Coverage coverage) {
        double left = 1;
        if (halfLifeNanos > 0) {
            left *= Math.pow(2, -(double) Math.max(0, ageNanos) / halfLifeNanos);
        }
        if (byCoverage) {
            left *= Math.max(0, 1 - coverage.error() / coverage.nominal());
        }
        return 0.5 + (confidence - 0.5) * left;
    }
}
