package dev.tandem.bench;

import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.ForwardingStrategy;
import dev.tandem.strategy.ForwardingTrader;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** Lets a strategy work as ever, and writes down what it does. */
final class Recorder extends ForwardingStrategy {
    private final Script script = new Script();
    private long callback = -1;

    Recorder(Strategy strategy) {
        super(strategy);
    }

    Script script() {
        return script;
    }

    // A script counts every fill and every order, whether the strategy listens or not: who plays it is told of all.

    @Override
    public void onFill(Fill fill, Trader trader) {
        super.onFill(fill, trader);
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        super.onOrder(order, trader);
    }

    @Override
    protected Trader trader(Trader trader) {
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
