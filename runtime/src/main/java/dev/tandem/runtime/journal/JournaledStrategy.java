package dev.tandem.runtime.journal;

import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.Quote;
import dev.tandem.model.TradeTick;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.time.Duration;

/**
 * A strategy whose requests are written down. An engine looks at which callbacks a strategy has; so there is one class for
 * each combination, and the engine does for this strategy what it would do for the one inside.
 */
class JournaledStrategy implements Strategy {
    final Strategy strategy;
    final JournaledTrader trader;

    private JournaledStrategy(Strategy strategy, JournaledTrader trader) {
        this.strategy = strategy;
        this.trader = trader;
    }

    static JournaledStrategy around(Strategy strategy, JournaledTrader trader) {
        boolean fills = overrides(strategy, "onFill", Fill.class);
        boolean orders = overrides(strategy, "onOrder", Order.class);
        if (fills && orders) {
            return new WithBoth(strategy, trader);
        }
        return fills
                ? new WithFills(strategy, trader)
                : orders ? new WithOrders(strategy, trader) : new JournaledStrategy(strategy, trader);
    }

    private static boolean overrides(Strategy strategy, String callback, Class<?> event) {
        try {
            return strategy.getClass().getMethod(callback, event, Trader.class).getDeclaringClass() != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every strategy has " + callback, e);
        }
    }

    @Override
    public void onStart(Trader engine) {
        strategy.onStart(trader.of(engine));
    }

    @Override
    public void onBar(Bar bar, Trader engine) {
        strategy.onBar(bar, trader.of(engine));
    }

    @Override
    public void onFrame(Duration frame, Bar bar, Trader engine) {
        strategy.onFrame(frame, bar, trader.of(engine));
    }

    @Override
    public void onTrade(TradeTick trade, Trader engine) {
        strategy.onTrade(trade, trader.of(engine));
    }

    @Override
    public void onQuote(Quote quote, Trader engine) {
        strategy.onQuote(quote, trader.of(engine));
    }

    @Override
    public void onBook(BookUpdate update, Trader engine) {
        strategy.onBook(update, trader.of(engine));
    }

    @Override
    public void onStop(Trader engine) {
        strategy.onStop(trader.of(engine));
    }

    private static final class WithFills extends JournaledStrategy {
        WithFills(Strategy strategy, JournaledTrader trader) {
            super(strategy, trader);
        }

        @Override
        public void onFill(Fill fill, Trader engine) {
            strategy.onFill(fill, trader.of(engine));
        }
    }

    private static class WithOrders extends JournaledStrategy {
        WithOrders(Strategy strategy, JournaledTrader trader) {
            super(strategy, trader);
        }

        @Override
        public void onOrder(Order order, Trader engine) {
            strategy.onOrder(order, trader.of(engine));
        }
    }

    private static final class WithBoth extends WithOrders {
        WithBoth(Strategy strategy, JournaledTrader trader) {
            super(strategy, trader);
        }

        @Override
        public void onFill(Fill fill, Trader engine) {
            strategy.onFill(fill, trader.of(engine));
        }
    }
}
