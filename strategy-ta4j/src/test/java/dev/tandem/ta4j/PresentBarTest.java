package dev.tandem.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.StrategyException;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Decimals;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.LookAheadException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.AbstractRule;
import org.ta4j.core.rules.BooleanRule;

/** What rules can see of the bars: the past, the present, and nothing else. */
class PresentBarTest {
    private final BarColumns bars = MarketSets.random(3, 400);

    @Test
    void theLastBarIsThePresentOneHoweverItIsAskedFor() {
        List<Integer> asked = new ArrayList<>();
        run((series, index) -> {
            assertThat(series.getEndIndex()).isEqualTo(index);
            assertThat(series.getBarCount()).isEqualTo(index + 1);
            assertThat(series.getBeginIndex()).isZero();
            assertThat(series.getEndIndex() - series.getRemovedBarsCount()).isEqualTo(index);
            assertThat(series.getEndIndex()).isEqualTo(index);
            assertThat(series.getLastBar()).isSameAs(series.getBar(index));
            assertThat(series.getBarData()).hasSize(index + 1);
            assertThat(series.getBarData().getLast().getClosePrice().bigDecimalValue())
                    .isEqualByComparingTo(bars.instrument().price(bars.closeTicks(index)));
            asked.add(index);
        });
        assertThat(asked).hasSize(bars.size());
    }

    @Test
    void theLastBarIsThePresentOneAlsoAmongIndicators() {
        run(series -> {
            var close = new ClosePriceIndicator(series);
            var average = new SMAIndicator(close, 10);
            var recursive = new RSIIndicator(new EMAIndicator(close, 5), 7);
            return (index, record) -> {
                recursive.getValue(index);
                assertThat(series.getEndIndex()).isEqualTo(index);
                average.getValue(index);
                assertThat(average.getValue(series.getEndIndex())).isEqualTo(average.getValue(index));
                assertThat(recursive.getValue(series.getBarCount() - 1)).isEqualTo(recursive.getValue(index));
                assertThat(series.getEndIndex()).isEqualTo(index);
            };
        });
    }

    @Test
    void aBarOfTheFutureCannotBeRead() {
        run(series -> {
            var close = new ClosePriceIndicator(series);
            var average = new SMAIndicator(close, 3);
            var recursive = new EMAIndicator(close, 3);
            return (index, record) -> {
                average.getValue(index);
                if (index < 10) {
                    return; // an average that is not ready looks at nothing
                }
                String message = "bar " + (index + 1) + " has not closed yet: the last complete bar is " + index;
                for (Runnable look : List.<Runnable>of(
                        () -> series.getBar(index + 1),
                        () -> close.getValue(index + 1),
                        () -> average.getValue(index + 1),
                        () -> recursive.getValue(index + 1))) {
                    assertThatThrownBy(look::run)
                            .isInstanceOf(LookAheadException.class)
                            .hasMessage(message);
                }
                assertThatThrownBy(() -> series.getBarData().get(index + 1)).isInstanceOf(LookAheadException.class);
            };
        });
    }

    @Test
    void aRuleThatLooksAheadEndsTheRunAtItsBar() {
        Ta4jStrategy strategy = Ta4jStrategy.of(series -> {
            var close = new ClosePriceIndicator(series);
            Rule tomorrow = new AbstractRule() {
                @Override
                public boolean isSatisfied(int index, TradingRecord record) {
                    return close.getValue(index + 1).isGreaterThan(close.getValue(index));
                }
            };
            return new BaseStrategy(tomorrow, BooleanRule.FALSE, 17);
        });
        assertThatThrownBy(() -> Backtest.of(bars, strategy).run())
                .isInstanceOf(StrategyException.class)
                .hasRootCauseInstanceOf(LookAheadException.class)
                .hasRootCauseMessage("bar 18 has not closed yet: the last complete bar is 17");
    }

    @Test
    void barsSayWhatTheColumnsSay() {
        run((series, index) -> {
            var bar = series.getBar(index / 2);
            int i = index / 2;
            assertThat(Ta4jReference.text(bar.getOpenPrice()))
                    .isEqualTo(Decimals.text(bars.instrument().price(bars.openTicks(i))));
            assertThat(Ta4jReference.text(bar.getHighPrice()))
                    .isEqualTo(Decimals.text(bars.instrument().price(bars.highTicks(i))));
            assertThat(Ta4jReference.text(bar.getLowPrice()))
                    .isEqualTo(Decimals.text(bars.instrument().price(bars.lowTicks(i))));
            assertThat(bar.getVolume().doubleValue()).isEqualTo(bars.volume(i));
            assertThat(bar.getBeginTime().toEpochMilli()).isEqualTo(bars.openTimeNanos(i) / 1_000_000);
            assertThat(bar.getEndTime().toEpochMilli()).isEqualTo(bars.closeTimeNanos(i) / 1_000_000);
            assertThat(bar.getBeginTime().plus(bar.getTimePeriod())).isEqualTo(bar.getEndTime());
        });
    }

    @Test
    void aBarThatWasKeptDoesNotMoveOn() {
        List<org.ta4j.core.Bar> kept = new ArrayList<>();
        run((series, index) -> kept.add(series.getLastBar()));
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).getClosePrice().bigDecimalValue())
                    .isEqualByComparingTo(bars.instrument().price(bars.closeTicks(i)));
        }
    }

    @Test
    void aSubSeriesEndsAtThePresentBar() {
        run((series, index) -> {
            if (index == 50) {
                BarSeries some = series.getSubSeries(40, 1000);
                assertThat(some.getBarCount()).isEqualTo(11);
                assertThat(some.getLastBar().getClosePrice())
                        .isEqualTo(series.getLastBar().getClosePrice());
            }
        });
    }

    @Test
    void barsCannotBeChanged() {
        run((series, index) -> {
            assertThatThrownBy(() -> series.addPrice(1)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> series.addTrade(1, 1)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> series.addBar(series.getLastBar()))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> series.setMaximumBarCount(5))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("the bars of a run come from the market: a strategy can read them, not change them");
        });
    }

    /** The one thing that depends on how this version of ta4j is written; without it runs are right and slower. */
    @Test
    void thisTa4jAsksForTheEndAsExpected() {
        assertThat(CacheQuestions.of()).containsExactly("getRemovedBarsCount", "getEndIndex");
        assertThat(SeriesEnd.ASKS_AS_KNOWN).isTrue();
    }

    @Test
    void aCacheThatAsksInAnotherWayIsToldThePresentBar() {
        SeriesEnd unknown = new SeriesEnd(7, false);
        assertThat(unknown.removedBarsCount()).isZero();
        assertThat(unknown.endIndex()).isEqualTo(7);
    }

    @Test
    void onlyTheCachesOwnQuestionIsToldThatMoreIsToCome() {
        SeriesEnd end = new SeriesEnd(7, true);
        assertThat(end.endIndex()).isEqualTo(7);
        end.removedBarsCount();
        assertThat(end.endIndex()).as("end, removed, end").isEqualTo(7);
        end.removedBarsCount();
        end.removedBarsCount();
        assertThat(end.endIndex()).as("a recursive indicator").isEqualTo(8);
        assertThat(end.endIndex()).as("and once more").isEqualTo(7);
        end.otherQuestion();
        end.removedBarsCount();
        assertThat(end.endIndex()).as("a cached indicator").isEqualTo(8);
        end.removedBarsCount();
        end.otherQuestion();
        assertThat(end.endIndex()).as("removed, a bar, end").isEqualTo(7);
        end.removedBarsCount();
        end.moveTo(8);
        assertThat(end.endIndex()).isEqualTo(8);
    }

    private interface Look {
        void at(int index, TradingRecord record);
    }

    private void run(BiConsumer<BarSeries, Integer> look) {
        run(series -> (index, record) -> look.accept(series, index));
    }

    /** Asks at every bar, in the entry rule of a strategy that never trades. */
    private void run(java.util.function.Function<BarSeries, Look> rule) {
        Ta4jStrategy strategy = Ta4jStrategy.of(series -> {
            Look look = rule.apply(series);
            Rule asking = new AbstractRule() {
                @Override
                public boolean isSatisfied(int index, TradingRecord record) {
                    look.at(index, record);
                    return false;
                }
            };
            return new BaseStrategy(asking, BooleanRule.FALSE);
        });
        Backtest.of(bars, strategy).run();
    }
}
