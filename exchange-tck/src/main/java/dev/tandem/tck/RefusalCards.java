package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.REFUSALS;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.plugin.ExecutionResult;
import java.math.BigDecimal;
import java.util.List;

/** Orders that cannot be, and cancels that come too late: answers, never exceptions. */
final class RefusalCards {
    private RefusalCards() {}

    static List<Card> cards() {
        return List.of(funds(), offGrid(), canceledTooLate(), canceledTwice(), unknown(), sameId(), stranger());
    }

    private static Card funds() {
        return Card.of(REFUSALS, "insufficient funds")
                .needs(Capability.LIMIT_ORDER)
                .given("The account has cash.")
                .when("Buy for twice as much at P-1%; then buy Q at P-5%.")
                .then(
                        "A: more than can be paid for: refused, in the venue's words",
                        "open: nothing",
                        "B: buy Q at P-5%: taken",
                        "open: B",
                        "position: nothing")
                .play(s -> {
                    s.start();
                    long cash = s.plugin().fetchBalance().stream()
                            .filter(balance -> balance.asset().equals(s.instrument.quote()))
                            .mapToLong(Balance::free)
                            .sum();
                    long lots = s.instrument.lotsFor(Math.multiplyExact(cash, 2), s.ticks(-1));
                    OrderRequest request = OrderRequest.buy(s.instrument)
                            .lots(lots)
                            .limitTicks(s.ticks(-1))
                            .build();
                    ExecutionResult result = s.execute(s.watch("A", s.gate.approve(request, s.ids.next())));
                    s.say("A: more than can be paid for: "
                            + (result instanceof ExecutionResult.Rejected
                                    ? "refused, in the venue's words"
                                    : Answers.text(result)));
                    if (result instanceof ExecutionResult.Rejected rejected) {
                        s.note("insufficient funds are", rejected.code());
                    }
                    s.settle();
                    s.open();
                    s.send("B", s.buy(4).limitTicks(s.ticks(-5)));
                    s.open();
                    s.position();
                });
    }

    private static Card offGrid() {
        return Card.of(REFUSALS, "off-grid price")
                .needs(Capability.LIMIT_ORDER)
                .given("The market is at P.")
                .when("A strategy buys Q at half a tick above P-5%.")
                .then(
                        "denied, with the price and its two neighbors",
                        "orders that have reached the venue: 0",
                        "open: nothing")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    var below = s.instrument.price(s.ticks(-5));
                    var above = s.instrument.price(s.ticks(-5) + 1);
                    var between = below.add(above).divide(BigDecimal.TWO);
                    trading.decide(trader -> {
                        String reason = String.valueOf(
                                trader.submit(s.buy(4).limit(between).build()).reason());
                        boolean complete = reason.contains(between.toPlainString())
                                && reason.contains(below.toPlainString())
                                && reason.contains(above.toPlainString());
                        s.say(complete ? "denied, with the price and its two neighbors" : "denied: " + reason);
                    });
                    s.received();
                    s.open();
                });
    }

    private static Card canceledTooLate() {
        return Card.of(REFUSALS, "cancel of a filled order")
                .needs(Capability.MARKET_ORDER)
                .given("Q was bought.")
                .when("Cancel the order.")
                .then("A: buy Q at the market: taken", "A: filled Q", "cancel A: too late", "position: Q")
                .play(s -> {
                    OrderCards.bought(s);
                    s.cancel("A");
                    s.settle();
                    s.position();
                });
    }

    private static Card canceledTwice() {
        return Card.of(REFUSALS, "cancel of a canceled order")
                .needs(Capability.LIMIT_ORDER)
                .given("A limit to buy Q was canceled.")
                .when("Cancel it again.")
                .then("A: buy Q at P-5%: taken", "cancel A: done", "A: ended", "cancel A: too late", "open: nothing")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    s.cancel("A");
                    s.untilOver("A");
                    s.cancel("A");
                    s.settle();
                    s.open();
                });
    }

    private static Card unknown() {
        return Card.of(REFUSALS, "an order that nobody knows")
                .given("Nothing was sent.")
                .when("Cancel an order, and ask for it.")
                .then("cancel: too late", "fetchOrder: not found", "open: nothing")
                .play(s -> {
                    s.start();
                    var id = s.ids.next();
                    s.say("cancel: " + Answers.text(s.plugin().cancelOrder(id)));
                    s.say("fetchOrder: " + (s.plugin().fetchOrder(id).isEmpty() ? "not found" : "found"));
                    s.open();
                });
    }

    private static Card sameId() {
        return Card.of(REFUSALS, "the same client order id twice")
                .needs(Capability.LIMIT_ORDER, Capability.CLIENT_ORDER_ID)
                .given("A limit to buy Q rests.")
                .when("Send another order under its id.")
                .then("A: buy Q at P-5%: taken", "the same once more: refused", "open: A")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    ExecutionResult again = s.plugin().executeOrder(s.order("A").approved);
                    s.complain(Answers.defectOf(again, s.wording.lots(4)));
                    s.say("the same once more: " + Answers.text(again));
                    s.settle();
                    s.open();
                });
    }

    private static Card stranger() {
        return Card.of(REFUSALS, "an instrument that is not traded there")
                .needs(Capability.MARKET_ORDER)
                .given("The venue knows no TCKNONE/TCKQUOTE.")
                .when("Buy it: that is a mistake of the caller, and not an answer of the market.")
                .then("executeOrder threw IllegalArgumentException", "orders that have reached the venue: 0")
                .play(s -> {
                    s.start();
                    Instrument none = Instrument.of("TCKNONE/TCKQUOTE");
                    ApprovedOrder order =
                            s.gate.approve(OrderRequest.buy(none).lots(1).build(), s.ids.next());
                    s.attempt("executeOrder", () -> s.plugin().executeOrder(order));
                    s.received();
                });
    }
}
