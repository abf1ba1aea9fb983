package dev.tandem.bench;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.ForwardingTrader;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** Lets a strategy work as ever, and writes down what it does. */
final class Recorder implements Strategy {
    private final Strategy strategy;
    private final Script script = new Script();
    private long callback = -1;

    Recorder(Strategy strategy) {
        this.strategy = strategy;
    }

    Script script() {
        return script;
    }

    @Override
    public void onStart(Trader trader) {
        strategy.onStart(watched(trader));
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        strategy.onBar(bar, watched(trader));
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        strategy.onFill(fill, watched(trader));
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        strategy.onOrder(order, watched(trader));
    }

    @Override
    public void onStop(Trader trader) {
        strategy.onStop(watched(trader));
    }

    private Trader watched(Trader trader) {
        callback++;
        return new Watched(trader);
    }

    private final class Watched extends ForwardingTrader {
        private final Trader trader;

        Watched(Trader trader) {
            this.trader = trader;
        }

        @Override
        protected Trader trader() {
            return trader;
        }

        @Override
        public Order submit(OrderRequest request) {
            Order order = trader.submit(request);
            script.submitted(callback, request, order);
            return order;
        }

        @Override
        public boolean cancel(Order order) {
            script.canceled(callback, order);
            return trader.cancel(order);
        }
    }
}
