package dev.tandem.sim.oracle;

import static dev.tandem.sim.oracle.Story.bars;
import static dev.tandem.sim.oracle.Story.buy;
import static dev.tandem.sim.oracle.Story.end;
import static dev.tandem.sim.oracle.Story.fills;
import static dev.tandem.sim.oracle.Story.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import org.junit.jupiter.api.Test;

/** From when on exits work, which leg wins, and what other orders do to them: the rules by example. */
class BracketsOnBarsTest {
    private static final String CALM = "100 100 100 100";

    private static OrderRequest.Builder bracket(OrderRequest.Builder order, String stop, String target) {
        return order.stopLoss(Exit.at(stop)).takeProfit(Exit.at(target));
    }

    @Test
    void exitsOfAnEntryAtTheOpenSeeTheRestOfThatBar() {
        Outcome stopped = bars(CALM, "100 101 95 99")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .run();
        assertThat(fills(stopped)).containsExactly("1 a BUY 1@100 TAKER", "1 a/stop1 SELL 1@96 TAKER");
        assertThat(end(stopped, "a/target1")).isEqualTo("CANCELED oco");

        Outcome paid = bars(CALM, "100 111 99 105")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .run();
        assertThat(fills(paid)).containsExactly("1 a BUY 1@100 TAKER", "1 a/target1 SELL 1@110 MAKER");
        assertThat(end(paid, "a/stop1")).isEqualTo("CANCELED oco");
    }

    @Test
    void exitsOfAnEntryInsideTheBarSeeItsStopButNotItsFarSide() {
        Outcome both = bars(CALM, "100 112 94 100", "100 112 100 100")
                .submit(0, "a", bracket(buy("1").limit("98"), "95", "110"))
                .run();
        assertThat(fills(both)).containsExactly("1 a BUY 1@98 MAKER", "1 a/stop1 SELL 1@95 TAKER");
        assertThat(both.bothLegsTouched()).isZero();

        Outcome farSide = bars(CALM, "100 112 97 100", "100 112 100 100")
                .submit(0, "a", bracket(buy("1").limit("98"), "95", "110"))
                .run();
        assertThat(fills(farSide)).containsExactly("1 a BUY 1@98 MAKER", "2 a/target1 SELL 1@110 MAKER");
    }

    @Test
    void anOptimistLetsTheFarSideOfTheEntryBarCount() {
        Outcome outcome = bars(CALM, "100 112 94 100")
                .submit(0, "a", bracket(buy("1").limit("98"), "95", "110"))
                .optimistic()
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@98 MAKER", "1 a/target1 SELL 1@110 MAKER");
        assertThat(outcome.bothLegsTouched()).isOne();
    }

    @Test
    void theStopOfABreakoutEntryIsLookedAtAfterTheOtherStops() {
        Outcome outcome = bars(CALM, "100 105 94 100")
                .submit(0, "breakout", buy("1").stop("103").stopLoss(Exit.at("95")))
                .submit(0, "other", sell("1").stop("97"))
                .run();
        // "other" closes the position first; the breakout's stop has nothing left to protect.
        assertThat(fills(outcome)).containsExactly("1 breakout BUY 1@103 TAKER", "1 other SELL 1@97 TAKER");
        assertThat(end(outcome, "breakout/stop1")).isEqualTo("CANCELED position-closed");
    }

    @Test
    void aStopThatArisesFromALimitFillIsLookedAtBeforeTheNextLimit() {
        Outcome outcome = bars(CALM, "100 100 94 100")
                .submit(0, "first", buy("1").limit("98").stopLoss(Exit.at("95")))
                .submit(0, "second", buy("1").limit("97"))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 first BUY 1@98 MAKER", "1 first/stop1 SELL 1@95 TAKER", "1 second BUY 1@97 MAKER");
    }

    @Test
    void aStopAlreadyBeyondTheOpenFillsThere() {
        // The market gapped below the stop before the limit could fill.
        Outcome outcome = bars(CALM, "90 99 89 95")
                .submit(0, "a", bracket(buy("1").limit("98"), "95", "110"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@90 TAKER", "1 a/stop1 SELL 1@90 TAKER");
    }

    @Test
    void bracketsFromTheNextBarSleepInTheEntryBar() {
        Outcome outcome = bars(CALM, "100 111 95 100", "100 101 95 100")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .bracketsFromNextBar()
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "2 a/stop1 SELL 1@96 TAKER");
    }

    @Test
    void theStopWinsABarThatTouchesBothLegsAndTheOptimistsTargetDoes() {
        Story story = bars(CALM, CALM, "100 111 95 100").submit(0, "a", bracket(buy("1"), "96", "110"));
        Outcome realistic = story.run();
        assertThat(fills(realistic)).containsExactly("1 a BUY 1@100 TAKER", "2 a/stop1 SELL 1@96 TAKER");
        assertThat(realistic.bothLegsTouched()).isOne();

        Outcome optimistic = story.optimistic().run();
        assertThat(fills(optimistic)).containsExactly("1 a BUY 1@100 TAKER", "2 a/target1 SELL 1@110 MAKER");
        assertThat(optimistic.bothLegsTouched()).isOne();
    }

    @Test
    void aBarThatOpensBeyondOneLegFillsItThereWhateverItTouchesLater() {
        Outcome target = bars(CALM, CALM, "112 113 90 95")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .run();
        assertThat(fills(target)).containsExactly("1 a BUY 1@100 TAKER", "2 a/target1 SELL 1@112 MAKER");

        Outcome stop = bars(CALM, CALM, "94 115 90 95")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .optimistic()
                .run();
        assertThat(fills(stop)).containsExactly("1 a BUY 1@100 TAKER", "2 a/stop1 SELL 1@94 TAKER");
        assertThat(stop.bothLegsTouched()).isZero();
    }

    @Test
    void aTargetIsAPassiveLimitForThePessimist() {
        Story story =
                bars(CALM, CALM, "100 110 99 100", "100 111 99 100").submit(0, "a", bracket(buy("1"), "96", "110"));
        assertThat(fills(story.run())).containsExactly("1 a BUY 1@100 TAKER", "2 a/target1 SELL 1@110 MAKER");
        assertThat(fills(story.pessimistic().run()))
                .containsExactly("1 a BUY 1@100 TAKER", "3 a/target1 SELL 1@110 MAKER");
    }

    @Test
    void exitsByPercentRoundTowardTheEntry() {
        // 1.5 % of 99 is 1.485: the long's stop up to 98, its target down to 100; the short's the other way round.
        Outcome longStop = bars(CALM, "99 99 99 99", "99 99 98 99")
                .submit(0, "a", buy("1").stopLoss(Exit.percentFromFill("1.5")))
                .run();
        assertThat(fills(longStop)).containsExactly("1 a BUY 1@99 TAKER", "2 a/stop1 SELL 1@98 TAKER");

        Outcome shortPair = bars(CALM, "99 99 99 99", "99 99 98 99")
                .submit(0, "a", sell("1").stopLoss(Exit.percentFromFill("1.5")).takeProfit(Exit.percentFromFill("1.5")))
                .run();
        assertThat(fills(shortPair)).containsExactly("1 a SELL 1@99 TAKER", "2 a/target1 BUY 1@98 MAKER");
    }

    @Test
    void aTrailingStopStartsAtTheFillAndIsRaisedAtEachClose() {
        // 10 %: 90 from the fill at 100, 99 after the close at 110; the close at 104 does not lower it.
        Outcome outcome = bars(CALM, "100 110 92 110", "110 111 100 104", "104 104 99 100")
                .submit(0, "a", buy("1").trailingStop(Rate.parse("0.1")))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "3 a/trail1 SELL 1@99 TAKER");
    }

    @Test
    void aTrailingStopFromTheNextBarStartsAtTheCloseOfTheEntryBar() {
        // The close of the entry bar was 90: the level starts at 81, not at 90.
        Outcome outcome = bars(CALM, "100 100 90 90", "90 90 82 82", "82 82 81 81")
                .submit(0, "a", buy("1").trailingStop(Rate.parse("0.1")))
                .bracketsFromNextBar()
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "3 a/trail1 SELL 1@81 TAKER");
    }

    @Test
    void ofAFixedAndATrailingStopTheTighterOneWorks() {
        OrderRequest.Builder entry = buy("1").stopLoss(Exit.at("95")).trailingStop(Rate.parse("0.1"));
        Outcome fixed = bars(CALM, CALM, "100 100 95 97").submit(0, "a", entry).run();
        assertThat(fills(fixed)).containsExactly("1 a BUY 1@100 TAKER", "2 a/stop1 SELL 1@95 TAKER");

        Outcome trailed = bars(CALM, "100 110 100 110", "110 110 95 97")
                .submit(0, "a", entry)
                .run();
        assertThat(fills(trailed)).containsExactly("1 a BUY 1@100 TAKER", "2 a/trail1 SELL 1@99 TAKER");
    }

    @Test
    void aMarketExitFillsAtTheOpenAlthoughTheStopWouldHaveBeenHitThere() {
        Outcome outcome = bars(CALM, CALM, "90 120 90 100")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .closePosition(1, "exit")
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "2 exit SELL 1@90 TAKER");
        assertThat(end(outcome, "a/stop1")).isEqualTo("CANCELED market-exit");
        assertThat(outcome.position()).isZero();
    }

    @Test
    void aPartialMarketExitReplacesTheRestOfTheBracketWhichWorksFromThatFillOn() {
        Outcome outcome = bars(CALM, CALM, "90 120 90 100")
                .submit(0, "a", bracket(buy("3"), "96", "110"))
                .submit(1, "exit", sell("1"))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 a BUY 3@100 TAKER", "2 exit SELL 1@90 TAKER", "2 a/stop1 SELL 2@90 TAKER");
        assertThat(end(outcome, "a/target1")).isEqualTo("CANCELED oco");
    }

    @Test
    void aPartialMarketExitKeepsTheTrailingLevel() {
        Outcome outcome = bars(CALM, "100 110 100 110", "110 110 100 100", "100 100 99 99")
                .submit(0, "a", buy("2").trailingStop(Rate.parse("0.1")))
                .submit(1, "exit", sell("1"))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 a BUY 2@100 TAKER", "2 exit SELL 1@110 TAKER", "3 a/trail1 SELL 1@99 TAKER");
    }

    @Test
    void aMarketExitTakesTheOldestBracketFirst() {
        Outcome outcome = bars(CALM, CALM, CALM, CALM, "100 100 90 95")
                .submit(0, "old", buy("1").stopLoss(Exit.at("95")))
                .submit(1, "young", buy("1").stopLoss(Exit.at("96")))
                .submit(2, "exit", sell("1"))
                .run();
        assertThat(fills(outcome))
                .containsExactly(
                        "1 old BUY 1@100 TAKER",
                        "2 young BUY 1@100 TAKER",
                        "3 exit SELL 1@100 TAKER",
                        "4 young/stop1 SELL 1@96 TAKER");
        assertThat(end(outcome, "old/stop1")).isEqualTo("CANCELED market-exit");
    }

    @Test
    void aMarketExitThatIsWithdrawnGivesTheBracketBack() {
        Outcome outcome = bars(CALM, CALM, "94 100 90 95")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .closePosition(1, "exit")
                .cancel(1, "exit")
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "2 a/stop1 SELL 1@94 TAKER");
    }

    @Test
    void aFlipClosesTheOldBracketAndProtectsOnlyWhatItOpened() {
        Outcome outcome = bars(CALM, CALM, "100 100 100 100", "100 104 100 104")
                .submit(0, "a", bracket(buy("2"), "96", "110"))
                .submit(1, "flip", sell("3").stopLoss(Exit.at("103")))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 a BUY 2@100 TAKER", "2 flip SELL 3@100 TAKER", "3 flip/stop1 BUY 1@103 TAKER");
        assertThat(end(outcome, "a/stop1")).isEqualTo("CANCELED market-exit");
        assertThat(outcome.position()).isZero();
    }

    @Test
    void aLimitAgainstThePositionLeavesTheBracketUntilItFillsAndThenShrinksIt() {
        Outcome outcome = bars(CALM, CALM, "100 105 100 104", "104 104 95 97")
                .submit(0, "a", bracket(buy("3"), "96", "110"))
                .submit(1, "scale-out", sell("1").limit("105"))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 a BUY 3@100 TAKER", "2 scale-out SELL 1@105 MAKER", "3 a/stop1 SELL 2@96 TAKER");
    }

    @Test
    void onlyTheUnprotectedPartIsLeftWhenEveryExitIsFilled() {
        Outcome outcome = bars(CALM, CALM, CALM, "100 100 90 95")
                .submit(0, "naked", buy("1"))
                .submit(1, "a", buy("2").stopLoss(Exit.at("95")))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 naked BUY 1@100 TAKER", "2 a BUY 2@100 TAKER", "3 a/stop1 SELL 2@95 TAKER");
        assertThat(outcome.position()).isEqualByComparingTo("1");
    }

    @Test
    void anOrderThatOnlyClosesBringsNoExits() {
        Outcome outcome = bars(CALM, CALM, CALM)
                .submit(0, "a", buy("1"))
                .submit(1, "b", sell("1").stopLoss(Exit.at("105")))
                .run();
        assertThat(outcome.orders()).extracting(Outcome.OrderEnd::order).containsExactly("a", "b");
    }

    @Test
    void aLimitThatFlipsThePositionLeavesOnlyTheNewBracket() {
        Outcome outcome = bars(CALM, CALM, "100 105 100 104", "104 107 104 107")
                .submit(0, "a", bracket(buy("1"), "96", "110"))
                .submit(1, "flip", sell("3").limit("105").stopLoss(Exit.at("107")))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 a BUY 1@100 TAKER", "2 flip SELL 3@105 MAKER", "3 flip/stop1 BUY 2@107 TAKER");
        assertThat(end(outcome, "a/stop1")).isEqualTo("CANCELED position-closed");
    }

    @Test
    void aLimitThatReducesShrinksTheOldestBracketFirst() {
        Outcome outcome = bars(CALM, CALM, CALM, "100 105 100 104", "104 104 90 97")
                .submit(0, "old", buy("2").stopLoss(Exit.at("95")))
                .submit(1, "young", buy("2").stopLoss(Exit.at("96")))
                .submit(2, "scale-out", sell("1").limit("105"))
                .run();
        assertThat(fills(outcome))
                .containsExactly(
                        "1 old BUY 2@100 TAKER",
                        "2 young BUY 2@100 TAKER",
                        "3 scale-out SELL 1@105 MAKER",
                        "4 old/stop1 SELL 1@95 TAKER",
                        "4 young/stop1 SELL 2@96 TAKER");
    }

    @Test
    void theUnprotectedPartOfAPositionIsWhatAPartialExitLeavesFirst() {
        // Two units, one of them protected: selling one leaves one, and the bracket that fits it.
        Outcome market = bars(CALM, CALM, CALM, "100 100 100 100", "100 100 90 95")
                .submit(0, "a", buy("1").stopLoss(Exit.at("95")))
                .submit(1, "naked", buy("1"))
                .submit(2, "exit", sell("1"))
                .run();
        assertThat(fills(market))
                .containsExactly(
                        "1 a BUY 1@100 TAKER",
                        "2 naked BUY 1@100 TAKER",
                        "3 exit SELL 1@100 TAKER",
                        "4 a/stop1 SELL 1@95 TAKER");
    }

    @Test
    void twoMarketExitsAtOneCloseMakeRoomForBoth() {
        Outcome outcome = bars(CALM, CALM, CALM, "90 100 90 95")
                .submit(0, "a", buy("1").stopLoss(Exit.at("95")))
                .submit(1, "b", buy("1").stopLoss(Exit.at("96")))
                .submit(2, "x", sell("1"))
                .submit(2, "y", sell("1"))
                .run();
        assertThat(fills(outcome))
                .containsExactly(
                        "1 a BUY 1@100 TAKER", "2 b BUY 1@100 TAKER", "3 x SELL 1@90 TAKER", "3 y SELL 1@90 TAKER");
        assertThat(outcome.position()).isZero();
    }

    @Test
    void aShortIsProtectedTheOtherWayRound() {
        Outcome outcome = bars(CALM, "100 103 98 100", "100 106 90 100")
                .submit(0, "a", bracket(sell("1").limit("102"), "105", "95"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a SELL 1@102 MAKER", "2 a/stop1 BUY 1@105 TAKER");
        assertThat(outcome.bothLegsTouched()).isOne();
    }

    @Test
    void anEqualFixedAndTrailingStopIsCalledTheStopLoss() {
        Outcome outcome = bars(CALM, CALM, "100 100 90 97")
                .submit(0, "a", buy("1").stopLoss(Exit.at("90")).trailingStop(Rate.parse("0.1")))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "2 a/stop1 SELL 1@90 TAKER");
    }

    @Test
    void aTrailingStopMakesAPairWithATarget() {
        Outcome outcome = bars(CALM, "100 110 100 110", "110 120 99 100")
                .submit(0, "a", buy("1").trailingStop(Rate.parse("0.1")).takeProfit(Exit.at("120")))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "2 a/trail1 SELL 1@99 TAKER");
        assertThat(end(outcome, "a/target1")).isEqualTo("CANCELED oco");
        assertThat(outcome.bothLegsTouched()).isOne();
    }

    @Test
    void aTargetOfAnEntryInsideTheBarFirstSeesTheNextOpen() {
        Outcome outcome = bars(CALM, "100 112 97 100", "111 112 110 110")
                .submit(0, "a", bracket(buy("1").limit("98"), "95", "110"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@98 MAKER", "2 a/target1 SELL 1@111 TAKER");
    }

    @Test
    void aPessimistsTargetIsPassiveEvenAtItsFirstOpen() {
        Story story = bars(CALM, CALM, "101 101 101 101").submit(0, "a", buy("1").takeProfit(Exit.at("100")));
        assertThat(fills(story.run())).containsExactly("1 a BUY 1@100 TAKER", "1 a/target1 SELL 1@100 TAKER");
        assertThat(fills(story.pessimistic().run()))
                .containsExactly("1 a BUY 1@100 TAKER", "2 a/target1 SELL 1@101 MAKER");
    }

    @Test
    void aReplacedBracketKeepsItsAge() {
        Outcome outcome = bars(CALM, CALM, CALM, CALM, CALM, "100 100 90 95")
                .submit(0, "old", buy("2").stopLoss(Exit.at("95")))
                .submit(1, "young", buy("1").stopLoss(Exit.at("96")))
                .submit(2, "x", sell("1"))
                .submit(3, "y", sell("1"))
                .run();
        assertThat(fills(outcome))
                .containsExactly(
                        "1 old BUY 2@100 TAKER",
                        "2 young BUY 1@100 TAKER",
                        "3 x SELL 1@100 TAKER",
                        "4 y SELL 1@100 TAKER",
                        "5 young/stop1 SELL 1@96 TAKER");
    }
}
