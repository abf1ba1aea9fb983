package dev.tandem.ta4j;

import dev.tandem.strategy.Strategy;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.PreviousValueIndicator;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.rules.NotRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/**
 * The rules of {@link SmaCrossTa4j}.
 *
 * <p>They do not use ta4j's {@code CrossedUpIndicatorRule}: to that, averages that touch and part again on the same side
 * have not crossed, to {@code sma-cross} they have. It differs where a position was left by a stop in between.
 */
final class SmaCrossRules {
    /** Enough for the sum of 100,000 prices with all their digits. */
    private static final int DIGITS = 34;

    private SmaCrossRules() {}

    static Strategy strategy(int fast, int slow) {
        return Ta4jStrategy.of(series -> rules(series, fast, slow)).numbers(DecimalNumFactory.getInstance(DIGITS));
    }

    static org.ta4j.core.Strategy rules(BarSeries series, int fastBars, int slowBars) {
        var close = new ClosePriceIndicator(series);
        var fast = new SMAIndicator(close, fastBars);
        var slow = new SMAIndicator(close, slowBars);
        var fastBefore = new PreviousValueIndicator(fast);
        var slowBefore = new PreviousValueIndicator(slow);
        var crossUp = new OverIndicatorRule(fast, slow).and(new NotRule(new OverIndicatorRule(fastBefore, slowBefore)));
        var crossDown =
                new UnderIndicatorRule(fast, slow).and(new NotRule(new UnderIndicatorRule(fastBefore, slowBefore)));
        return new BaseStrategy(crossUp, crossDown, slowBars);
    }
}
