package dev.tandem.strategy;

import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.Quote;
import dev.tandem.model.Signal;
import dev.tandem.model.TradeTick;
import java.time.Duration;

/**
 * A strategy that hands every callback on to another: override what is to be watched or changed, and nothing else. What
 * the one inside does not listen to is not told to the one outside either, so a wrapped strategy runs as an unwrapped one.
 */
public abstract class ForwardingStrategy implements Strategy {
    private final Strategy inner;

    protected ForwardingStrategy(Strategy inner) {
        this.inner = inner;
    }

    /** The trader that the strategy inside is given; {@code trader} itself, unless somebody wants to stand between. */
    protected Trader trader(Trader trader) {
        return trader;
    }

    /**
     * Whether a strategy listens to a callback: it, or the one that it wraps, has one of its own. Engines need not make
     * the events that nobody listens to.
     *
     * @param callback such as {@code onFill}
     * @param event its first parameter
     */
    public static boolean listens(Strategy strategy, String callback, Class<?> event) {
        Class<?> owner;
        try {
            owner = strategy.getClass().getMethod(callback, event, Trader.class).getDeclaringClass();
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every strategy has " + callback, e);
        }
        return owner == ForwardingStrategy.class
                ? listens(((ForwardingStrategy) strategy).inner, callback, event)
                : owner != Strategy.class;
    }

    @Override
    public void onStart(Trader trader) {
        inner.onStart(trader(trader));
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        inner.onBar(bar, trader(trader));
    }

    @Override
    public void onFrame(Duration frame, Bar bar, Trader trader) {
        inner.onFrame(frame, bar, trader(trader));
    }

    @Override
    public void onTrade(TradeTick trade, Trader trader) {
        inner.onTrade(trade, trader(trader));
    }

    @Override
    public void onQuote(Quote quote, Trader trader) {
        inner.onQuote(quote, trader(trader));
    }

    @Override
    public void onBook(BookUpdate update, Trader trader) {
        inner.onBook(update, trader(trader));
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        inner.onFill(fill, trader(trader));
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        inner.onOrder(order, trader(trader));
    }

    @Override
    public void onSignal(Signal signal, Trader trader) {
        inner.onSignal(signal, trader(trader));
    }

    @Override
    public void onStop(Trader trader) {
        inner.onStop(trader(trader));
    }
}
