package dev.tandem.plugin;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A venue that does nothing but say that it was closed, or fail to be. */
final class FakeExchange implements ExecutionPlugin {
    private final PluginConfig config;
    private final List<String> log;

    FakeExchange(PluginConfig config, List<String> log) {
        this.config = config;
        this.log = log;
    }

    @Override
    public String name() {
        return config.exchange();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.all();
    }

    @Override
    public void close() {
        log.add("closed " + config);
        if (config.settings().containsKey("fails")) {
            throw new PluginException(config + " cannot be closed");
        }
    }

    @Override
    public void init(ExecutionListener listener) {
        throw notAsked();
    }

    @Override
    public List<Instrument> instruments() {
        throw notAsked();
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        throw notAsked();
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId order) {
        throw notAsked();
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        throw notAsked();
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
        throw notAsked();
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        throw notAsked();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        throw notAsked();
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        throw notAsked();
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener listener) {
        throw notAsked();
    }

    @Override
    public List<Balance> fetchBalance() {
        throw notAsked();
    }

    @Override
    public List<Position> positions() {
        throw notAsked();
    }

    @Override
    public Health healthCheck() {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("the registry opens, routes and closes, nothing else");
    }
}
