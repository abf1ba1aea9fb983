package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.ORDERS;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.Capability;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import java.util.List;

/** Orders that leave a position: stops, pairs of which one cancels the other, and what can be done to them while they rest. */
final class ExitOrderCards {
    private ExitOrderCards() {}

    static List<Card> cards() {
        return List.of(stop(), stopLimit(), pair(), pairCanceled(), smaller(), stopMoved(), reduceOnly());
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
                    OrderCards.bought(s);
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
                    OrderCards.bought(s);
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
                    OrderCards.bought(s);
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
                    OrderCards.bought(s);
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
                    OrderCards.bought(s);
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
                    OrderCards.bought(s);
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
                    OrderCards.bought(s);
                    s.sendQuietly("B", s.sell(8).reduceOnly());
                    s.untilOver("B");
                    s.outcome("B");
                    s.position();
                });
    }
}
