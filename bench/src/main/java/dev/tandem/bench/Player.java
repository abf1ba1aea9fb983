package dev.tandem.bench;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** Does in each callback what a {@link Script} says, and thinks nothing. */
final class Player implements Strategy {
    private final Script.Deed[] deeds;
    private final Order[] orders;
    private int submitted;
    private int next;
    private long callback = -1;

    Player(Script script) {
        this.deeds = script.deeds();
        this.orders = new Order[script.orders()];
    }

    @Override
    public void onStart(Trader trader) {
        play(trader);
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        play(trader);
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        play(trader);
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        play(trader);
    }

    @Override
    public void onStop(Trader trader) {
        play(trader);
    }

    private void play(Trader trader) {
        callback++;
        while (next < deeds.length && deeds[next].callback() == callback) {
            switch (deeds[next++]) {
                case Script.Deed.Submit deed -> orders[submitted++] = trader.submit(deed.request());
                case Script.Deed.Cancel deed -> trader.cancel(orders[deed.order()]);
            }
        }
    }
}
