package dev.tandem.sweep.walk;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars to choose on and bars to try on, by their places; each end is not included.
 *
 * @param trainFrom first bar to choose on
 * @param trainTo end of the bars to choose on
 * @param testFrom first bar to try on
 * @param testTo end of the bars to try on
 */
public record Window(int trainFrom, int trainTo, int testFrom, int testTo) {
    /**
     * The first half of the bars is for choosing only; the second is tried on in equal stretches.
     *
     * @param bars how many there are
     * @param folds how many windows
     * @param purge bars at the end of those to choose on that are left out, because a trade of theirs may reach beyond
     * @param embargo bars at the beginning of those to try on that are left out, because they still resemble what was
     *     chosen on (both: López de Prado, M.: "Advances in Financial Machine Learning", Wiley 2018, chapter 7)
     * @throws IllegalArgumentException if nothing is left to choose on, or to try on
     */
    public static List<Window> of(WalkForwardMode mode, int bars, int folds, int purge, int embargo) {
        int half = bars / 2;
        List<Window> windows = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int boundary = half + (int) ((long) (bars - half) * fold / folds);
            int end = half + (int) ((long) (bars - half) * (fold + 1) / folds);
            int from = mode == WalkForwardMode.ANCHORED ? 0 : boundary - half;
            Window window = new Window(from, boundary - purge, boundary + embargo, end);
            if (window.trainTo - window.trainFrom < 2 || window.testTo - window.testFrom < 2) {
                throw new IllegalArgumentException(bars + " bars are too few for " + folds + " windows with a purge of "
                        + purge + " and an embargo of " + embargo + " bars: window " + (fold + 1) + " has "
                        + Math.max(window.trainTo - window.trainFrom, 0) + " bars to choose on and "
                        + Math.max(window.testTo - window.testFrom, 0) + " to try on, and needs two of each");
            }
            windows.add(window);
        }
        return List.copyOf(windows);
    }
}
