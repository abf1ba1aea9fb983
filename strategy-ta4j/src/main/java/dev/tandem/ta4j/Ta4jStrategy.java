package dev.tandem.ta4j;

import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/**
 * A ta4j strategy, as it is, in the engine: in a backtest, on paper and live.
 *
 * <pre>{@code
 * Strategy rsi2 = Ta4jStrategy.of(series -> {
 *     var rsi = new RSIIndicator(new ClosePriceIndicator(series), 2);
 *     return new BaseStrategy(new CrossedDownIndicatorRule(rsi, 5), new CrossedUpIndicatorRule(rsi, 95), 2);
 * });
 * RunResult result = Backtest.of(bars, rsi2).run();
 * }</pre>
 *
 * <p>At each bar's close the rules are asked with the index of that bar, counted from 0 at the first bar of the run. An
 * entry is a market order for the run's size, to buy or, where the strategy's starting type is {@code SELL}, to sell
 * short; an exit closes the position. They meet the next bar's open, as in ta4j's own {@code TradeOnNextOpenModel}. No
 * rule is asked while an order is on its way.
 *
 * <p>What was filled goes into the {@link TradingRecord} that the rules are given: index, price, amount and fee of the
 * real fills. ta4j's stop rules compare with the net price, which has the fee in it.
 *
 * <p>The series that the rules are built on ends with the bar that closed last; a bar after it cannot be read
 * ({@link dev.tandem.strategy.LookAheadException}). Its numbers are {@code DecimalNum} unless {@link #numbers} says
 * otherwise: prices enter it exactly.
 *
 * <p>The objects are immutable up to the run that is going on: each setting gives a new one, and {@link #onStart} begins
 * afresh. Several instruments have rules, series and record each; the factory is called at the first bar of each.
 */
public final class Ta4jStrategy implements Strategy {
    private final Ta4jSettings settings;
    private final Map<Instrument, InstrumentRules> byInstrument = new HashMap<>();
    private @Nullable InstrumentRules last;

    private Ta4jStrategy(Ta4jSettings settings) {
        this.settings = settings;
    }

    /** Makes a strategy of rules; the factory builds them on the series that it is given. */
    public static Ta4jStrategy of(Function<BarSeries, org.ta4j.core.Strategy> rules) {
        return new Ta4jStrategy(Ta4jSettings.of(rules));
    }

    /**
     * With these numbers: {@code DecimalNumFactory.getInstance()} (the default; exact, a crossing that is none is never
     * seen as one) or {@code DoubleNumFactory.getInstance()} (several times faster; on flat prices its rounding makes
     * crossings of its own).
     */
    public Ta4jStrategy numbers(NumFactory factory) {
        return new Ta4jStrategy(settings.withNumbers(factory));
    }

    /**
     * With the value of an indicator at the deciding bar as the confidence of an entry. A value that is not a number
     * from 0 to 1, {@code NaN} in an indicator's first bars for instance, is no confidence, and the gate denies the
     * order.
     */
    public Ta4jStrategy confidence(Function<BarSeries, ? extends Indicator<Num>> scorer) {
        return new Ta4jStrategy(settings.withConfidence(scorer));
    }

    /** With a stop that rests on the exchange from the entry's fill on, whatever the rules say. */
    public Ta4jStrategy stopLoss(Exit exit) {
        return new Ta4jStrategy(settings.withStopLoss(exit));
    }

    /** With a limit that rests on the exchange from the entry's fill on, whatever the rules say. */
    public Ta4jStrategy takeProfit(Exit exit) {
        return new Ta4jStrategy(settings.withTakeProfit(exit));
    }

    /** With a resting stop that follows at this distance from the best close. */
    public Ta4jStrategy trailingStop(Rate distance) {
        return new Ta4jStrategy(settings.withTrailingStop(distance));
    }

    /**
     * What the rules see of the trades of the current or last run, for ta4j's {@code AnalysisCriterion}s.
     *
     * @throws IllegalStateException if no bar of the instrument has closed yet
     */
    public TradingRecord tradingRecord(Instrument instrument) {
        return rules(instrument).record();
    }

    /**
     * The bars of the current or last run, as ta4j sees them.
     *
     * @throws IllegalStateException if no bar of the instrument has closed yet
     */
    public BarSeries series(Instrument instrument) {
        return rules(instrument).series();
    }

    @Override
    public void onStart(Trader trader) {
        byInstrument.clear();
        last = null;
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        Instrument instrument = bar.instrument();
        InstrumentRules rules = find(instrument);
        if (rules == null) {
            rules = new InstrumentRules(settings, instrument, trader);
            byInstrument.put(instrument, rules);
            last = rules;
        }
        rules.onClose(trader);
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        InstrumentRules rules = find(fill.instrument());
        if (rules != null) {
            rules.onFill(fill);
        }
    }

    @Override
    public void onStop(Trader trader) {
        byInstrument.values().forEach(InstrumentRules::onStop);
    }

    private @Nullable InstrumentRules find(Instrument instrument) {
        InstrumentRules candidate = last;
        if (candidate == null || !candidate.instrument().equals(instrument)) {
            candidate = byInstrument.get(instrument);
            if (candidate != null) {
                last = candidate;
            }
        }
        return candidate;
    }

    private InstrumentRules rules(Instrument instrument) {
        InstrumentRules rules = byInstrument.get(instrument);
        if (rules == null) {
            throw new IllegalStateException("no bar of " + instrument + " has closed in this run");
        }
        return rules;
    }
}
