package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.util.List;

/** Plugins that begin or end in a wrong way. */
final class BrokenLives {
    private BrokenLives() {}

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "the health check fails before init",
                        "health check in every state, also before init",
                        "before init: threw",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                if (health.state() == Health.State.NOT_STARTED) {
                                    throw new IllegalStateException("not started");
                                }
                                return health;
                            }
                        }),
                new Mistake(
                        "the key is in the health message",
                        "health check in every state, also before init",
                        "a secret is in what the plugin says",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                return new Health(
                                        health.state(), "connected with " + BrokenVenue.SECRET, health.clockSkew());
                            }
                        }),
                new Mistake(
                        "the clock's skew is not measured",
                        "clock skew",
                        "the skew is measured: PT0S",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                return new Health(health.state(), health.message(), Duration.ZERO);
                            }
                        }),
                new Mistake(
                        "an order before init is answered",
                        "what can be asked before init",
                        "executeOrder returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public ExecutionResult executeOrder(ApprovedOrder order) {
                                return super.healthCheck().state() == Health.State.HEALTHY
                                        ? super.executeOrder(order)
                                        : new ExecutionResult.Unconfirmed("not connected", 1, "");
                            }
                        }),
                new Mistake(
                        "an order after close is answered",
                        "after close nothing is sent",
                        "executeOrder returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public ExecutionResult executeOrder(ApprovedOrder order) {
                                return super.healthCheck().state() == Health.State.CLOSED
                                        ? new ExecutionResult.Unconfirmed("closed", 1, "")
                                        : super.executeOrder(order);
                            }
                        }),
                new Mistake(
                        "a second init is ignored",
                        "init is called once",
                        "init returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void init(ExecutionListener listener) {
                                if (super.healthCheck().state() == Health.State.NOT_STARTED) {
                                    super.init(listener);
                                }
                            }
                        }),
                new Mistake(
                        "wrong credentials are found out at the first order",
                        "wrong credentials end at init",
                        "init returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            @SuppressWarnings("EmptyCatch") // that is the mistake
                            public void init(ExecutionListener listener) {
                                try {
                                    super.init(listener);
                                } catch (PluginException e) {
                                    String ignored = e.getMessage();
                                    assert ignored != null;
                                }
                            }
                        }),
                new Mistake(
                        "wrong credentials are a failure like any other",
                        "wrong credentials end at init",
                        "init does not say that it is the credentials: 'init failed'",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void init(ExecutionListener listener) {
                                try {
                                    super.init(listener);
                                } catch (PluginException e) {
                                    throw new PluginException("init failed", e);
                                }
                            }
                        }),
                new Mistake(
                        "a question that fails says that it failed",
                        "a question that cannot be answered says which and why",
                        "fetchBalance: 'the balance could not be had' does not name",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public List<Balance> fetchBalance() {
                                try {
                                    return super.fetchBalance();
                                } catch (PluginException e) {
                                    throw new PluginException("the balance could not be had", e);
                                }
                            }
                        }),
                new Mistake(
                        "a question that fails says why, and not what it was",
                        "a question that cannot be answered says which and why",
                        "fetchData: 'error: the line is down' does not name",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Ticker fetchData(Instrument instrument) {
                                try {
                                    return super.fetchData(instrument);
                                } catch (PluginException e) {
                                    throw new PluginException("error: the line is down", e);
                                }
                            }
                        }),
                new Mistake(
                        "close before init fails",
                        "close before init",
                        "close threw NullPointerException",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void close() {
                                boolean never = super.healthCheck().state() == Health.State.NOT_STARTED;
                                super.close();
                                if (never) {
                                    throw new NullPointerException("the connection");
                                }
                            }
                        }),
                new Mistake(
                        "an order of its own is sent at init",
                        "off-grid price",
                        "orders that have reached the venue: 1",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void init(ExecutionListener listener) {
                                super.init(listener);
                                OrderRequest request = OrderRequest.buy(
                                                instruments().getFirst())
                                        .lots(1_000)
                                        .limitTicks(1_000)
                                        .build();
                                super.executeOrder(
                                        new PermitEverythingGate().approve(request, new ClientOrderId("own", 1)));
                            }
                        }));
    }
}
