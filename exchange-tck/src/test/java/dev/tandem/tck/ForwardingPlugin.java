package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passes everything on to another plugin; what is to be different is overridden. */
class ForwardingPlugin implements ExecutionPlugin {
    final ExecutionPlugin to;

    ForwardingPlugin(ExecutionPlugin to) {
        this.to = to;
    }

    @Override
    public String name() {
        return to.name();
    }

    @Override
    public Capabilities capabilities() {
        return to.capabilities();
    }

    @Override
    public void init(ExecutionListener listener) {
        to.init(listener);
    }

    @Override
    public List<Instrument> instruments() {
        return to.instruments();
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        return to.executeOrder(order);
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId order) {
        return to.cancelOrder(order);
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        return to.replaceOrder(order, replacement);
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
        return to.fetchOrder(order);
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        return to.openOrders();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        return to.fetchData(instrument);
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant end) {
        return to.history(instrument, bar, from, end);
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener listener) {
        return to.subscribe(instrument, bar, listener);
    }

    @Override
    public List<Balance> fetchBalance() {
        return to.fetchBalance();
    }

    @Override
    public List<Position> positions() {
        return to.positions();
    }

    @Override
    public Health healthCheck() {
        return to.healthCheck();
    }

    @Override
    public void close() {
        to.close();
    }
}
