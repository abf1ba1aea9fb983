package dev.tandem.engine;

import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.Quote;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.model.TradeTick;
import dev.tandem.strategy.ForwardingStrategy;
import dev.tandem.strategy.Strategy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the strategy: with what it listens to, with its trader turned to the instrument that it is about, and never again
 * once it has failed. One that throws ends a backtest, and is halted live.
 */
final class StrategyCaller {
    private final Strategy strategy;
    private final EngineTrader trader;
    private final EngineClock clock;
    private final Consumer<StrategyException> halt;
    private final boolean hearsOrders;
    private final boolean hearsFills;
    private final boolean hearsTrades;
    private InstrumentState current;
    private boolean haltsOnFailure;
    private @Nullable StrategyException failure;

    /**
     * @param first what the strategy's trader is turned to at first
     * @param halt told of a failure, where failures halt
     */
    StrategyCaller(
            Strategy strategy,
            EngineTrader trader,
            EngineClock clock,
            InstrumentState first,
            Consumer<StrategyException> halt) {
        this.strategy = strategy;
        this.trader = trader;
        this.clock = clock;
        this.current = first;
        this.halt = halt;
        this.hearsOrders = ForwardingStrategy.listens(strategy, "onOrder", Order.class);
        this.hearsFills = ForwardingStrategy.listens(strategy, "onFill", Fill.class);
        this.hearsTrades = ForwardingStrategy.listens(strategy, "onTrade", TradeTick.class);
    }

    /** Whether it wants to be told of orders that change. */
    boolean hearsOrders() {
        return hearsOrders;
    }

    /** Whether it wants to be told of trades in the market. */
    boolean hearsTrades() {
        return hearsTrades;
    }

    /** What the last call was about. */
    InstrumentState current() {
        return current;
    }

    /** From now on a failure halts, and is not thrown. */
    void haltOnFailure() {
        haltsOnFailure = true;
    }

    /** Why it is not called any more; null while it is. */
    @Nullable
    StrategyException failure() {
        return failure;
    }

    // The callbacks

    void start() {
        if (failure != null) {
            return;
        }
        try {
            strategy.onStart(trader);
        } catch (RuntimeException e) {
            failed("onStart", e);
        }
    }

    void stop() {
        if (failure != null) {
            return;
        }
        try {
            strategy.onStop(trader);
        } catch (RuntimeException e) {
            failed("onStop", e);
        }
    }

    /** A bar has closed; bars of longer time frames that are complete by then come before it. */
    void bar(InstrumentState instrument, Bar bar) {
        if (failure != null) {
            return;
        }
        focus(instrument);
        if (!instrument.frames.isEmpty()) {
            frames(instrument, bar.closeTimeNanos());
            if (failure != null) {
                return;
            }
        }
        try {
            strategy.onBar(bar, trader);
        } catch (RuntimeException e) {
            failed("onBar", e);
        }
    }

    /** A bar has closed of the only instrument there is, without longer bars. */
    void barAtRest(Bar bar) {
        try {
            strategy.onBar(bar, trader);
        } catch (RuntimeException e) {
            failed("onBar", e);
        }
    }

    private void frames(InstrumentState instrument, long nowNanos) {
        for (int i = 0; i < instrument.frames.size(); i++) {
            FrameFeed feed = instrument.frames.get(i);
            Bar longer;
            while (failure == null && (longer = feed.next(nowNanos)) != null) {
                try {
                    strategy.onFrame(feed.length(), longer, trader);
                } catch (RuntimeException e) {
                    failed("onFrame", e);
                }
            }
        }
    }

    void trade(InstrumentState instrument, TradeTick trade) {
        if (failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onTrade(trade, trader);
        } catch (RuntimeException e) {
            failed("onTrade", e);
        }
    }

    void quote(InstrumentState instrument, Quote quote) {
        if (failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onQuote(quote, trader);
        } catch (RuntimeException e) {
            failed("onQuote", e);
        }
    }

    void book(InstrumentState instrument, BookUpdate update) {
        if (failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onBook(update, trader);
        } catch (RuntimeException e) {
            failed("onBook", e);
        }
    }

    void signal(InstrumentState instrument, Signal signal) {
        if (failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onSignal(signal, trader);
        } catch (RuntimeException e) {
            failed("onSignal", e);
        }
    }

    void fill(InstrumentState instrument, Fill fill) {
        if (!hearsFills || failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onFill(fill, trader);
        } catch (RuntimeException e) {
            failed("onFill", e);
        }
    }

    /** An order has moved on. It may have done so again since this was queued: then it is told once, as what it is now. */
    void order(ManagedOrder order) {
        if (order.status() == order.told) {
            return;
        }
        order.told = order.status();
        PositionState position = order.position;
        if (position != null) {
            focus(position.instrumentState);
        }
        if (failure != null) {
            return;
        }
        try {
            strategy.onOrder(order, trader);
        } catch (RuntimeException e) {
            failed("onOrder", e);
        }
    }

    private void focus(InstrumentState instrument) {
        // Hardly ever another one: a reference is not written at each event for nothing.
        if (current != instrument) {
            current = instrument;
            trader.focus(instrument);
        }
    }

    // Failures

    private void failed(String callback, RuntimeException cause) {
        StrategyException problem = problem(callback, cause);
        if (!haltsOnFailure) {
            throw problem;
        }
        failure = problem;
        halt.accept(problem);
    }

    private StrategyException problem(String callback, RuntimeException cause) {
        if (cause instanceof StrategyException nested) {
            return nested;
        }
        long index = current.history.size() == 0 ? -1 : current.history.ago(0).index();
        String where = index < 0 ? "before the first bar" : "at bar " + index + " (" + Times.text(clock.nanos()) + ")";
        return new StrategyException(callback, where, index, cause);
    }
}
