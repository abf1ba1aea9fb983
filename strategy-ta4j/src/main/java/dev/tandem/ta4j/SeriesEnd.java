package dev.tandem.ta4j;

import java.io.Serializable;
import org.ta4j.core.BarSeries;

/**
 * Where a series ends: at the present bar for everyone, but one bar later for ta4j's cache of indicator values.
 *
 * <p>ta4j's {@code CachedIndicator} takes the last bar of a series for one that still changes. Its value is computed
 * aside and is computed again when the bar is the last one no more; that costs half as much again, and sums that run
 * along with the index (a moving average in {@code double}) are added up in another order than in ta4j's own backtest,
 * which knows all bars from the beginning. Here every bar has closed and no value can change any more, and the cache is
 * told so.
 *
 * <p>The cache is known by its question: the count of removed bars and, as the very next thing, the end. A rule that
 * asks for the end asks for nothing before it, or for bars. Should a version of ta4j ask in another way,
 * {@link #ASKS_AS_KNOWN} is false, everyone is told the present bar, and only time is lost.
 */
final class SeriesEnd implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether the cache of this version of ta4j asks as it is known to; found out by asking it. */
    static final boolean ASKS_AS_KNOWN = CacheQuestions.asExpected();

    // What was asked last. Numbers, because this is written several times per bar and indicator.

    /** Nothing that matters. */
    private static final int OTHER = 0;
    /** The end, and it was told the present bar. */
    private static final int END = 1;
    /** The count of removed bars, as the cache does at first. */
    private static final int REMOVED = 2;
    /** The end and then the count of removed bars, as recursive indicators do before they go to the cache. */
    private static final int END_AND_REMOVED = 3;

    private final boolean knowsTheCache;
    private int present;
    private int asked = OTHER;

    SeriesEnd(int present, boolean knowsTheCache) {
        this.present = present;
        this.knowsTheCache = knowsTheCache;
    }

    static SeriesEnd at(int present) {
        return new SeriesEnd(present, ASKS_AS_KNOWN);
    }

    void moveTo(int index) {
        present = index;
        asked = OTHER;
    }

    /** The bar that closed last; -1 if none has. */
    int present() {
        return present;
    }

    /** Something else was asked of the series. */
    void otherQuestion() {
        asked = OTHER;
    }

    /** Answers {@link BarSeries#getRemovedBarsCount()}. */
    int removedBarsCount() {
        asked = asked == END ? END_AND_REMOVED : REMOVED;
        return 0;
    }

    /** Answers {@link BarSeries#getEndIndex()}. */
    int endIndex() {
        if (asked == REMOVED && knowsTheCache) {
            asked = OTHER;
            return present + 1;
        }
        asked = END;
        return present;
    }
}
