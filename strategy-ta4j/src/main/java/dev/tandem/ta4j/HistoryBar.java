package dev.tandem.ta4j;

import dev.tandem.model.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.Bar;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/**
 * One closed bar, as ta4j sees it. It may be kept; it does not move on. Numbers are made when they are asked for, so
 * that a rule which only looks at closes pays for closes only.
 */
final class HistoryBar implements Bar {
    private static final long serialVersionUID = 1L;

    final int index;
    private final transient HistorySeries series;
    private @Nullable Num open;
    private @Nullable Num high;
    private @Nullable Num low;
    private @Nullable Num close;
    private @Nullable Num volume;

    HistoryBar(HistorySeries series, int index) {
        this.series = series;
        this.index = index;
    }

    @Override
    public Num getOpenPrice() {
        Num known = open;
        return known != null ? known : (open = series.price(row().openTicks()));
    }

    @Override
    public Num getHighPrice() {
        Num known = high;
        return known != null ? known : (high = series.price(row().highTicks()));
    }

    @Override
    public Num getLowPrice() {
        Num known = low;
        return known != null ? known : (low = series.price(row().lowTicks()));
    }

    @Override
    public Num getClosePrice() {
        Num known = close;
        return known != null ? known : (close = series.price(series.closeTicks(index)));
    }

    @Override
    public Num getVolume() {
        Num known = volume;
        return known != null ? known : (volume = series.number(row().volume()));
    }

    /** Close × volume: what ta4j's own builder takes where a source does not say. */
    @Override
    public Num getAmount() {
        return getClosePrice().multipliedBy(getVolume());
    }

    /** 0: bars do not say how many trades they are made of. */
    @Override
    public long getTrades() {
        return 0;
    }

    @Override
    public Instant getBeginTime() {
        return Times.instant(row().openTimeNanos());
    }

    @Override
    public Instant getEndTime() {
        return Times.instant(row().closeTimeNanos());
    }

    @Override
    public Duration getTimePeriod() {
        dev.tandem.model.Bar row = row();
        return Duration.ofNanos(Math.subtractExact(row.closeTimeNanos(), row.openTimeNanos()));
    }

    @Override
    public NumFactory numFactory() {
        return series.numFactory();
    }

    @Override
    public void addTrade(Num tradeVolume, Num tradePrice) {
        throw HistorySeries.readOnly();
    }

    @Override
    public void addPrice(Num price) {
        throw HistorySeries.readOnly();
    }

    private dev.tandem.model.Bar row() {
        return series.row(index);
    }

    @Override
    public String toString() {
        return "bar " + index + ": " + row();
    }
}
