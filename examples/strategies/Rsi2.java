import dev.tandem.ta4j.Ta4jRules;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.StopLossRule;

/** A ta4j strategy, as it is: buys when a short RSI falls below 5, leaves above 95 or with a loss of 3 %. */
public final class Rsi2 extends Ta4jRules {
    @Override
    protected Strategy rules(BarSeries series) {
        var close = new ClosePriceIndicator(series);
        var rsi = new RSIIndicator(close, 2);
        return new BaseStrategy(
                new CrossedDownIndicatorRule(rsi, 5),
                new CrossedUpIndicatorRule(rsi, 95).or(new StopLossRule(close, 3)),
                2);
    }
}
