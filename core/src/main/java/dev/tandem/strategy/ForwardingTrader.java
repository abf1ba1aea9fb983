package dev.tandem.strategy;

import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import java.math.BigDecimal;
import java.util.List;

/**
 * A trader that hands everything on to another: override what is to be watched or changed, and nothing else.
 *
 * <p>The short forms ({@link #buy()}, {@link #close()}, …) arrive at {@link #submit}, so that one method sees every order.
 */
public abstract class ForwardingTrader implements Trader {
    /** Whom to ask. Called for each call, so it may be another one from callback to callback. */
    protected abstract Trader trader();

    @Override
    public Order submit(OrderRequest request) {
        return trader().submit(request);
    }

    @Override
    public boolean cancel(Order order) {
        return trader().cancel(order);
    }

    @Override
    public long nowNanos() {
        return trader().nowNanos();
    }

    @Override
    public List<Instrument> instruments() {
        return trader().instruments();
    }

    @Override
    public Instrument instrument() {
        return trader().instrument();
    }

    @Override
    public Position position(Instrument instrument) {
        return trader().position(instrument);
    }

    @Override
    public List<Order> openOrders(Instrument instrument) {
        return trader().openOrders(instrument);
    }

    @Override
    public BarHistory history(Instrument instrument) {
        return trader().history(instrument);
    }

    @Override
    public BigDecimal equity() {
        return trader().equity();
    }

    @Override
    public BigDecimal cash() {
        return trader().cash();
    }
}
