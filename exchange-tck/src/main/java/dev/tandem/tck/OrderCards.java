package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.ORDERS;

import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import java.util.List;

/** Orders that go well: at the market, and at a limit. */
final class OrderCards {
    private OrderCards() {}

    static List<Card> cards() {
        return List.of(
                marketBuy(),
                marketSell(),
                shortSale(),
                limitCancel(),
                limitFill(),
                partialThenCancel(),
                partialsAddUp(),
                clientOrderId());
    }

    private static Card marketBuy() {
        return Card.of(ORDERS, "market buy fills")
                .needs(Capability.MARKET_ORDER)
                .given("The market is at P, the account has cash.")
                .when("Buy Q at the market.")
                .then("A: buy Q at the market: taken", "A: filled Q", "open: nothing", "position: Q")
                .play(s -> {
                    s.start();
                    s.note(
                            "a market order is answered with",
                            s.send("A", s.buy(4)).getClass().getSimpleName());
                    s.untilOver("A");
                    s.open();
                    s.position();
                });
    }

    private static Card marketSell() {
        return Card.of(ORDERS, "market sell gives back what was bought")
                .needs(Capability.MARKET_ORDER)
                .given("Q was bought at the market.")
                .when("Sell Q at the market.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "B: sell Q at the market: taken",
                        "B: filled Q",
                        "position: nothing")
                .play(s -> {
                    bought(s);
                    s.send("B", s.sell(4));
                    s.untilOver("B");
                    s.position();
                });
    }

    private static Card limitCancel() {
        return Card.of(ORDERS, "limit rests, then cancels")
                .needs(Capability.LIMIT_ORDER)
                .given("The market is at P.")
                .when("Buy Q at P-5%, then cancel.")
                .then(
                        "A: buy Q at P-5%: taken",
                        "open: A", "cancel A: done", "A: ended", "open: nothing", "position: nothing")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    s.settle();
                    s.open();
                    s.cancel("A");
                    s.untilOver("A");
                    s.open();
                    s.position();
                });
    }

    private static Card limitFill() {
        return Card.of(ORDERS, "limit fills when the market comes to it")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("A limit to buy Q rests at P-1%.")
                .when("The market goes there.")
                .then(
                        "A: buy Q at P-1%: taken",
                        "open: A",
                        "the market goes to P-1%",
                        "A: filled Q at its price",
                        "open: nothing",
                        "position: Q")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-1)));
                    s.open();
                    s.moveTo(-1);
                    s.untilOver("A");
                    s.open();
                    s.position();
                });
    }

    private static Card partialThenCancel() {
        return Card.of(ORDERS, "partial fill, then cancel keeps the filled part")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.FILL_PARTLY)
                .given("A limit to buy Q rests, and half of it has been filled.")
                .when("Cancel it.")
                .then(
                        "A: buy Q at P-1%: taken",
                        "A: filled Q/2 at its price, Q/2 left",
                        "open: A",
                        "cancel A: done",
                        "A: ended",
                        "open: nothing",
                        "position: Q/2")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-1)));
                    s.fillPartly("A", 2);
                    s.untilFilled("A", 2);
                    s.open();
                    s.cancel("A");
                    s.untilOver("A");
                    s.open();
                    s.position();
                });
    }

    private static Card partialsAddUp() {
        return Card.of(ORDERS, "partial fills add up to the whole")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.FILL_PARTLY)
                .given("A limit to buy Q rests.")
                .when("It is filled with a quarter, a half and a quarter.")
                .then(
                        "A: buy Q at P-1%: taken",
                        "A: filled Q/4 at its price, 3Q/4 left",
                        "A: filled Q/2 at its price, Q/4 left",
                        "A: filled Q/4 at its price",
                        "open: nothing",
                        "position: Q")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-1)));
                    int done = 0;
                    for (int quarters : new int[] {1, 2, 1}) {
                        s.fillPartly("A", quarters);
                        done += quarters;
                        s.untilFilled("A", done);
                    }
                    s.open();
                    s.position();
                });
    }

    private static Card clientOrderId() {
        return Card.of(ORDERS, "client order id comes back")
                .needs(Capability.LIMIT_ORDER, Capability.CLIENT_ORDER_ID)
                .given("A limit to buy Q rests.")
                .when("Ask for it by our id and look for it among the open orders.")
                .then(
                        "A: buy Q at P-5%: taken",
                        "fetchOrder: our id, the venue's id of the answer",
                        "openOrders: our id, the venue's id of the answer")
                .play(s -> {
                    s.start();
                    ExecutionResult answer = s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    ClientOrderId id = s.order("A").approved.id();
                    s.eventually(() -> s.plugin().fetchOrder(id).isPresent());
                    s.say("fetchOrder: "
                            + s.plugin()
                                    .fetchOrder(id)
                                    .map(found -> ids(found, id, answer))
                                    .orElse("not found"));
                    s.eventually(() -> !s.openIds().isEmpty());
                    s.say("openOrders: "
                            + s.plugin().openOrders().stream()
                                    .findFirst()
                                    .map(found -> ids(found, id, answer))
                                    .orElse("not found"));
                });
    }

    private static String ids(OrderSnapshot found, ClientOrderId id, ExecutionResult answer) {
        String ours = found.clientOrderId().equals(id) ? "our id" : "the id " + found.clientOrderId();
        String theirs = found.orderId().equals(answer.orderId())
                ? "the venue's id of the answer"
                : "the venue's id " + found.orderId() + " instead of " + answer.orderId();
        return ours + ", " + theirs;
    }

    private static Card shortSale() {
        return Card.of(ORDERS, "more can be sold than is held")
                .needs(Capability.MARKET_ORDER, Capability.SHORT)
                .given("Nothing is held.")
                .when("Sell Q at the market, then buy it back.")
                .then(
                        "A: sell Q at the market: taken",
                        "A: filled Q",
                        "position: -Q",
                        "B: buy Q at the market: taken",
                        "B: filled Q",
                        "position: nothing")
                .play(s -> {
                    s.start();
                    s.send("A", s.sell(4));
                    s.untilOver("A");
                    s.position();
                    s.send("B", s.buy(4));
                    s.untilOver("B");
                    s.position();
                });
    }

    /** Buys {@code Q} at the market and waits for it. */
    static void bought(Stage s) {
        s.start();
        s.send("A", s.buy(4));
        s.untilOver("A");
    }
}
