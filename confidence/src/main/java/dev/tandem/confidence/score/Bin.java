package dev.tandem.confidence.score;

/**
 * The confidences within a tenth of the scale: from {@link #from()}, inclusive, to {@link #to()}, exclusive; the last
 * one has 1 in it.
 *
 * @param from where it begins
 * @param to where it ends
 * @param n how many there are
 * @param confidence their mean; NaN if there are none
 * @param hitRate the share that came true; NaN if there are none
 */
public record Bin(double from, double to, long n, double confidence, double hitRate) {
    /** How many bins there are. */
    public static final int COUNT = 10;

    /** The bin of a confidence. A tenth as it is written (0.3, 0.6, 0.7) is in the bin that begins there. */
    public static int of(double confidence) {
        int bin = Math.min(COUNT - 1, (int) (confidence * COUNT));
        // Just below 0.9 the product is rounded up to 9.
        return confidence < bin / (double) COUNT ? bin - 1 : bin;
    }

    public boolean isEmpty() {
        return n == 0;
    }
}
