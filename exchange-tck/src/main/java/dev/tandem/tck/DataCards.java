package dev.tandem.tck;

import static dev.tandem.tck.Card.Topic.DATA;

import dev.tandem.model.Bar;
import dev.tandem.model.Capability;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import dev.tandem.plugin.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a plugin tells of the market. */
final class DataCards {
    private DataCards() {}

    static List<Card> cards() {
        return List.of(ticker(), history(), bars());
    }

    private static Card ticker() {
        return Card.of(DATA, "the latest prices")
                .with(Lever.MOVE_PRICE)
                .given("The market is at P.")
                .when("It goes to P+2%; ask for the prices.")
                .then("the market goes to P+2%", "last within half a percent of P+2%", "bid not above ask")
                .play(s -> {
                    s.start();
                    s.moveTo(2);
                    s.settle();
                    s.eventually(
                            () -> isNear(s, s.plugin().fetchData(s.instrument).lastTicks()));
                    Ticker ticker = s.plugin().fetchData(s.instrument);
                    s.say(
                            isNear(s, ticker.lastTicks())
                                    ? "last within half a percent of P+2%"
                                    : "last is " + s.wording.price(ticker.lastTicks()));
                    boolean sane = ticker.bidTicks() > 0
                            && ticker.bidTicks() <= ticker.askTicks()
                            && ticker.instrument().equals(s.instrument)
                            && ticker.timeNanos() > 0;
                    s.say(sane ? "bid not above ask" : "not a price: " + ticker);
                });
    }

    private static boolean isNear(Stage s, long ticks) {
        return Math.abs(ticks - s.marketTicks()) * 200 <= s.marketTicks();
    }

    private static Card history() {
        return Card.of(DATA, "past bars")
                .needs(Capability.HISTORY)
                .with(Lever.PAST_BARS)
                .given("Bars have been completed.")
                .when("Ask for all of the last ten, and for the later five of them.")
                .then("10 bars, oldest first, within what was asked for", "5 bars, the last of them")
                .play(s -> {
                    s.start();
                    long length = s.venue.barLength().toNanos();
                    long end = Math.floorDiv(Times.nanos(s.venue.now()), length) * length;
                    List<Bar> ten = fetch(s, end - 10 * length, end);
                    List<Bar> five = fetch(s, end - 5 * length, end);
                    s.say(ten.size() + " bars, "
                            + (isInOrder(ten, end - 10 * length, end, length)
                                    ? "oldest first, within what was asked for"
                                    : "not as asked for: " + ten));
                    boolean last = ten.size() == 10 && five.equals(ten.subList(5, 10));
                    s.say(five.size() + " bars, " + (last ? "the last of them" : "others: " + five));
                });
    }

    private static List<Bar> fetch(Stage s, long from, long to) {
        Instant start = Times.instant(from);
        List<Bar> copies = new ArrayList<>();
        for (Bar bar : s.plugin().history(s.instrument, s.venue.barLength(), start, Times.instant(to))) {
            copies.add(bar.copy());
        }
        return copies;
    }

    private static boolean isInOrder(List<Bar> bars, long from, long to, long length) {
        long before = Long.MIN_VALUE;
        for (Bar bar : bars) {
            long open = bar.openTimeNanos();
            if (open <= before || open < from || open >= to || bar.closeTimeNanos() > open + length) {
                return false;
            }
            before = open;
        }
        return true;
    }

    private static Card bars() {
        return Card.of(DATA, "bars arrive as they complete")
                .needs(Capability.MARKET_DATA_STREAM)
                .with(Lever.COMPLETE_BARS)
                .given("Somebody has subscribed to bars.")
                .when("A bar completes; the subscription is closed; another one completes.")
                .then("one bar has come", "no bar has come since")
                .play(s -> {
                    s.start();
                    List<Bar> seen = new CopyOnWriteArrayList<>();
                    Subscription subscription =
                            s.plugin().subscribe(s.instrument, s.venue.barLength(), bar -> seen.add(bar.copy()));
                    s.venue.completeBar();
                    s.eventually(() -> !seen.isEmpty());
                    s.say(seen.size() == 1 ? "one bar has come" : seen.size() + " bars have come");
                    subscription.close();
                    seen.clear();
                    s.venue.completeBar();
                    s.settle();
                    s.say(seen.isEmpty() ? "no bar has come since" : seen.size() + " bars have come since");
                });
    }
}
