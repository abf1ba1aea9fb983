package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.LIFE;

import dev.tandem.model.Capability;
import dev.tandem.model.OrderStatus;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginException;
import java.util.List;

/** How a plugin begins and ends. */
final class LifeCards {
    private LifeCards() {}

    static List<Card> cards() {
        return List.of(
                health(),
                beforeInit(),
                initTwice(),
                closeTwice(),
                closeBeforeInit(),
                afterClose(),
                restart(),
                wrongKeys());
    }

    private static Card health() {
        return Card.of(LIFE, "health check in every state, also before init")
                .given("A plugin that was just made.")
                .when("Ask for its health; initialize it, ask; close it, ask.")
                .then("before init: NOT_STARTED", "after init: HEALTHY", "after close: CLOSED")
                .play(s -> {
                    ExecutionPlugin plugin = s.adopt(s.venue.connect());
                    s.say("before init: " + stateOf(s, plugin));
                    plugin.init(s.listener());
                    s.eventually(() -> plugin.healthCheck().state() == Health.State.HEALTHY);
                    s.say("after init: " + stateOf(s, plugin));
                    s.closePlugin();
                    s.say("after close: " + stateOf(s, plugin));
                });
    }

    private static String stateOf(Stage s, ExecutionPlugin plugin) {
        try {
            Health health = plugin.healthCheck();
            s.guardSecrets(health.toString());
            return health.message().isBlank()
                    ? health.state() + " without a word"
                    : health.state().toString();
        } catch (RuntimeException e) {
            return "threw " + e;
        }
    }

    private static Card beforeInit() {
        return Card.of(LIFE, "what can be asked before init")
                .given("A plugin that was just made.")
                .when("Ask for its name and capabilities; send and cancel an order.")
                .then(
                        "name and capabilities are known",
                        "executeOrder threw IllegalStateException",
                        "cancelOrder threw IllegalStateException",
                        "orders that have reached the venue: 0")
                .play(s -> {
                    ExecutionPlugin plugin = s.adopt(s.venue.connect());
                    boolean known = !plugin.name().isBlank()
                            && !plugin.capabilities().asSet().isEmpty();
                    s.say(known ? "name and capabilities are known" : "no name or no capability");
                    var order = s.gate.approve(s.buy(4).build(), s.ids.next());
                    s.attempt("executeOrder", () -> plugin.executeOrder(order));
                    s.attempt("cancelOrder", () -> plugin.cancelOrder(order.id()));
                    s.received();
                });
    }

    private static Card initTwice() {
        return Card.of(LIFE, "init is called once")
                .given("A plugin that is initialized.")
                .when("Initialize it again.")
                .then("init threw IllegalStateException", "it trades " + "what it says it trades")
                .play(s -> {
                    s.start();
                    s.attempt("init", () -> s.plugin().init(report -> {}));
                    boolean trades = s.plugin().instruments().contains(s.instrument);
                    s.say(
                            trades
                                    ? "it trades what it says it trades"
                                    : "instruments() does not have " + s.instrument + " with its grid");
                });
    }

    private static Card closeTwice() {
        return Card.of(LIFE, "close may be called again, and nothing is reported after it")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("A limit to buy Q rests at P-1%.")
                .when("Close the plugin, twice; then the market goes there.")
                .then("A: buy Q at P-1%: taken", "close returned", "close returned", "the market goes to P-1%")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-1)));
                    s.settle();
                    s.attempt("close", s::closePlugin);
                    s.attempt("close", s::closePlugin);
                    s.moveTo(-1);
                    s.settle();
                });
    }

    private static Card closeBeforeInit() {
        return Card.of(LIFE, "close before init")
                .given("A plugin that was just made.")
                .when("Close it.")
                .then("close returned", "health: CLOSED")
                .play(s -> {
                    ExecutionPlugin plugin = s.adopt(s.venue.connect());
                    s.attempt("close", s::closePlugin);
                    s.say("health: " + stateOf(s, plugin));
                });
    }

    private static Card afterClose() {
        return Card.of(LIFE, "after close nothing is sent")
                .given("A plugin that is closed.")
                .when("Send and cancel an order.")
                .then(
                        "executeOrder threw IllegalStateException",
                        "cancelOrder threw IllegalStateException",
                        "orders that have reached the venue: 0")
                .play(s -> {
                    s.start();
                    s.closePlugin();
                    var order = s.gate.approve(s.buy(4).build(), s.ids.next());
                    s.attempt("executeOrder", () -> s.plugin().executeOrder(order));
                    s.attempt("cancelOrder", () -> s.plugin().cancelOrder(order.id()));
                    s.received();
                });
    }

    private static Card restart() {
        return Card.of(LIFE, "restart with open orders")
                .needs(Capability.LIMIT_ORDER, Capability.CLIENT_ORDER_ID)
                .with(Lever.CONNECT_AGAIN, Lever.MOVE_PRICE)
                .given("Limits to buy Q rest at P-1% and P-5%.")
                .when("The plugin restarts; the market goes to P-1%; the other order is canceled.")
                .then(
                        "A: buy Q at P-1%: taken",
                        "B: buy Q at P-5%: taken",
                        "the plugin restarts",
                        "open: A, B",
                        "fetchOrder: NEW",
                        "the market goes to P-1%",
                        "A: filled Q at its price",
                        "cancel B: done",
                        "B: ended",
                        "open: nothing",
                        "position: Q")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-1)));
                    s.send("B", s.buy(4).limitTicks(s.ticks(-5)));
                    s.settle();
                    s.restart();
                    s.open();
                    s.say("fetchOrder: "
                            + s.plugin()
                                    .fetchOrder(s.order("A").approved.id())
                                    .map(found -> found.status())
                                    .map(OrderStatus::toString)
                                    .orElse("not found"));
                    s.moveTo(-1);
                    s.untilOver("A");
                    s.cancel("B");
                    s.untilOver("B");
                    s.open();
                    s.position();
                });
    }

    private static Card wrongKeys() {
        return Card.of(LIFE, "wrong credentials end at init")
                .with(Lever.WRONG_CREDENTIALS)
                .given("A plugin with keys that the venue does not know.")
                .when("Initialize it, ask for its health, close it.")
                .then("init says what is wrong", "health: not HEALTHY", "close returned")
                .play(s -> {
                    ExecutionPlugin plugin = s.adopt(s.venue.connectWithWrongCredentials());
                    try {
                        plugin.init(s.listener());
                        s.say("init returned");
                    } catch (PluginException e) {
                        String text = String.valueOf(e.getMessage());
                        s.guardSecrets(text);
                        s.say(
                                Explained.saysThatCredentialsAreWrong(text)
                                        ? "init says what is wrong"
                                        : "init does not say that it is the credentials: '" + text + "'");
                        s.note("wrong credentials", text);
                    }
                    boolean healthy = plugin.healthCheck().state() == Health.State.HEALTHY;
                    s.say("health: " + (healthy ? "HEALTHY" : "not HEALTHY"));
                    s.attempt("close", s::closePlugin);
                });
    }
}
