package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One end of an {@link UnreliableLink}: a plugin that comes and goes, at an exchange that stays. */
final class LinkedPlugin implements ExecutionPlugin {
    private static final String NOTHING = "";

    private final UnreliableLink link;
    private final ExecutionPlugin exchange;
    private final boolean credentials;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private @Nullable ExecutionListener listener;
    private Health.State state = Health.State.NOT_STARTED;

    LinkedPlugin(UnreliableLink link, ExecutionPlugin exchange, boolean credentials) {
        this.link = link;
        this.exchange = exchange;
        this.credentials = credentials;
    }

    void hear(ExecutionReport report) {
        ExecutionListener to = listener;
        if (to != null) {
            to.onReport(report);
        }
    }

    @Override
    public String name() {
        return exchange.name();
    }

    @Override
    public Capabilities capabilities() {
        return exchange.capabilities();
    }

    @Override
    public void init(ExecutionListener reports) {
        if (state != Health.State.NOT_STARTED) {
            throw new IllegalStateException("init was called before");
        }
        if (!credentials) {
            throw new PluginException("the exchange does not know these credentials");
        }
        listener = reports;
        link.listen(this);
        state = Health.State.HEALTHY;
    }

    @Override
    public List<Instrument> instruments() {
        return exchange.instruments();
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        synchronized (link) {
            mustBeOpen();
            long now = nowNanos();
            if (link.isPulled(Lever.DISCONNECT)) {
                return new ExecutionResult.Unconfirmed("the line is down", now, NOTHING);
            }
            if (link.takeOnce(Lever.LOSE_ANSWER_BEFORE_ACCEPTANCE)) {
                link.countOrder();
                return new ExecutionResult.Unconfirmed("no answer came", now, NOTHING);
            }
            if (link.takeOnce(Lever.RATE_LIMIT)) {
                link.countOrder();
                return new ExecutionResult.Rejected("rate-limit", "too many requests", now, NOTHING);
            }
            ExecutionResult result = exchange.executeOrder(order);
            link.countOrder();
            if (link.takeOnce(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE)) {
                return new ExecutionResult.Unconfirmed("no answer came", now, NOTHING);
            }
            return waitFor(result);
        }
    }

    /** An answer that is held back comes when it is let go, whatever has become of the plugin meanwhile. */
    private ExecutionResult waitFor(ExecutionResult result) {
        while (link.isPulled(Lever.HOLD_ANSWER)) {
            try {
                link.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new ExecutionResult.Unconfirmed("interrupted while waiting", result.timeNanos(), NOTHING);
            }
        }
        return result;
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId order) {
        synchronized (link) {
            mustBeOpen();
            return link.isPulled(Lever.DISCONNECT)
                    ? new CancelResult.Unconfirmed("the line is down", nowNanos())
                    : exchange.cancelOrder(order);
        }
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        synchronized (link) {
            mustBeOpen();
            return link.isPulled(Lever.DISCONNECT)
                    ? new ExecutionResult.Unconfirmed("the line is down", nowNanos(), NOTHING)
                    : exchange.replaceOrder(order, replacement);
        }
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
        return ask("order " + order, () -> exchange.fetchOrder(order));
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        return ask("open orders", exchange::openOrders);
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        return ask("the price of " + instrument, () -> exchange.fetchData(instrument));
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        return ask("bars of " + instrument, () -> exchange.history(instrument, bar, from, to));
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener reader) {
        Subscription subscription = ask("bars of " + instrument, () -> exchange.subscribe(instrument, bar, reader));
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public List<Balance> fetchBalance() {
        return ask("balances", exchange::fetchBalance);
    }

    @Override
    public List<Position> positions() {
        return ask("positions", exchange::positions);
    }

    @Override
    public Health healthCheck() {
        synchronized (link) {
            Health.State now =
                    state == Health.State.HEALTHY && link.isPulled(Lever.DISCONNECT) ? Health.State.DOWN : state;
            Duration skew = link.isPulled(Lever.SKEW_CLOCK) ? VenueUnderTest.SKEW : Duration.ZERO;
            return new Health(now, "the line to '" + exchange.name() + "' is " + now, skew);
        }
    }

    @Override
    public void close() {
        state = Health.State.CLOSED;
        listener = null;
        subscriptions.forEach(Subscription::close);
        link.stopListening(this);
    }

    private <T> T ask(String what, Supplier<T> question) {
        synchronized (link) {
            if (link.isPulled(Lever.DISCONNECT)) {
                throw new PluginException(name() + ": " + what + " cannot be asked for: the line is down");
            }
            return question.get();
        }
    }

    /** When a message is lost there is no answer to take the time from: it is that of the link's clock. */
    private long nowNanos() {
        return Times.nanos(link.now());
    }

    private void mustBeOpen() {
        if (state != Health.State.HEALTHY) {
            throw new IllegalStateException(
                    state == Health.State.CLOSED ? "the plugin is closed" : "init has not been called");
        }
    }
}
