package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.NETWORK;

import dev.tandem.model.Capability;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What happens to orders when messages are lost, late, doubled or refused at the door. */
final class NetworkCards {
    /** How long a call that is in flight may take to come back once the plugin is closed. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(30);

    private NetworkCards() {}

    static List<Card> cards() {
        return List.of(
                lostAfter(),
                lostAfterAndTraded(),
                lostBefore(),
                rateLimited(),
                clockSkew(),
                twice(),
                backwards(),
                disconnected(),
                unanswered(),
                closeInFlight());
    }

    private static Card lostAfter() {
        return Card.of(NETWORK, "answer lost after acceptance")
                .needs(Capability.LIMIT_ORDER, Capability.CLIENT_ORDER_ID)
                .with(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE, Lever.MOVE_PRICE)
                .given("The venue will accept the next order, and its answer will be lost.")
                .when("Buy Q at P-5%; ask for it; the market goes there.")
                .then(
                        "A: not refused",
                        "fetchOrder: found",
                        "open: A",
                        "orders that have reached the venue: 1",
                        "the market goes to P-5%",
                        "A: filled Q at its price",
                        "orders that have reached the venue: 1",
                        "position: Q")
                .play(s -> {
                    s.start();
                    s.pull(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE);
                    WatchedOrder order = s.watch(
                            "A", s.gate.approve(s.buy(4).limitTicks(s.ticks(-5)).build(), s.ids.next()));
                    ExecutionResult result = s.execute(order);
                    boolean refused = order.phase == WatchedOrder.Phase.REFUSED;
                    s.say(refused ? "A: refused" : "A: not refused");
                    s.note("an answer that is lost is", result.getClass().getSimpleName());
                    boolean found = s.eventually(
                            () -> s.plugin().fetchOrder(order.approved.id()).isPresent());
                    s.say("fetchOrder: " + (found ? "found" : "not found"));
                    if (found && order.phase == WatchedOrder.Phase.SENT) {
                        order.phase = WatchedOrder.Phase.OPEN;
                    }
                    s.open();
                    s.received();
                    s.moveTo(-5);
                    s.untilOver("A");
                    s.received();
                    s.position();
                });
    }

    private static Card lostAfterAndTraded() {
        return Card.of(NETWORK, "an entry whose answer is lost is protected all the same")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE)
                .given("The venue will accept the next order, and its answer will be lost.")
                .when("A strategy buys Q with a stop-loss at P-2% and a take-profit at P+4%.")
                .then(
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "open: stop, target",
                        "orders that have reached the venue: 2",
                        "position: Q",
                        "the engine holds Q",
                        "the strategy has seen fills of Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    trading.saysNothingOfTheNextOrder();
                    s.pull(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE);
                    BracketCards.protectedEntry(s, trading);
                    s.open();
                    s.received();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card lostBefore() {
        return Card.of(NETWORK, "answer lost before acceptance")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.LOSE_ANSWER_BEFORE_ACCEPTANCE)
                .given("The next order will be lost at the venue's door.")
                .when("Buy Q at P-5%; wait.")
                .then(
                        "A: buy Q at P-5%: unconfirmed",
                        "open: nothing", "orders that have reached the venue: 1", "position: nothing")
                .play(s -> {
                    s.start();
                    s.pull(Lever.LOSE_ANSWER_BEFORE_ACCEPTANCE);
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    // A plugin may find out that it never arrived, and say so, or leave it open.
                    s.order("A").quiet = true;
                    s.settle();
                    s.open();
                    s.received();
                    s.position();
                });
    }

    private static Card rateLimited() {
        return Card.of(NETWORK, "rate limited")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.RATE_LIMIT)
                .given("The venue will refuse the next order for too many requests.")
                .when("Buy Q at P-5%; when the limit is over, buy Q at P-6%.")
                .then(
                        "A: buy Q at P-5%: refused",
                        "open: nothing", "B: buy Q at P-6%: taken", "open: B", "position: nothing")
                .play(s -> {
                    s.start();
                    s.pull(Lever.RATE_LIMIT);
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    s.settle();
                    s.open();
                    s.send("B", s.buy(4).limitTicks(s.ticks(-6)));
                    s.open();
                    s.position();
                });
    }

    private static Card clockSkew() {
        return Card.of(NETWORK, "clock skew")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.SKEW_CLOCK)
                .given("The venue's clock is 3 s ahead of ours.")
                .when("Connect, look at the health, buy Q at P-5%.")
                .then("the skew is measured: 3 s ahead", "A: buy Q at P-5%: taken", "open: A")
                .play(s -> {
                    s.pull(Lever.SKEW_CLOCK);
                    s.start();
                    boolean measured = s.eventually(() -> isSkewed(s.plugin().healthCheck()));
                    Duration skew = s.plugin().healthCheck().clockSkew();
                    s.say("the skew is measured: " + (measured ? "3 s ahead" : skew.toString()));
                    s.send("A", s.buy(4).limitTicks(s.ticks(-5)));
                    s.open();
                });
    }

    /** A second is granted for the way there and back. */
    private static boolean isSkewed(Health health) {
        return health.clockSkew().minus(VenueUnderTest.SKEW).abs().compareTo(Duration.ofSeconds(1)) < 0;
    }

    private static Card twice() {
        return Card.of(NETWORK, "reports twice")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.REPORT_TWICE)
                .given("The venue sends each report twice.")
                .when("A strategy buys Q with a stop-loss at P-2% and a take-profit at P+4%, and closes the position.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "cancel stop: done",
                        "stop: ended",
                        "target: ended",
                        "B: sell Q at the market: taken",
                        "B: filled Q",
                        "open: nothing",
                        "position: nothing",
                        "the engine holds nothing",
                        "the strategy has seen fills of 2Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    s.pull(Lever.REPORT_TWICE);
                    BracketCards.protectedEntry(s, trading);
                    s.settle();
                    trading.decide(trader -> trader.close());
                    s.untilOver("stop", "target", "B");
                    s.settle();
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card backwards() {
        return Card.of(NETWORK, "reports out of order")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.REPORT_BACKWARDS, Lever.FILL_PARTLY)
                .given("A strategy's limit to buy Q rests, and the venue sends its reports last first.")
                .when("Half of it is filled, then it is canceled; then the reports come.")
                .then(
                        "A: ended, filled Q/2",
                        "open: nothing",
                        "position: Q/2",
                        "the engine holds Q/2",
                        "the strategy has seen fills of Q/2")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    trading.saysNothingOfTheNextOrder();
                    trading.submit(s.buy(4).limitTicks(s.ticks(-1)));
                    WatchedOrder order = s.order("A");
                    order.quiet = true;
                    s.settle();
                    s.pull(Lever.REPORT_BACKWARDS);
                    s.fillPartly("A", 2);
                    trading.cancelLastQuietly();
                    s.venue.release(Lever.REPORT_BACKWARDS);
                    s.untilOver("A");
                    s.untilFilled("A", 2);
                    s.outcome("A");
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card disconnected() {
        return Card.of(NETWORK, "what happens while the line is down is made up for")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.DISCONNECT, Lever.MOVE_PRICE)
                .given("A limit to buy Q rests at P-1%, and the line goes down.")
                .when("Send an order; the market goes to P-1%; the line comes back.")
                .then(
                        "A: buy Q at P-1%: taken",
                        "B: not taken",
                        "health: not HEALTHY",
                        "the market goes to P-1%",
                        "the line is back",
                        "A: filled Q at its price",
                        "health: HEALTHY",
                        "orders that have reached the venue: 1",
                        "open: nothing",
                        "position: Q")
                .play(s -> {
                    s.start();
                    s.send("A", s.buy(4).limitTicks(s.ticks(-1)));
                    s.pull(Lever.DISCONNECT);
                    WatchedOrder lost = s.watch(
                            "B", s.gate.approve(s.buy(4).limitTicks(s.ticks(-5)).build(), s.ids.next()));
                    lost.quiet = true;
                    ExecutionResult result = s.execute(lost);
                    s.say("B: " + (result.success() ? "taken" : "not taken"));
                    s.eventually(() -> s.plugin().healthCheck().state() != Health.State.HEALTHY);
                    s.say("health: " + (isHealthy(s) ? "HEALTHY" : "not HEALTHY"));
                    s.moveTo(-1);
                    s.venue.advance();
                    s.venue.release(Lever.DISCONNECT);
                    s.say("the line is back");
                    s.untilOver("A");
                    s.eventually(() -> isHealthy(s));
                    s.say("health: " + s.plugin().healthCheck().state());
                    s.received();
                    s.open();
                    s.position();
                });
    }

    private static Card unanswered() {
        return Card.of(NETWORK, "a question that cannot be answered says which and why")
                .with(Lever.DISCONNECT)
                .given("The line goes down.")
                .when("Ask for balances, open orders, positions and prices; the line comes back.")
                .then(
                        "fetchBalance: answered, or says what and why",
                        "openOrders: answered, or says what and why",
                        "positions: answered, or says what and why",
                        "fetchData: answered, or says what and why",
                        "the line is back",
                        "health: HEALTHY")
                .play(s -> {
                    s.start();
                    s.pull(Lever.DISCONNECT);
                    Explained.ask(s, "fetchBalance", "balance", () -> s.plugin().fetchBalance());
                    Explained.ask(s, "openOrders", "order", () -> s.plugin().openOrders());
                    Explained.ask(s, "positions", "position", () -> s.plugin().positions());
                    Explained.ask(s, "fetchData", "price", () -> s.plugin().fetchData(s.instrument));
                    s.venue.release(Lever.DISCONNECT);
                    s.say("the line is back");
                    s.eventually(() -> isHealthy(s));
                    s.say("health: " + s.plugin().healthCheck().state());
                });
    }

    private static boolean isHealthy(Stage s) {
        return s.plugin().healthCheck().state() == Health.State.HEALTHY;
    }

    private static Card closeInFlight() {
        return Card.of(NETWORK, "close while in flight")
                .needs(Capability.LIMIT_ORDER)
                .with(Lever.HOLD_ANSWER)
                .given("An order is at the venue, and the answer is held back.")
                .when("Close the plugin; then let the answer go.")
                .then("close returned", "the call in flight returned", "orders that have reached the venue: 1")
                .play(NetworkCards::closeWhileInFlight);
    }

    private static void closeWhileInFlight(Stage s) throws InterruptedException {
        s.start();
        s.pull(Lever.HOLD_ANSWER);
        var order = s.gate.approve(s.buy(4).limitTicks(s.ticks(-5)).build(), s.ids.next());
        s.watch("A", order);
        CountDownLatch back = new CountDownLatch(1);
        AtomicReference<String> outcome = new AtomicReference<>("did not return within " + IN_FLIGHT);
        Thread.startVirtualThread(() -> {
            try {
                ExecutionResult result = s.plugin().executeOrder(order);
                String wrong = Answers.defectOf(result, order.lots());
                outcome.set(wrong == null ? "returned" : wrong);
            } catch (RuntimeException e) {
                outcome.set("threw " + e);
            } finally {
                back.countDown();
            }
        });
        awaitArrival(s, back);
        s.attempt("close", s::closePlugin);
        s.venue.release(Lever.HOLD_ANSWER);
        if (back.await(IN_FLIGHT.toMillis(), TimeUnit.MILLISECONDS)) {
            s.settle();
        }
        s.say("the call in flight " + outcome.get());
        s.received();
    }

    /** Another thread sends the order, and it may take its time: moments of the venue do not measure that. */
    private static void awaitArrival(Stage s, CountDownLatch back) throws InterruptedException {
        long deadline = System.nanoTime() + IN_FLIGHT.toNanos();
        while (s.venue.ordersReceived() == 0 && System.nanoTime() < deadline) {
            s.venue.advance();
            if (back.await(1, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
