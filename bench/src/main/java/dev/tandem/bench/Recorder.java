package dev.tandem.bench;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.List;

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

    private final class Watched implements Trader {
        private final Trader trader;

        Watched(Trader trader) {
            this.trader = trader;
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

        @Override
        public long nowNanos() {
            return trader.nowNanos();
        }

        @Override
        public List<Instrument> instruments() {
            return trader.instruments();
        }

        @Override
        public Instrument instrument() {
            return trader.instrument();
        }

        @Override
        public Position position(Instrument instrument) {
            return trader.position(instrument);
        }

        @Override
        public List<Order> openOrders(Instrument instrument) {
            return trader.openOrders(instrument);
        }

        @Override
        public BarHistory history(Instrument instrument) {
            return trader.history(instrument);
        }

        @Override
        public BigDecimal equity() {
            return trader.equity();
        }

        @Override
        public BigDecimal cash() {
            return trader.cash();
        }
    }
}
