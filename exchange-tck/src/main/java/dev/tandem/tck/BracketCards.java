package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.BRACKETS;

import dev.tandem.model.Capability;
import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.strategy.Trader;
import java.util.List;

/** Positions that are protected: the real engine, and the plugin behind a lane. */
final class BracketCards {
    private BracketCards() {}

    static List<Card> cards() {
        return List.of(
                target(),
                stop(),
                partialEntry(),
                closing(),
                exitMeanwhile(),
                closeRefused(),
                trailing(),
                closedAndDone());
    }

    private static Card target() {
        return protectedPosition(
                "stop-loss and take-profit rest on the venue, one cancels the other",
                "The market goes to P+4%.",
                4,
                "stop: ended",
                "target: filled Q at its price");
    }

    private static Card stop() {
        return protectedPosition(
                "the stop-loss takes the take-profit with it",
                "The market goes to P-2%.",
                -2,
                "stop: filled Q",
                "target: ended");
    }

    private static Card protectedPosition(String name, String action, int percent, String stop, String target) {
        return Card.of(BRACKETS, name)
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.MOVE_PRICE)
                .given("A strategy has bought Q with a stop-loss at P-2% and a take-profit at P+4%.")
                .when(action)
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "open: stop, target",
                        "the market goes to P" + (percent > 0 ? "+" : "") + percent + "%",
                        stop,
                        target,
                        "open: nothing",
                        "position: nothing",
                        "the engine holds nothing",
                        "the strategy has seen fills of 2Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    protectedEntry(s, trading);
                    s.open();
                    s.moveTo(percent);
                    s.untilOver("stop", "target");
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card partialEntry() {
        return Card.of(BRACKETS, "partial entry fills are protected for what is filled, at once")
                .needs(Capability.LIMIT_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.MOVE_PRICE, Lever.FILL_PARTLY)
                .given(
                        "A strategy's limit to buy Q at P-1%, with a stop-loss at P-3% and a take-profit at P+4%, rests.")
                .when("Half of it is filled, then the other half; then the market goes to P+4%.")
                .then(
                        "A: buy Q at P-1%: taken",
                        "A: filled Q/2 at its price, Q/2 left",
                        "stop: sell Q/2 from P-3% on: taken",
                        "target: sell Q/2 at P+4%: taken",
                        "open: A, stop, target",
                        "A: filled Q/2 at its price",
                        "stop 2: sell Q/2 from P-3% on: taken",
                        "target 2: sell Q/2 at P+4%: taken",
                        "open: stop, target, stop 2, target 2",
                        "the market goes to P+4%",
                        "stop: ended",
                        "target: filled Q/2 at its price",
                        "stop 2: ended",
                        "target 2: filled Q/2 at its price",
                        "position: nothing",
                        "the engine holds nothing",
                        "the strategy has seen fills of 2Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    trading.submit(
                            s.buy(4).limitTicks(s.ticks(-1)).stopLoss(at(s, -3)).takeProfit(at(s, 4)));
                    s.fillPartly("A", 2);
                    s.untilFilled("A", 2);
                    s.eventually(() -> s.find("target") != null);
                    s.open();
                    s.fillPartly("A", 2);
                    s.untilFilled("A", 4);
                    s.eventually(() -> s.find("target 2") != null);
                    s.open();
                    s.moveTo(4);
                    s.untilOver("stop", "target", "stop 2", "target 2");
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card closing() {
        return Card.of(BRACKETS, "closing a protected position")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .given("A strategy has bought Q with a stop-loss at P-2% and a take-profit at P+4%.")
                .when("It closes the position: the exits are canceled, that is waited for, and then Q is sold.")
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
                    protectedEntry(s, trading);
                    trading.decide(Trader::close);
                    s.untilOver("stop", "target", "B");
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card exitMeanwhile() {
        return Card.of(BRACKETS, "an exit fills while the position is being closed")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.MOVE_PRICE)
                .given("A strategy has bought Q with a stop-loss at P-2% and a take-profit at P+4%.")
                .when("The market goes to P+4%, and before that is known the strategy closes the position.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "the market goes to P+4%",
                        "stop: ended",
                        "target: filled Q at its price",
                        "the close was not sent",
                        "open: nothing",
                        "position: nothing",
                        "the engine holds nothing",
                        "the strategy has seen fills of 2Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    protectedEntry(s, trading);
                    s.settle();
                    s.moveTo(4);
                    trading.closeWithQuietCancels();
                    s.untilOver("stop", "target");
                    s.settle();
                    s.say(s.find("B") == null ? "the close was not sent" : "the close was sent as well");
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card closeRefused() {
        return Card.of(BRACKETS, "a close that is refused leaves the position protected")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.ONE_CANCELS_OTHER)
                .with(Lever.RATE_LIMIT)
                .given("A strategy has bought Q with a stop-loss at P-2% and a take-profit at P+4%.")
                .when("It closes the position, and the venue refuses that order for too many requests.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "target: sell Q at P+4%: taken",
                        "cancel stop: done",
                        "stop: ended",
                        "target: ended",
                        "B: sell Q at the market: refused",
                        "stop 2: sell Q from P-2% on: taken",
                        "target 2: sell Q at P+4%: taken",
                        "open: stop 2, target 2",
                        "position: Q",
                        "the engine holds Q",
                        "the strategy has seen fills of Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    protectedEntry(s, trading);
                    s.pull(Lever.RATE_LIMIT);
                    trading.decide(Trader::close);
                    s.eventually(() -> s.find("target 2") != null);
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card trailing() {
        return Card.of(BRACKETS, "a trailing stop follows the close")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER, Capability.REPLACE_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("A strategy has bought Q with a stop-loss at P-2% and a trailing stop of 5 %.")
                .when("The market goes to P+20% and a bar closes there; then it goes to P+14%.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "the market goes to P+20%",
                        "stop: now sell Q from P+14% on: taken",
                        "open: stop",
                        "the market goes to P+14%",
                        "stop: filled Q",
                        "open: nothing",
                        "position: nothing",
                        "the engine holds nothing",
                        "the strategy has seen fills of 2Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    trading.submit(s.buy(4).stopLoss(at(s, -2)).trailingStop(Rate.parse("0.05")));
                    s.untilOver("A");
                    s.eventually(() -> s.find("stop") != null);
                    s.moveTo(20);
                    s.settle();
                    trading.closeBar();
                    s.settle();
                    s.open();
                    s.moveTo(14);
                    s.untilOver("stop");
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    private static Card closedAndDone() {
        return Card.of(BRACKETS, "a second entry after a stopped one starts afresh")
                .needs(Capability.MARKET_ORDER, Capability.STOP_ORDER)
                .with(Lever.MOVE_PRICE)
                .given("A strategy has bought Q with a stop-loss at P-2%, and was stopped.")
                .when("It buys Q again with a stop-loss at P-4%.")
                .then(
                        "A: buy Q at the market: taken",
                        "A: filled Q",
                        "stop: sell Q from P-2% on: taken",
                        "the market goes to P-2%",
                        "stop: filled Q",
                        "B: buy Q at the market: taken",
                        "B: filled Q",
                        "stop 2: sell Q from P-4% on: taken",
                        "open: stop 2",
                        "position: Q",
                        "the engine holds Q",
                        "the strategy has seen fills of 3Q")
                .play(s -> {
                    Trading trading = new Trading(s.start());
                    trading.submit(s.buy(4).stopLoss(at(s, -2)));
                    s.untilOver("A");
                    s.eventually(() -> s.find("stop") != null);
                    s.moveTo(-2);
                    s.untilOver("stop");
                    trading.submit(s.buy(4).stopLoss(at(s, -4)));
                    s.untilOver("B");
                    s.eventually(() -> s.find("stop 2") != null);
                    s.open();
                    s.position();
                    trading.beliefs();
                });
    }

    /** Buys {@code Q} with a stop at P-2% and a target at P+4%, and waits until both rest. */
    static void protectedEntry(Stage s, Trading trading) {
        OrderRequest.Builder entry = s.buy(4).stopLoss(at(s, -2)).takeProfit(at(s, 4));
        trading.submit(entry);
        s.untilOver("A");
        s.eventually(() -> s.find("target") != null);
    }

    static Exit at(Stage s, int percent) {
        return Exit.at(s.instrument.price(s.ticks(percent)));
    }
}
