package dev.tandem.ta4j;

import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.Strategy;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/** What the user said about how rules are run. */
record Ta4jSettings(
        Function<BarSeries, Strategy> rules,
        NumFactory numbers,
        @Nullable Function<BarSeries, ? extends Indicator<Num>> confidence,
        @Nullable Exit stopLoss,
        @Nullable Exit takeProfit,
        @Nullable Rate trailingStop) {
    static Ta4jSettings of(Function<BarSeries, Strategy> rules) {
        return new Ta4jSettings(rules, DecimalNumFactory.getInstance(), null, null, null, null);
    }

    Ta4jSettings withNumbers(NumFactory factory) {
        return new Ta4jSettings(rules, factory, confidence, stopLoss, takeProfit, trailingStop);
    }

    Ta4jSettings withConfidence(Function<BarSeries, ? extends Indicator<Num>> scorer) {
        return new Ta4jSettings(rules, numbers, scorer, stopLoss, takeProfit, trailingStop);
    }

    Ta4jSettings withStopLoss(Exit exit) {
        return new Ta4jSettings(rules, numbers, confidence, exit, takeProfit, trailingStop);
    }

    Ta4jSettings withTakeProfit(Exit exit) {
        return new Ta4jSettings(rules, numbers, confidence, stopLoss, exit, trailingStop);
    }

    Ta4jSettings withTrailingStop(Rate distance) {
        return new Ta4jSettings(rules, numbers, confidence, stopLoss, takeProfit, distance);
    }
}
