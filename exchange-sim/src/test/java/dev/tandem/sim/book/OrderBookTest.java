package dev.tandem.sim.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order book as a trader meets it. */
class OrderBookTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final boolean BUY = true;
    private static final boolean SELL = false;

    private final EventLog log = new EventLog();
    private final Ticket ticket = new Ticket();
    private OrderBook book = new OrderBook(log);

    // Price and time

    @Test
    void theBetterPriceTradesFirstAndAtOnePriceTheEarlierOrder() {
        limit(1, ALICE, SELL, 101, 5);
        limit(2, ALICE, SELL, 100, 5);
        limit(3, ALICE, SELL, 100, 5);
        events();

        limit(4, BOB, BUY, 101, 12);

        assertThat(events())
                .containsExactly(
                        "#4 accepted",
                        "trade 1: 5 @ 100 maker #2 left 0 taker #4 buys left 7",
                        "trade 2: 5 @ 100 maker #3 left 0 taker #4 buys left 2",
                        "trade 3: 2 @ 101 maker #1 left 3 taker #4 buys left 0");
    }

    @Test
    void whatALimitOrderDoesNotGetRestsAtItsPrice() {
        limit(1, ALICE, SELL, 100, 3);
        limit(2, BOB, BUY, 100, 10);

        assertThat(book.best(BUY)).isEqualTo(100);
        assertThat(book.lotsAt(BUY, 100)).isEqualTo(7);
        assertThat(book.best(SELL)).isZero();
        assertThat(book.lastTicks()).isEqualTo(100);
    }

    @Test
    void theDepthIsShownBestFirstAndOnlyAsFarAsWanted() {
        limit(1, ALICE, BUY, 99, 1);
        limit(2, ALICE, BUY, 1, 2);
        limit(3, BOB, BUY, 99, 4);
        limit(4, BOB, BUY, OrderBook.MAX_TICKS, 8);
        List<String> levels = new ArrayList<>();
        book.levels(BUY, (ticks, lots, orders) -> levels.add(lots + " in " + orders + " @ " + ticks));
        List<Long> first = new ArrayList<>();
        book.orders(BUY, (id, _, _, _) -> {
            first.add(id);
            return first.size() < 2;
        });

        assertThat(levels).containsExactly("8 in 1 @ " + OrderBook.MAX_TICKS, "5 in 2 @ 99", "2 in 1 @ 1");
        assertThat(first).containsExactly(4L, 1L);
    }

    // How long

    @Test
    void immediateOrCancelTakesWhatThereIsAndTheRestExpires() {
        limit(1, ALICE, SELL, 100, 3);
        events();
        book.submit(ticket.limit(2, BOB, BUY, 100, 10).immediateOrCancel());

        assertThat(events())
                .containsExactly(
                        "#2 accepted",
                        "trade 1: 3 @ 100 maker #1 left 0 taker #2 buys left 7",
                        "#2 expired left 7 IMMEDIATE_OR_CANCEL");
    }

    @Test
    void fillOrKillLooksAtTheWholeDepthUpToItsLimit() {
        limit(1, ALICE, SELL, 100, 3);
        limit(2, ALICE, SELL, 101, 3);
        limit(3, ALICE, SELL, 102, 3);
        events();

        book.submit(ticket.limit(4, BOB, BUY, 101, 7).fillOrKill());
        assertThat(events()).containsExactly("#4 accepted", "#4 expired left 7 FILL_OR_KILL");

        book.submit(ticket.limit(5, BOB, BUY, 101, 6).fillOrKill());
        assertThat(events())
                .containsExactly(
                        "#5 accepted",
                        "trade 1: 3 @ 100 maker #1 left 0 taker #5 buys left 3",
                        "trade 2: 3 @ 101 maker #2 left 0 taker #5 buys left 0");
    }

    @Test
    void fillOrKillThatWouldMeetItsOwnOrderDoesNotCountIt() {
        limit(1, BOB, SELL, 100, 3);
        limit(2, ALICE, SELL, 101, 3);
        events();

        book.submit(ticket.limit(3, BOB, BUY, 101, 4).fillOrKill().preventing(SelfTrade.EXPIRE_MAKER));
        assertThat(events()).containsExactly("#3 accepted", "#3 expired left 4 FILL_OR_KILL");
        assertThat(book.isOpen(1)).isTrue();
    }

    @Test
    void aMarketOrderThatEmptiesTheBookExpires() {
        limit(1, ALICE, BUY, 100, 3);
        events();
        book.submit(ticket.market(2, BOB, SELL, 5));

        assertThat(events())
                .containsExactly(
                        "#2 accepted",
                        "trade 1: 3 @ 100 maker #1 left 0 taker #2 sells left 2",
                        "#2 expired left 2 NO_LIQUIDITY");
    }

    @Test
    void aMarketOrderByAmountBuysWholeLotsAsFarAsTheAmountGoes() {
        limit(1, ALICE, SELL, 100, 3);
        limit(2, ALICE, SELL, 110, 9);
        events();
        book.submit(ticket.marketForAmount(3, BOB, BUY, 0, 700));

        assertThat(events())
                .containsExactly(
                        "#3 accepted",
                        "trade 1: 3 @ 100 maker #1 left 0 taker #3 buys",
                        "trade 2: 3 @ 110 maker #2 left 6 taker #3 buys",
                        "#3 has spent its amount");
    }

    @Test
    void anAmountBeyond64BitsOfTicksAndLotsIsSpentExactly() {
        long ticks = 6_000_000_000_000L;
        limit(1, ALICE, SELL, ticks, 10_000_000_000L);
        events();
        long lots = 3_333_333_333L;
        book.submit(ticket.marketForAmount(2, BOB, BUY, Math.multiplyHigh(ticks, lots), ticks * lots + ticks - 1));

        assertThat(events()).contains("trade 1: 3333333333 @ 6000000000000 maker #1 left 6666666667 taker #2 buys");
    }

    // Post-only

    @Test
    void aPostOnlyOrderThatWouldTakeIsRejected() {
        limit(1, ALICE, SELL, 100, 3);
        events();
        book.submit(ticket.limit(2, BOB, BUY, 100, 1).postOnly());
        book.submit(ticket.limit(3, BOB, BUY, 99, 1).postOnly());

        assertThat(events()).containsExactly("#2 rejected WOULD_TAKE", "#3 accepted");
    }

    // Priority

    @Test
    void aSmallerQuantityKeepsItsPlaceALargerOneOrAnotherPriceGoesBehind() {
        limit(1, ALICE, SELL, 100, 5);
        limit(2, ALICE, SELL, 100, 5);
        limit(3, ALICE, SELL, 100, 5);
        events();
        book.replace(1, ALICE, 100, 4);
        book.replace(2, ALICE, 100, 6);
        book.replace(3, ALICE, 101, 5);
        book.replace(3, ALICE, 100, 5);
        assertThat(events())
                .containsExactly(
                        "#1 now 4 @ 100 left 4, place kept",
                        "#2 now 6 @ 100 left 6, behind the others",
                        "#3 now 5 @ 101 left 5, behind the others",
                        "#3 now 5 @ 100 left 5, behind the others");
        assertThat(order(SELL)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anAmendOnlyReducesAndNotBelowWhatWasExecuted() {
        limit(1, ALICE, SELL, 100, 5);
        limit(2, BOB, BUY, 100, 2);
        events();
        book.amend(1, ALICE, 5);
        book.amend(1, ALICE, 2);
        book.amend(1, BOB, 4);
        book.amend(1, ALICE, 4);

        assertThat(events())
                .containsExactly(
                        "#1 not replaced NOT_REDUCED",
                        "#1 not replaced NOT_REDUCED",
                        "#1 not replaced UNKNOWN_ORDER",
                        "#1 now 4 @ 100 left 2, place kept");
    }

    @Test
    void anOrderMovedAcrossTheMarketTakes() {
        limit(1, ALICE, SELL, 100, 3);
        limit(2, BOB, BUY, 90, 5);
        events();
        book.replace(2, BOB, 100, 5);

        assertThat(events())
                .containsExactly(
                        "#2 now 5 @ 100 left 5, behind the others",
                        "trade 1: 3 @ 100 maker #1 left 0 taker #2 buys left 2");
        assertThat(book.lotsAt(BUY, 100)).isEqualTo(2);
    }

    @Test
    void aCancelIsForTheOwnerOnly() {
        limit(1, ALICE, SELL, 100, 3);
        events();
        book.cancel(1, BOB);
        book.cancel(1, ALICE);
        book.cancel(1, ALICE);

        assertThat(events())
                .containsExactly(
                        "#1 not canceled UNKNOWN_ORDER", "#1 canceled left 3", "#1 not canceled UNKNOWN_ORDER");
    }

    @Test
    void anIdMayBeUsedAgainWhenItsOrderIsGone() {
        limit(1, ALICE, SELL, 100, 3);
        limit(1, BOB, SELL, 100, 3);
        book.cancel(1, ALICE);
        limit(1, BOB, SELL, 100, 3);

        assertThat(events())
                .containsExactly("#1 accepted", "#1 rejected DUPLICATE_ORDER_ID", "#1 canceled left 3", "#1 accepted");
    }

    // Self-trades: the scenarios of Binance's "Self Trade Prevention (STP) FAQ"

    @Test
    void expireMakerClearsTheWayAndTheTakerRests() {
        threeOwnBids();
        book.submit(ticket.limit(4, ALICE, SELL, 10, 3).preventing(SelfTrade.EXPIRE_MAKER));

        assertThat(events())
                .containsExactly(
                        "#4 accepted",
                        "self-trade prevented @ 12 maker #1 left 12 taker #4 left 3",
                        "#1 expired left 12 SELF_TRADE",
                        "self-trade prevented @ 11 maker #2 left 13 taker #4 left 3",
                        "#2 expired left 13 SELF_TRADE",
                        "self-trade prevented @ 10 maker #3 left 81 taker #4 left 3",
                        "#3 expired left 81 SELF_TRADE");
        assertThat(book.lotsAt(SELL, 10)).isEqualTo(3);
    }

    @Test
    void expireTakerLeavesTheBookAsItIs() {
        threeOwnBids();
        book.submit(ticket.limit(4, ALICE, SELL, 10, 3).preventing(SelfTrade.EXPIRE_TAKER));

        assertThat(events())
                .containsExactly(
                        "#4 accepted",
                        "self-trade prevented @ 12 maker #1 left 12 taker #4 left 3",
                        "#4 expired left 3 SELF_TRADE");
        assertThat(order(BUY)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void expireBothEndsTheFirstTwoThatMeet() {
        threeOwnBids();
        book.submit(ticket.limit(4, ALICE, SELL, 10, 3).preventing(SelfTrade.EXPIRE_BOTH));

        assertThat(events())
                .containsExactly(
                        "#4 accepted",
                        "self-trade prevented @ 12 maker #1 left 12 taker #4 left 3",
                        "#1 expired left 12 SELF_TRADE",
                        "#4 expired left 3 SELF_TRADE");
        assertThat(order(BUY)).containsExactly(2L, 3L);
    }

    @Test
    void theModeOfTheOrderThatRestsDoesNotCount() {
        book.submit(ticket.limit(1, ALICE, BUY, 10, 3).preventing(SelfTrade.EXPIRE_BOTH));
        events();
        limit(2, ALICE, SELL, 10, 3);

        assertThat(events()).contains("trade 1: 3 @ 10 maker #1 left 0 taker #2 sells left 0");
    }

    private void threeOwnBids() {
        limit(1, ALICE, BUY, 12, 12);
        limit(2, ALICE, BUY, 11, 13);
        limit(3, ALICE, BUY, 10, 81);
        events();
    }

    // Triggers

    @Test
    void aStopSellsWhenTheLastPriceFallsToItAndATargetWhenItRises() {
        limit(1, BOB, BUY, 80, 100);
        trade(100);
        book.submit(ticket.market(11, ALICE, SELL, 2).stop(95));
        book.submit(ticket.market(12, ALICE, SELL, 3).takeProfit(105));
        events();
        book.print(96);
        assertThat(events()).isEmpty();
        book.print(105);
        assertThat(events())
                .containsExactly(
                        "#12 triggered at 105",
                        "trade 2: 3 @ 80 maker #1 left 97 taker #12 sells left 0",
                        "#11 triggered at 80",
                        "trade 3: 2 @ 80 maker #1 left 95 taker #11 sells left 0");
    }

    @Test
    void aStopThatIsAlreadyReachedIsRejectedUnlessTheVenueStoodStill() {
        trade(100);
        events();
        book.submit(ticket.market(11, ALICE, SELL, 2).stop(100));
        book.submit(ticket.market(12, ALICE, BUY, 2).takeProfit(100));
        book.submit(ticket.limit(13, ALICE, SELL, 90, 2).takeProfit(101));
        assertThat(events()).containsExactly("#11 rejected WOULD_TRIGGER", "#12 rejected WOULD_TRIGGER", "#13 waits");

        book = new OrderBook(log, TriggerPrice.LAST, EarlyTrigger.TRIGGER);
        trade(100);
        events();
        book.submit(ticket.market(11, ALICE, SELL, 2).stop(100));
        assertThat(events()).containsExactly("#11 waits", "#11 triggered at 100", "#11 expired left 2 NO_LIQUIDITY");
    }

    @Test
    void onTheBestPriceASellStopWatchesTheBidAndABuyStopTheAsk() {
        book = new OrderBook(log, TriggerPrice.BEST, EarlyTrigger.REJECT);
        limit(1, BOB, BUY, 99, 5);
        limit(2, BOB, SELL, 101, 5);
        book.submit(ticket.market(11, ALICE, SELL, 1).stop(98));
        book.submit(ticket.market(12, ALICE, BUY, 1).stop(102));
        limit(3, BOB, BUY, 98, 5);
        limit(4, BOB, SELL, 102, 5);
        events();
        book.cancel(1, BOB);
        assertThat(events())
                .containsExactly(
                        "#1 canceled left 5",
                        "#11 triggered at 98",
                        "trade 1: 1 @ 98 maker #3 left 4 taker #11 sells left 0");
        book.replace(2, BOB, 103, 5);
        assertThat(events())
                .containsExactly(
                        "#2 now 5 @ 103 left 5, behind the others",
                        "#12 triggered at 102",
                        "trade 2: 1 @ 102 maker #4 left 4 taker #12 buys left 0");
    }

    @Test
    void aSweepReleasesStopsInTheOrderOfItsPricesAndThenOfSubmission() {
        limit(1, BOB, SELL, 100, 1);
        limit(2, BOB, SELL, 101, 1);
        limit(3, BOB, SELL, 200, 9);
        book.submit(ticket.market(11, ALICE, BUY, 1).stop(101));
        book.submit(ticket.market(12, ALICE, BUY, 1).stop(100));
        book.submit(ticket.market(13, ALICE, BUY, 1).stop(99));
        events();
        limit(4, ALICE, BUY, 101, 2);

        assertThat(events())
                .containsExactly(
                        "#4 accepted",
                        "trade 1: 1 @ 100 maker #1 left 0 taker #4 buys left 1",
                        "trade 2: 1 @ 101 maker #2 left 0 taker #4 buys left 0",
                        "#12 triggered at 100",
                        "trade 3: 1 @ 200 maker #3 left 8 taker #12 buys left 0",
                        "#13 triggered at 100",
                        "trade 4: 1 @ 200 maker #3 left 7 taker #13 buys left 0",
                        "#11 triggered at 101",
                        "trade 5: 1 @ 200 maker #3 left 6 taker #11 buys left 0");
    }

    @Test
    void aTriggeredOrderThatCannotBePaidExpires() {
        book.submit(ticket.market(10, ALICE, BUY, 1).stop(100));
        events();
        book.print(100);

        assertThat(events()).containsExactly("#10 triggered at 100", "#10 expired left 1 INSUFFICIENT_BALANCE");
    }

    // Trailing: the scenarios of Binance's "Spot Trailing Stop order FAQ", prices in units

    @Test
    void aTrailingBuyStopFollowsOnlyOnceItsStopPriceIsReached() {
        book.print(40_000);
        book.submit(ticket.limit(1, ALICE, BUY, 45_000, 1).stop(44_000).trailing(500));
        assertReleasedAt(44_100, 37_000, 44_000, 45_000, 46_000, 42_000, 44_099);
    }

    @Test
    void aTrailingSellStopFollowsOnlyOnceItsStopPriceIsReached() {
        book.print(40_000);
        book.submit(ticket.limit(1, ALICE, SELL, 38_000, 1).stop(39_000).trailing(1_000));
        assertReleasedAt(36_900, 41_500, 39_000, 37_000, 41_000, 36_901);
    }

    @Test
    void aTrailingBuyTargetWaitsForItsPriceThenForTheTurn() {
        book.print(40_000);
        book.submit(ticket.limit(1, ALICE, BUY, 38_500, 1).takeProfit(38_000).trailing(850));
        assertReleasedAt(40_145, 42_000, 38_000, 37_000, 39_000, 38_000, 40_144);
    }

    @Test
    void aTrailingSellTargetWaitsForItsPriceThenForTheTurn() {
        book.print(40_000);
        book.submit(ticket.limit(1, ALICE, SELL, 41_000, 1).takeProfit(42_000).trailing(750));
        assertReleasedAt(43_012, 41_500, 39_000, 42_000, 45_000, 44_000, 46_500, 43_013);
    }

    @Test
    void aTrailingStopWithoutAStopPriceFollowsFromTheLastPriceOn() {
        book.print(40_000);
        book.submit(ticket.limit(1, ALICE, SELL, 39_000, 1).stop(0).trailing(700));
        assertThat(book.trailingStopTicks(1)).isEqualTo(37_200);
        assertReleasedAt(42_315, 42_000, 39_500, 45_500, 42_316);
    }

    private void assertReleasedAt(long release, long... before) {
        events();
        for (long ticks : before) {
            book.print(ticks);
            assertThat(events()).as("at %s", ticks).isEmpty();
        }
        book.print(release);
        assertThat(events()).containsExactly("#1 triggered at " + release);
        assertThat(book.remainingLots(1)).isEqualTo(1);
    }

    // Pairs

    @Test
    void aFirstPartialFillOfTheTargetEndsTheStopInTheSameCommand() {
        book.print(100);
        pair();
        limit(2, BOB, BUY, 110, 1);

        assertThat(events())
                .containsExactly(
                        "#11 accepted",
                        "#12 waits",
                        "#2 accepted",
                        "trade 1: 1 @ 110 maker #11 left 4 taker #2 buys left 0",
                        "#12 expired left 5 OTHER_OF_PAIR");
    }

    @Test
    void theTriggerOfTheStopEndsTheTargetBeforeItTrades() {
        book.print(100);
        pair();
        limit(2, BOB, BUY, 80, 9);
        events();
        book.print(90);

        assertThat(events())
                .containsExactly(
                        "#12 triggered at 90",
                        "#11 expired left 5 OTHER_OF_PAIR",
                        "trade 1: 5 @ 80 maker #2 left 4 taker #12 sells left 0");
    }

    @Test
    void aSweepThatFillsTheTargetFirstNeverReleasesTheStop() {
        book = new OrderBook(log, TriggerPrice.LAST, EarlyTrigger.REJECT);
        book.print(100);
        book.submitPair(
                new Ticket().limit(11, ALICE, SELL, 110, 5).postOnly(),
                new Ticket().market(12, ALICE, SELL, 5).takeProfit(120));
        limit(2, BOB, SELL, 120, 1);
        events();
        limit(3, BOB, BUY, 120, 6);

        assertThat(events())
                .containsExactly(
                        "#3 accepted",
                        "trade 1: 5 @ 110 maker #11 left 0 taker #3 buys left 1",
                        "#12 expired left 5 OTHER_OF_PAIR",
                        "trade 2: 1 @ 120 maker #2 left 0 taker #3 buys left 0");
    }

    @Test
    void cancelingOneOfAPairCancelsBothAndAnAmendChangesBoth() {
        book.print(100);
        pair();
        events();
        book.amend(12, ALICE, 3);
        book.replace(11, ALICE, 111, 3);
        book.cancel(11, ALICE);

        assertThat(events())
                .containsExactly(
                        "#12 now 3 @ 0 left 3, place kept",
                        "#11 now 3 @ 110 left 3, place kept",
                        "#11 not replaced NOT_REPLACEABLE",
                        "#11 canceled left 3",
                        "#12 canceled left 3");
    }

    @Test
    void aPairIsAcceptedAsAWholeOrNotAtAll() {
        limit(1, BOB, BUY, 100, 1);
        book.print(100);
        events();
        book.submitPair(
                new Ticket().limit(11, ALICE, SELL, 100, 5).postOnly(),
                new Ticket().market(12, ALICE, SELL, 5).stop(90));
        book.submitPair(
                new Ticket().limit(11, ALICE, SELL, 110, 5),
                new Ticket().market(12, ALICE, SELL, 5).stop(90));

        assertThat(events())
                .containsExactly(
                        "#11 rejected WOULD_TAKE",
                        "#12 rejected OTHER_OF_PAIR_REJECTED",
                        "#11 rejected MISMATCHED_PAIR",
                        "#12 rejected MISMATCHED_PAIR");
        assertThat(book.openOrders()).isEqualTo(1);
    }

    /** A long's exits: 5 at 110, or when it falls to 90. */
    private void pair() {
        book.submitPair(
                new Ticket().limit(11, ALICE, SELL, 110, 5).postOnly(),
                new Ticket().market(12, ALICE, SELL, 5).stop(90));
    }

    // Callers' mistakes

    @Test
    void aPriceOfNothingIsNoPrice() {
        assertThatIllegalArgumentException().isThrownBy(() -> book.print(0)).withMessageContaining("is 0");
        limit(1, ALICE, BUY, 0, 1);
        limit(1, ALICE, BUY, 1, 0);
        assertThat(events()).containsExactly("#1 rejected PRICE_OUT_OF_RANGE", "#1 rejected QUANTITY_OUT_OF_RANGE");
    }

    @Test
    void aListenerMustNotGiveCommands() {
        List<OrderBook> itself = new ArrayList<>();
        OrderBook strict = new OrderBook(new BookListenerAdapter() {
            @Override
            public void onAccepted(long orderId, int account, boolean working) {
                itself.getFirst().cancel(orderId, account);
            }
        });
        itself.add(strict);
        assertThatIllegalStateException()
                .isThrownBy(() -> strict.submit(ticket.limit(1, ALICE, BUY, 1, 1)))
                .withMessageContaining("in the middle of a command");
    }

    private void limit(long id, int account, boolean buy, long ticks, long lots) {
        book.submit(ticket.limit(id, account, buy, ticks, lots));
    }

    /** Somebody trades at this price; nothing is left of it. */
    private void trade(long ticks) {
        limit(1_001, BOB, SELL, ticks, 1);
        limit(1_002, BOB, BUY, ticks, 1);
    }

    private List<Long> order(boolean buys) {
        List<Long> ids = new ArrayList<>();
        book.orders(buys, (id, _, _, _) -> ids.add(id));
        return ids;
    }

    private List<String> events() {
        List<String> lines = log.lines();
        log.clear();
        return lines;
    }
}
