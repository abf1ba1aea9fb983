package dev.tandem.sweep.luck;

import java.util.SplittableRandom;

/**
 * Draws a series anew out of itself so that what follows one another mostly still does: blocks that begin anywhere, are
 * geometrically long, and go around the end.
 *
 * <p>Politis, D. N. and Romano, J. P.: "The Stationary Bootstrap", Journal of the American Statistical Association 89(428),
 * 1994.
 */
final class StationaryBootstrap {
    private final int length;
    private final double restart;
    private final SplittableRandom random;

    /**
     * @param length of the series
     * @param meanBlock the mean length of a block, at least 1
     */
    StationaryBootstrap(int length, double meanBlock, SplittableRandom random) {
        this.length = length;
        this.restart = 1 / Math.max(meanBlock, 1);
        this.random = random;
    }

    /** The places of a new draw, into {@code places}. */
    void draw(int[] places) {
        int at = random.nextInt(length);
        for (int i = 0; i < places.length; i++) {
            places[i] = at;
            at = random.nextDouble() < restart ? random.nextInt(length) : at + 1 == length ? 0 : at + 1;
        }
    }
}
