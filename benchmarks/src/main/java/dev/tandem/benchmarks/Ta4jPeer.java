package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BacktestExecutor;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.reports.TradingStatement;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** ta4j's own backtest, used as its documentation shows, with the execution model that ours corresponds to. */
final class Ta4jPeer {
    private static final double FEE = 0.001;

    private Ta4jPeer() {}

    /** ta4j's own series: an object per bar, a number object per value. */
    static BarSeries series(BarColumns bars, NumFactory numbers) {
        BarSeries series = new BaseBarSeriesBuilder()
                .withName("bars")
                .withNumFactory(numbers)
                .build();
        Instrument instrument = bars.instrument();
        Duration period = Duration.ofNanos(bars.intervalNanos());
        for (int i = 0; i < bars.size(); i++) {
            Instant end = Times.instant(bars.closeTimeNanos(i));
            series.barBuilder()
                    .timePeriod(period)
                    .endTime(end)
                    .openPrice(Decimals.text(instrument.price(bars.openTicks(i))))
                    .highPrice(Decimals.text(instrument.price(bars.highTicks(i))))
                    .lowPrice(Decimals.text(instrument.price(bars.lowTicks(i))))
                    .closePrice(Decimals.text(instrument.price(bars.closeTicks(i))))
                    .volume(bars.volume(i))
                    .add();
        }
        return series;
    }

    /** The rules of {@code sma-cross} 10/30. */
    static Strategy rules(BarSeries series) {
        var close = new ClosePriceIndicator(series);
        var fast = new SMAIndicator(close, 10);
        var slow = new SMAIndicator(close, 30);
        return new BaseStrategy(new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), 30);
    }

    static TradingRecord run(BarSeries series) {
        return run(series, rules(series));
    }

    static TradingRecord run(BarSeries series, Strategy rules) {
        return new BarSeriesManager(
                        series, new LinearTransactionCostModel(FEE), new ZeroCostModel(), new TradeOnNextOpenModel())
                .run(rules);
    }

    /** ta4j's executor, which also makes a statement of the result. */
    static TradingStatement execute(BarSeries series) {
        return new BacktestExecutor(
                        series, new LinearTransactionCostModel(FEE), new ZeroCostModel(), new TradeOnNextOpenModel())
                .execute(List.of(rules(series)), series.numFactory().one())
                .getFirst();
    }

    /** Positions, the open one too. */
    static int trades(TradingRecord record) {
        return record.getPositionCount() + (record.getCurrentPosition().isOpened() ? 1 : 0);
    }
}
