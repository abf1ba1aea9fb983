package dev.tandem.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.criteria.pnl.NetProfitLossCriterion;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.NaN;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.AbstractRule;
import org.ta4j.core.rules.BooleanRule;
import org.ta4j.core.rules.FixedRule;

class Ta4jStrategyTest {
    private final BarColumns bars = MarketSets.random(5, 300);

    /** Enters at bar 10, leaves at bar 20. */
    private static Strategy once(BarSeries series) {
        return new BaseStrategy(new FixedRule(10), new FixedRule(20));
    }

    @Test
    void fillsAreRecordedInTheBarAfterTheDecision() {
        Ta4jStrategy strategy = Ta4jStrategy.of(Ta4jStrategyTest::once);
        RunResult result = Backtest.of(bars, strategy).run();
        assertThat(result.trades()).hasSize(1);
        assertThat(Ta4jReference.lines(strategy.tradingRecord(bars.instrument())))
                .containsExactly("BUY 11 " + price(bars.openTicks(11)) + " → 21 " + price(bars.openTicks(21)));
    }

    @Test
    void ta4jsCriteriaAgreeWithTheAccountFeesIncluded() {
        Ta4jStrategy strategy = Ta4jStrategy.of(KnownStrategies.STOPS::on);
        RunResult result = Backtest.of(bars, strategy).fee("0.001").closeAtEnd().run();
        assertThat(result.trades()).hasSizeGreaterThan(3);
        Num profit = new NetProfitLossCriterion()
                .calculate(strategy.series(bars.instrument()), strategy.tradingRecord(bars.instrument()));
        assertThat(profit.bigDecimalValue())
                .isEqualByComparingTo(dev.tandem.model.Money.toDecimal(result.equity() - result.cash()));
    }

    @Test
    void aPositionClosedAtTheEndIsClosedInTheLastBar() {
        Ta4jStrategy strategy = Ta4jStrategy.of(series -> new BaseStrategy(new FixedRule(10), BooleanRule.FALSE));
        Backtest.of(bars, strategy).closeAtEnd().run();
        assertThat(Ta4jReference.lines(strategy.tradingRecord(bars.instrument())))
                .containsExactly("BUY 11 " + price(bars.openTicks(11)) + " → 299 " + price(bars.closeTicks(299)));
    }

    @Test
    void anEntryBringsItsBracket() {
        var stopped = run(Ta4jStrategy.of(series -> new BaseStrategy(new FixedRule(10), BooleanRule.FALSE))
                .stopLoss(Exit.percentFromFill("0.1"))
                .takeProfit(Exit.percentFromFill("50")));
        assertThat(stopped.trades()).extracting(Trade::exitReason).containsExactly(ExitReason.STOP_LOSS);
        var won = run(Ta4jStrategy.of(series -> new BaseStrategy(new FixedRule(10), BooleanRule.FALSE))
                .stopLoss(Exit.percentFromFill("50"))
                .takeProfit(Exit.percentFromFill("0.1")));
        assertThat(won.trades()).extracting(Trade::exitReason).containsExactly(ExitReason.TAKE_PROFIT);
        var followed = run(Ta4jStrategy.of(series -> new BaseStrategy(new FixedRule(10), BooleanRule.FALSE))
                .trailingStop(Rate.parse("0.003")));
        assertThat(followed.trades()).extracting(Trade::exitReason).containsExactly(ExitReason.TRAILING_STOP);
    }

    @Test
    void rulesLearnOfAnExitThatTheBracketMade() {
        Ta4jStrategy strategy = Ta4jStrategy.of(series -> new BaseStrategy(BooleanRule.TRUE, BooleanRule.FALSE))
                .stopLoss(Exit.percentFromFill("0.2"))
                .takeProfit(Exit.percentFromFill("0.2"));
        RunResult result = run(strategy);
        assertThat(result.trades()).hasSizeGreaterThan(50);
        assertThat(Ta4jReference.lines(strategy.tradingRecord(bars.instrument())))
                .containsExactlyElementsOf(SameTradesTest.lines(result, bars));
    }

    @Test
    void theScorersValueIsTheConfidenceOfTheEntry() {
        RunResult result = run(Ta4jStrategy.of(Ta4jStrategyTest::once)
                .confidence(series -> score(series, DecimalNum.valueOf("0.75"))));
        assertThat(result.trades()).extracting(Trade::confidence).containsExactly(0.75);
    }

    @Test
    void anEntryWithTooLittleConfidenceIsDenied() {
        RunResult result = run(Ta4jStrategy.of(Ta4jStrategyTest::once)
                .confidence(series -> score(series, DecimalNum.valueOf("0.59"))));
        assertThat(result.trades()).isEmpty();
        assertThat(result.orders().denials().toString()).contains("confidence");
    }

    @Test
    void aScoreThatIsNoConfidenceIsDenied() {
        for (Num score : List.of(NaN.NaN, DecimalNum.valueOf("7.5"), DecimalNum.valueOf("-0.1"))) {
            RunResult result = run(Ta4jStrategy.of(Ta4jStrategyTest::once).confidence(series -> score(series, score)));
            assertThat(result.trades()).as("score %s", score).isEmpty();
            assertThat(result.orders().denied()).as("score %s", score).isEqualTo(1);
        }
    }

    @Test
    void aStrategyThatStartsWithASaleIsShort() {
        RunResult result = run(Ta4jStrategy.of(
                series -> new BaseStrategy("short", new FixedRule(10), new FixedRule(20), 0, TradeType.SELL)));
        assertThat(result.trades()).hasSize(1);
        assertThat(result.trades().getFirst().isLong()).isFalse();
    }

    @Test
    void theSameObjectRunsAgainFromTheBeginning() {
        Ta4jStrategy strategy = Ta4jStrategy.of(KnownStrategies.SMA_CROSS::on);
        RunResult first = run(strategy);
        assertThat(run(strategy).resultSha256()).isEqualTo(first.resultSha256());
        assertThat(first.trades()).isNotEmpty();
    }

    @Test
    void aFactoryThatMakesNothingIsNamed() {
        @SuppressWarnings("NullAway") // what a user may do
        Ta4jStrategy nothing = Ta4jStrategy.of(series -> null);
        assertThatThrownBy(() -> run(nothing))
                .hasRootCauseMessage("the factory made no ta4j strategy: it returned null");
    }

    @Test
    void thereIsNoRecordBeforeTheFirstBar() {
        assertThatThrownBy(() -> Ta4jStrategy.of(Ta4jStrategyTest::once).tradingRecord(bars.instrument()))
                .hasMessage("no bar of TEST/USD has closed in this run");
    }

    /** Indicators give up their oldest values; a rule that wants one of them gets it all the same. */
    @Test
    void aValueThatWasGivenUpIsThereWhenARuleAsksForIt() {
        BarColumns many = MarketSets.random(6, HistorySeries.MEMORY + 20_000);
        int late = HistorySeries.MEMORY + 19_500;
        Map<Integer, Num> seen = new HashMap<>();
        AtomicInteger made = new AtomicInteger();
        Ta4jStrategy strategy = Ta4jStrategy.of(series -> {
            made.incrementAndGet();
            var average = new EMAIndicator(new ClosePriceIndicator(series), 20);
            return new BaseStrategy(
                    new AbstractRule() {
                        @Override
                        public boolean isSatisfied(int index, TradingRecord record) {
                            Num now = average.getValue(index);
                            if (index == 19_000) {
                                seen.put(19_000, now);
                            }
                            if (index == late) {
                                seen.put(late, average.getValue(19_000));
                            }
                            return false;
                        }
                    },
                    BooleanRule.FALSE);
        });
        Backtest.of(many, strategy).run();
        assertThat(made).as("how often the rules were made").hasValue(2);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(late)).isEqualTo(seen.get(19_000));
    }

    private RunResult run(Ta4jStrategy strategy) {
        return Backtest.of(bars, strategy).run();
    }

    private String price(long ticks) {
        return dev.tandem.model.Decimals.text(bars.instrument().price(ticks));
    }

    private static CachedIndicator<Num> score(BarSeries series, Num value) {
        return new CachedIndicator<>(series) {
            @Override
            protected Num calculate(int index) {
                return value;
            }

            @Override
            public int getCountOfUnstableBars() {
                return 0;
            }
        };
    }
}
