package dev.tandem.ta4j;

import dev.tandem.model.Instrument;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.Bar;
import org.ta4j.core.BarBuilder;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.bars.TimeBarBuilderFactory;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/**
 * The bars of a run as ta4j sees them: up to the one that closed last, without an object per bar. The last bar is the
 * present one however it is asked for; a later one is a {@link LookAheadException}.
 *
 * <p>Bar objects are made when they are asked for; some of the latest are kept at hand.
 */
final class HistorySeries implements BarSeries {
    private static final long serialVersionUID = 1L;
    private static final int AT_HAND = 1024;

    /**
     * How many values an indicator keeps. ta4j's own choice is all of them: most of the memory of a run, and beyond a
     * million bars it copies them all for each new one.
     */
    static final int MEMORY = 1 << 16;

    /** How many those keep that a rule makes for one look (ta4j's trailing stops do so at each bar). */
    private static final int SHORT_MEMORY = 32;

    private final transient Instrument instrument;
    private final transient BarHistory history;
    private final transient Numbers numbers;
    private boolean remembersEverything;
    private boolean rulesAreMade;
    private final transient @Nullable HistoryBar[] atHand = new @Nullable HistoryBar[AT_HAND];
    private final SeriesEnd end;

    HistorySeries(Instrument instrument, BarHistory history, Numbers numbers) {
        this.instrument = instrument;
        this.history = history;
        this.numbers = numbers;
        this.end = SeriesEnd.at(history.size() - 1);
    }

    /** One or more bars have closed; this is the last. */
    void moveTo(int index) {
        end.moveTo(index);
    }

    // Bars

    @Override
    public Bar getBar(int i) {
        end.otherQuestion();
        int slot = i & (AT_HAND - 1);
        HistoryBar known = atHand[slot];
        if (known != null && known.index == i) {
            return known;
        }
        if (i > end.present()) {
            throw new LookAheadException(i, end.present());
        }
        if (i < 0) {
            throw new IndexOutOfBoundsException("bars are numbered from 0, asked for " + i);
        }
        HistoryBar bar = new HistoryBar(this, i);
        atHand[slot] = bar;
        return bar;
    }

    @Override
    public Bar getLastBar() {
        return getBar(end.present());
    }

    @Override
    public int getBarCount() {
        end.otherQuestion();
        return end.present() + 1;
    }

    /** A view: it grows with the run. */
    @Override
    public List<Bar> getBarData() {
        return new Bars();
    }

    @Override
    public int getBeginIndex() {
        end.otherQuestion();
        return end.present() < 0 ? -1 : 0;
    }

    @Override
    public int getEndIndex() {
        return end.endIndex();
    }

    @Override
    public int getRemovedBarsCount() {
        return end.removedBarsCount();
    }

    /** Lets rules or indicators be made that are to last. */
    <T> T whileRulesAreMade(Function<BarSeries, T> factory) {
        rulesAreMade = true;
        try {
            return factory.apply(this);
        } finally {
            rulesAreMade = false;
        }
    }

    /**
     * Indicators that are made from now on give up no value.
     *
     * @return false if that was so already
     */
    boolean rememberEverything() {
        boolean news = !remembersEverything;
        remembersEverything = true;
        return news;
    }

    /** How many values an indicator that is made now is to keep; bars are never given up. */
    @Override
    public int getMaximumBarCount() {
        if (remembersEverything) {
            return Integer.MAX_VALUE;
        }
        return rulesAreMade ? MEMORY : SHORT_MEMORY;
    }

    @Override
    public BarSeries getSubSeries(int startIndex, int endIndex) {
        if (startIndex < 0 || startIndex >= endIndex) {
            throw new IllegalArgumentException("the start of a sub-series must be at least 0 and smaller than its end,"
                    + " was " + startIndex + " to " + endIndex);
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = startIndex; i < Math.min(endIndex, getBarCount()); i++) {
            bars.add(new HistoryBar(this, i));
        }
        return new BaseBarSeriesBuilder()
                .withName(getName())
                .withNumFactory(numbers.factory())
                .withBars(bars)
                .build();
    }

    // Numbers and names

    @Override
    public NumFactory numFactory() {
        return numbers.factory();
    }

    @Override
    public String getName() {
        return instrument.symbol();
    }

    @Override
    public BarBuilder barBuilder() {
        return new TimeBarBuilderFactory().createBarBuilder(this);
    }

    Num price(long ticks) {
        return numbers.price(ticks);
    }

    Num number(double value) {
        return numbers.of(value);
    }

    long closeTicks(int index) {
        return history.closeTicks(index);
    }

    dev.tandem.model.Bar row(int index) {
        return history.bar(index);
    }

    // What the market alone does

    @Override
    public void setMaximumBarCount(int maximumBarCount) {
        throw readOnly();
    }

    @Override
    public void addBar(Bar bar, boolean replace) {
        throw readOnly();
    }

    @Override
    public void addTrade(Num tradeVolume, Num tradePrice) {
        throw readOnly();
    }

    @Override
    public void addPrice(Num price) {
        throw readOnly();
    }

    static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException(
                "the bars of a run come from the market: a strategy can read them, not change them");
    }

    @Override
    public String toString() {
        return getName() + ", " + (end.present() + 1) + " bars";
    }

    private final class Bars extends AbstractList<Bar> implements RandomAccess {
        @Override
        public Bar get(int index) {
            return getBar(index);
        }

        @Override
        public int size() {
            return getBarCount();
        }
    }
}
