package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.ORDERS;

import dev.tandem.model.Capability;
import dev.tandem.model.TimeInForce;
import java.time.Duration;
import java.util.List;

/** How long an order stays, and whether it may take. */
final class TermCards {
    private TermCards() {}

    static List<Card> cards() {
        return List.of(
                postOnly(),
                immediate("immediate or cancel", Capability.IMMEDIATE_OR_CANCEL, TimeInForce.IMMEDIATE_OR_CANCEL),
                immediate("fill or kill", Capability.FILL_OR_KILL, TimeInForce.FILL_OR_KILL),
                day(),
                goodTillDate());
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
}
