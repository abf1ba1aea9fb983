package dev.tandem.ta4j;

import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.numeric.BinaryOperationIndicator;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OpenedPositionMinimumBarCountRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopGainRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.TrailingStopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;
import org.ta4j.core.rules.WaitForRule;

/** ta4j strategies of different kinds, as their users write them. The first four are among ta4j's own examples. */
enum KnownStrategies {
    CCI_CORRECTION {
        @Override
        Strategy on(BarSeries series) {
            var slow = new CCIIndicator(series, 200);
            var fast = new CCIIndicator(series, 5);
            return new BaseStrategy(
                    new OverIndicatorRule(slow, 100).and(new UnderIndicatorRule(fast, -100)),
                    new UnderIndicatorRule(slow, -100).and(new OverIndicatorRule(fast, 100)),
                    5);
        }
    },
    RSI_2 {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var fast = new SMAIndicator(close, 5);
            var slow = new SMAIndicator(close, 200);
            var rsi = new RSIIndicator(close, 2);
            return new BaseStrategy(
                    new OverIndicatorRule(fast, slow)
                            .and(new CrossedDownIndicatorRule(rsi, 5))
                            .and(new OverIndicatorRule(fast, close)),
                    new UnderIndicatorRule(fast, slow)
                            .and(new CrossedUpIndicatorRule(rsi, 95))
                            .and(new UnderIndicatorRule(fast, close)));
        }
    },
    MOVING_MOMENTUM {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var fast = new EMAIndicator(close, 9);
            var slow = new EMAIndicator(close, 26);
            var stochastic = new StochasticOscillatorKIndicator(series, 14);
            var macd = new MACDIndicator(close, 9, 26);
            var signal = new EMAIndicator(macd, 18);
            return new BaseStrategy(
                    new OverIndicatorRule(fast, slow)
                            .and(new CrossedDownIndicatorRule(stochastic, 20))
                            .and(new OverIndicatorRule(macd, signal)),
                    new UnderIndicatorRule(fast, slow)
                            .and(new CrossedUpIndicatorRule(stochastic, 80))
                            .and(new UnderIndicatorRule(macd, signal)));
        }
    },
    GLOBAL_EXTREMA {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var highest = new HighestValueIndicator(new HighPriceIndicator(series), 100);
            var lowest = new LowestValueIndicator(new LowPriceIndicator(series), 100);
            return new BaseStrategy(
                    new UnderIndicatorRule(close, BinaryOperationIndicator.product(lowest, 1.004)),
                    new OverIndicatorRule(close, BinaryOperationIndicator.product(highest, 0.996)));
        }
    },
    SMA_CROSS {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var fast = new SMAIndicator(close, 10);
            var slow = new SMAIndicator(close, 30);
            return new BaseStrategy(
                    new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), 30);
        }
    },
    STOPS {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var entry = new CrossedUpIndicatorRule(new EMAIndicator(close, 5), new EMAIndicator(close, 13));
            return new BaseStrategy(
                    entry,
                    new StopLossRule(close, 0.4)
                            .or(new StopGainRule(close, 0.9))
                            .or(new TrailingStopLossRule(close, number(series, 0.6))),
                    20);
        }
    },
    SHORT_WITH_STOPS {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var rsi = new RSIIndicator(close, 14);
            return new BaseStrategy(
                    "short",
                    new CrossedDownIndicatorRule(rsi, 65),
                    new CrossedDownIndicatorRule(rsi, 40)
                            .or(new StopLossRule(close, 0.5))
                            .or(new TrailingStopLossRule(close, number(series, 0.7))),
                    30,
                    TradeType.SELL);
        }
    },
    WAITING {
        @Override
        Strategy on(BarSeries series) {
            var close = new ClosePriceIndicator(series);
            var volume = new VolumeIndicator(series);
            return new BaseStrategy(
                    new OverIndicatorRule(volume, new SMAIndicator(volume, 20))
                            .and(new OverIndicatorRule(close, new SMAIndicator(close, 7))),
                    new OpenedPositionMinimumBarCountRule(4).and(new WaitForRule(TradeType.BUY, 6)),
                    20);
        }
    };

    abstract Strategy on(BarSeries series);

    private static Num number(BarSeries series, double value) {
        return series.numFactory().numOf(value);
    }
}
