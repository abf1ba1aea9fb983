package dev.tandem.ta4j;

import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Trader;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.num.Num;

/** The rules of one instrument, the series that they look at and the record of what was filled. */
final class InstrumentRules {
    private final Ta4jSettings settings;
    private final Instrument instrument;
    private final BarHistory history;
    private final HistorySeries series;
    private final Side entrySide;
    private final FillRecord record;
    private Strategy strategy;
    private @Nullable Indicator<Num> confidence;
    private @Nullable Order pending;
    private boolean stopped;

    /** At the close of the instrument's first bar, so that rules may look at it while they are built. */
    InstrumentRules(Ta4jSettings settings, Instrument instrument, Trader trader) {
        this.settings = settings;
        this.instrument = instrument;
        this.history = trader.history(instrument);
        Numbers numbers = Numbers.of(settings.numbers(), instrument);
        this.series = new HistorySeries(instrument, history, numbers);
        this.strategy = makeStrategy();
        this.confidence = makeConfidence();
        this.entrySide = strategy.getStartingType() == org.ta4j.core.Trade.TradeType.BUY ? Side.BUY : Side.SELL;
        this.record = new FillRecord(strategy.getStartingType(), numbers);
        adopt(trader.position(instrument));
    }

    private Strategy makeStrategy() {
        return built(series.whileRulesAreMade(settings.rules()), "strategy");
    }

    private @Nullable Indicator<Num> makeConfidence() {
        var scorer = settings.confidence();
        return scorer == null ? null : built(series.whileRulesAreMade(scorer), "confidence indicator");
    }

    private static <T> T built(@Nullable T made, String what) {
        if (made == null) {
            throw new IllegalStateException("the factory made no ta4j " + what + ": it returned null");
        }
        return made;
    }

    /** A position that is there before the first bar (a session that is continued) is one that the rules are in. */
    private void adopt(Position position) {
        boolean ours = entrySide == Side.BUY ? position.isLong() : position.isShort();
        if (ours) {
            record.adopt(presentIndex(), position);
        }
    }

    private int presentIndex() {
        return history.size() - 1;
    }

    Instrument instrument() {
        return instrument;
    }

    BarSeries series() {
        return series;
    }

    TradingRecord record() {
        return record.record();
    }

    /** Asks the rules about the bar that has just closed. */
    void onClose(Trader trader) {
        int index = presentIndex();
        series.moveTo(index);
        Order order = pending;
        if (order != null) {
            if (order.isOpen()) {
                return;
            }
            pending = null;
        }
        TradingRecord trades = record.record();
        if (shouldOperate(index, trades)) {
            pending = trades.getCurrentPosition().isNew() ? trader.submit(entry(index)) : trader.close(instrument);
        }
    }

    /**
     * A rule may look at a value of a recursive indicator that is so old that it has been given up; ta4j computes that
     * from the first bar on by calling itself, and the stack ends. The rules are then made anew, with indicators that
     * give up nothing.
     */
    private boolean shouldOperate(int index, TradingRecord trades) {
        try {
            return strategy.shouldOperate(index, trades);
        } catch (StackOverflowError e) {
            if (!series.rememberEverything()) {
                throw e;
            }
            strategy = makeStrategy();
            confidence = makeConfidence();
            return strategy.shouldOperate(index, trades);
        }
    }

    private OrderRequest entry(int index) {
        OrderRequest.Builder order = OrderRequest.of(instrument, entrySide);
        if (settings.stopLoss() != null) {
            order.stopLoss(settings.stopLoss());
        }
        if (settings.takeProfit() != null) {
            order.takeProfit(settings.takeProfit());
        }
        Rate trailing = settings.trailingStop();
        if (trailing != null) {
            order.trailingStop(trailing);
        }
        if (confidence != null) {
            Num score = confidence.getValue(index);
            order.confidence(score == null || score.isNaN() ? Double.NaN : score.doubleValue());
        }
        return order.build();
    }

    /** A fill happens in the bar that has not closed yet; after the last bar, in that one. */
    void onFill(Fill fill) {
        record.add(stopped ? presentIndex() : history.size(), fill, entrySide);
    }

    void onStop() {
        stopped = true;
    }
}
