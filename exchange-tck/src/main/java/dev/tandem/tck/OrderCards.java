package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.ORDERS;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import java.time.Duration;
import java.util.List;

/** Orders that go well. */
final class OrderCards {
    private OrderCards() {}

    static List<Card> cards() {
        return List.of(
                marketBuy(),
                marketSell(),
                limitCancel(),
                limitFill(),
                partialThenCancel(),
                partialsAddUp(),
                clientOrderId(),
                stop(),
                stopLimit(),
                pair(),
                pairCanceled(),
                smaller(),
                stopMoved(),
                reduceOnly(),
                postOnly(),
                immediate("immediate or cancel", Capability.IMMEDIATE_OR_CANCEL, TimeInForce.IMMEDIATE_OR_CANCEL),
                immediate("fill or kill", Capability.FILL_OR_KILL, TimeInForce.FILL_OR_KILL),
                day(),
                goodTillDate(),
                shortSale());
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

    private static Card stop() {
        return Card.of(ORDERS, "stop rests until the market reaches it")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("Q is held, and a stop to sell it rests at P-2%.")
                .when("The market goes to P-1%, and then to P-2%.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "B: sell Q from P-2% on: taken",
                        "the market goes to P-1%",
                        "open: B",
                        "the market goes to P-2%",
                        "B: filled Q",
                        "open: nothing",
                        "position: nothing")
                .play(s -> {
                    bought(s);
                    s.send("B", s.sell(4).stopTicks(s.ticks(-2)));
                    s.moveTo(-1);
                    s.settle();
                    s.open();
                    s.moveTo(-2);
                    s.untilOver("B");
                    s.open();
                    s.position();
                });
    }

    private static Card stopLimit() {
        return Card.of(ORDERS, "stop-limit works as a limit once it is triggered")
                .needs(Capability.MARKET_ORDER, Capability.STOP_LIMIT_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("Q is held, and a stop-limit to sell it rests at P-2%, at P-3% or better.")
                .when("The market goes to P-2%.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "B: sell Q from P-2% on at P-3%: taken",
                        "open: B",
                        "the market goes to P-2%",
                        "B: filled Q at its price or better",
                        "position: nothing")
                .play(s -> {
                    bought(s);
                    s.send("B", s.sell(4).stopTicks(s.ticks(-2)).limitTicks(s.ticks(-3)));
                    s.open();
                    s.moveTo(-2);
                    s.untilOver("B");
                    s.position();
                });
    }

    private static ApprovedOrder.Oco exits(Stage s) {
        return s.gate.approvePair(
                s.instrument, Side.SELL, s.wording.lots(4), s.ids.next(), s.ticks(-2), s.ids.next(), s.ticks(4));
    }

    private static Card pair() {
        return Card.of(ORDERS, "one of a pair cancels the other")
                .needs(Capability.MARKET_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.MOVE_PRICE)
                .given("Q is held, and a pair to sell it rests: a stop at P-2%, a limit at P+4%.")
                .when("The market goes to P+4%.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "open: stop, target",
                        "the market goes to P+4%",
                        "stop: ended",
                        "target: filled Q at its price",
                        "open: nothing",
                        "position: nothing")
                .play(s -> {
                    bought(s);
                    s.sendPair("stop", "target", exits(s));
                    s.open();
                    s.moveTo(4);
                    s.untilOver("stop", "target");
                    s.open();
                    s.position();
                });
    }

    private static Card pairCanceled() {
        return Card.of(ORDERS, "canceling one of a pair takes the other with it")
                .needs(Capability.MARKET_ORDER, Capability.ONE_CANCELS_OTHER)
                .given("Q is held, and a pair to sell it rests.")
                .when("Cancel the stop.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "cancel stop: done",
                        "stop: ended",
                        "target: ended",
                        "open: nothing",
                        "position: Q")
                .play(s -> {
                    bought(s);
                    s.sendPair("stop", "target", exits(s));
                    s.cancel("stop");
                    s.untilOver("stop", "target");
                    s.open();
                    s.position();
                });
    }

    private static Card smaller() {
        return Card.of(ORDERS, "a resting order is made smaller in place")
                .needs(Capability.MARKET_ORDER, Capability.LIMIT_ORDER, Capability.REPLACE_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("Q is held, and a limit to sell it rests at P+4%.")
                .when("Make it half as big; then the market goes there.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "target: sell Q at P+4%: taken",
                        "target: now sell Q/2 at P+4%: taken",
                        "open: target",
                        "the market goes to P+4%",
                        "target: filled Q/2 at its price",
                        "open: nothing",
                        "position: Q/2")
                .play(s -> {
                    bought(s);
                    WatchedOrder target = exit(s, "target", new OrderType.Limit(s.ticks(4)), OrderRole.TAKE_PROFIT);
                    s.replace(target, target.approved.withLots(s.wording.lots(2)));
                    s.open();
                    s.moveTo(4);
                    s.untilOver("target");
                    s.open();
                    s.position();
                });
    }

    private static Card stopMoved() {
        return Card.of(ORDERS, "a resting stop is moved in place")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.REPLACE_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("Q is held, and a stop to sell it rests at P-4%.")
                .when("Move it to P-2%; then the market goes there.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-4% on: taken",
                        "stop: now sell Q from P-2% on: taken",
                        "open: stop",
                        "the market goes to P-2%",
                        "stop: filled Q",
                        "open: nothing",
                        "position: nothing")
                .play(s -> {
                    bought(s);
                    WatchedOrder stop = exit(s, "stop", new OrderType.Stop(s.ticks(-4)), OrderRole.STOP_LOSS);
                    s.replace(stop, PermitEverythingGate.newGate().withStop(stop.approved, s.ticks(-2)));
                    s.open();
                    s.moveTo(-2);
                    s.untilOver("stop");
                    s.open();
                    s.position();
                });
    }

    private static WatchedOrder exit(Stage s, String name, OrderType type, OrderRole role) {
        WatchedOrder order = s.watch(
                name,
                PermitEverythingGate.newGate()
                        .approveExit(s.ids.next(), s.instrument, Side.SELL, type, s.wording.lots(4), role));
        s.send(order);
        return order;
    }

    private static Card reduceOnly() {
        return Card.of(ORDERS, "reduce-only never opens")
                .needs(Capability.MARKET_ORDER, Capability.REDUCE_ONLY)
                .given("Q is held.")
                .when("Sell 2Q at the market, reduce-only.")
                .then("A: buy Q at the market: taken", "A: filled Q", "B: ended, filled Q", "position: nothing")
                .play(s -> {
                    bought(s);
                    s.sendQuietly("B", s.sell(8).reduceOnly());
                    s.untilOver("B");
                    s.outcome("B");
                    s.position();
                });
    }

    private static Card postOnly() {
        return Card.of(ORDERS, "post-only that would take is refused")
                .needs(Capability.LIMIT_ORDER, Capability.POST_ONLY)
                .given("The market is at P.")
                .when("Buy Q at P+2%, post-only.")
                .then("A: refused", "open: nothing", "position: nothing")
                .play(s -> {
                    s.start();
                    s.sendQuietly("A", s.buy(4).limitTicks(s.ticks(2)).postOnly());
                    s.untilOver("A");
                    s.outcome("A");
                    s.open();
                    s.position();
                });
    }

    private static Card immediate(String name, Capability capability, TimeInForce time) {
        return Card.of(ORDERS, name + " does not rest")
                .needs(Capability.LIMIT_ORDER, capability)
                .given("The market is at P.")
                .when("Buy Q at P-5%, " + name + ".")
                .then("A: ended, filled nothing", "open: nothing", "position: nothing")
                .play(s -> {
                    s.start();
                    s.sendQuietly("A", s.buy(4).limitTicks(s.ticks(-5)).timeInForce(time));
                    s.untilOver("A");
                    s.outcome("A");
                    s.open();
                    s.position();
                });
    }

    private static Card day() {
        return rests("day", "for the day", Capability.DAY, s -> TimeInForce.DAY);
    }

    private static Card goodTillDate() {
        return rests(
                "good-till-date",
                "good till tomorrow",
                Capability.GOOD_TILL_DATE,
                s -> TimeInForce.goodTillDate(s.venue.now().plus(Duration.ofDays(1))));
    }

    /** How long an order is to stay. */
    @FunctionalInterface
    private interface Stay {
        TimeInForce on(Stage stage);
    }

    private static Card rests(String name, String words, Capability capability, Stay stay) {
        return Card.of(ORDERS, "a " + name + " order rests and cancels")
                .needs(Capability.LIMIT_ORDER, capability)
                .given("The market is at P.")
                .when("Buy Q at P-5%, " + words + "; then cancel.")
                .then("A: buy Q at P-5%: taken", "open: A", "cancel A: done", "A: ended", "open: nothing")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)).timeInForce(stay.on(s)));
                    s.open();
                    s.cancel("A");
                    s.untilOver("A");
                    s.open();
                });
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
