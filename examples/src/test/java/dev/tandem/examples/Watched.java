package dev.tandem.examples;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.ForwardingTrader;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.ArrayList;
import java.util.List;

/** A strategy and, line by line, everything that it was told and everything that it did. */
final class Watched implements Strategy {
    private final Strategy strategy;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> decided = new ArrayList<>();
    private int submitted;

    Watched(Strategy strategy) {
        this.strategy = strategy;
    }

    List<String> lines() {
        return lines;
    }

    /** How many of the lines were there when the strategy had decided about a bar. */
    int linesUntilDecided(int bar) {
        return decided.get(bar);
    }

    int submitted() {
        return submitted;
    }

    @Override
    public void onStart(Trader trader) {
        strategy.onStart(new WatchedTrader(trader));
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        lines.add("bar " + bar.copy() + " equity " + trader.equity() + " cash " + trader.cash() + " holds "
                + trader.position().quantity() + " open " + trader.openOrders());
        strategy.onBar(bar, new WatchedTrader(trader));
        decided.add(lines.size());
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        lines.add(trader.nowNanos() + " " + fill + " cash " + trader.cash());
        strategy.onFill(fill, new WatchedTrader(trader));
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        lines.add(trader.nowNanos() + " " + order + " " + order.filledLots() + " " + order.reason());
        strategy.onOrder(order, new WatchedTrader(trader));
    }

    @Override
    public void onStop(Trader trader) {
        strategy.onStop(trader);
    }

    private final class WatchedTrader extends ForwardingTrader {
        private final Trader trader;

        WatchedTrader(Trader trader) {
            this.trader = trader;
        }

        @Override
        protected Trader trader() {
            return trader;
        }

        @Override
        public Order submit(OrderRequest request) {
            Order order = trader.submit(request);
            submitted++;
            lines.add(trader.nowNanos() + " submit " + order + " " + order.lots() + " lots, " + request.timeInForce());
            return order;
        }

        @Override
        public boolean cancel(Order order) {
            boolean possible = trader.cancel(order);
            lines.add(trader.nowNanos() + " cancel " + order + " " + possible);
            return possible;
        }
    }
}
