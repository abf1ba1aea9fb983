package dev.tandem.sim.oracle;

import static dev.tandem.sim.oracle.Story.bars;
import static dev.tandem.sim.oracle.Story.buy;
import static dev.tandem.sim.oracle.Story.end;
import static dev.tandem.sim.oracle.Story.fills;
import static dev.tandem.sim.oracle.Story.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.TimeInForce;
import org.junit.jupiter.api.Test;

/** When single orders fill, at which price, and when they don't: the rules by example. */
class OrdersOnBarsTest {
    private static final String CALM = "100 100 100 100";

    @Test
    void aMarketOrderFillsAtTheNextOpen() {
        Outcome outcome = bars(CALM, "103 105 101 104").submit(0, "a", buy("2")).run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 2@103 TAKER");
        assertThat(outcome.cash()).isEqualByComparingTo("999794");
        assertThat(outcome.equity().get(1)).isEqualByComparingTo("1000002");
    }

    @Test
    void anOrderOfTheLastBarStaysOpen() {
        Outcome outcome = bars(CALM, CALM).submit(1, "a", buy("1")).run();
        assertThat(fills(outcome)).isEmpty();
        assertThat(end(outcome, "a")).isEqualTo("NEW");
    }

    @Test
    void aLimitBuyThatIsMarketableAtItsFirstOpenTakesThere() {
        Outcome outcome =
                bars(CALM, "98 99 97 98").submit(0, "a", buy("1").limit("99")).run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@98 TAKER");
    }

    @Test
    void aLimitTouchedInsideTheBarFillsAtItsPriceAndMakes() {
        Outcome outcome = bars(CALM, "100 101 98 100")
                .submit(0, "a", buy("1").limit("98"))
                .submit(0, "b", sell("1").limit("101"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@98 MAKER", "1 b SELL 1@101 MAKER");
    }

    @Test
    void aLaterGapThroughARestingLimitFillsAtThatOpenAndMakes() {
        Outcome outcome = bars(CALM, CALM, "95 96 94 95")
                .submit(0, "a", buy("1").limit("98"))
                .run();
        assertThat(fills(outcome)).containsExactly("2 a BUY 1@95 MAKER");
    }

    @Test
    void aSellStopPaysTheGap() {
        Outcome outcome =
                bars(CALM, "90 92 88 91").submit(0, "a", sell("1").stop("95")).run();
        assertThat(fills(outcome)).containsExactly("1 a SELL 1@90 TAKER");
    }

    @Test
    void aStopTouchedInsideTheBarFillsAtItsPrice() {
        Outcome outcome = bars(CALM, "100 104 95 100")
                .submit(0, "a", sell("1").stop("95"))
                .submit(0, "b", buy("1").stop("104"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a SELL 1@95 TAKER", "1 b BUY 1@104 TAKER");
    }

    @Test
    void aBarFillsTheOpenFirstThenStopsThenLimitsWhateverCameFirst() {
        Outcome outcome = bars(CALM, "100 103 97 100")
                .submit(0, "limit", buy("1").limit("98"))
                .submit(0, "stop", buy("1").stop("102"))
                .submit(0, "market", buy("1"))
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 market BUY 1@100 TAKER", "1 stop BUY 1@102 TAKER", "1 limit BUY 1@98 MAKER");
    }

    @Test
    void twoLimitsTouchedInsideOneBarFillInOrderOfSubmissionNotOfPrice() {
        Outcome outcome = bars(CALM, "100 100 95 99")
                .submit(0, "far", buy("1").limit("96"))
                .submit(0, "near", buy("1").limit("99"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 far BUY 1@96 MAKER", "1 near BUY 1@99 MAKER");
    }

    @Test
    void aStopLimitTriggeredAtTheOpenFollowsTheLimitsRuleInThatBar() {
        Outcome marketable = bars(CALM, "103 105 101 104")
                .submit(0, "a", buy("1").stop("102").limit("104"))
                .run();
        assertThat(fills(marketable)).containsExactly("1 a BUY 1@103 TAKER");

        Outcome comesBack = bars(CALM, "106 107 104 105")
                .submit(0, "a", buy("1").stop("102").limit("104"))
                .run();
        assertThat(fills(comesBack)).containsExactly("1 a BUY 1@104 MAKER");
    }

    @Test
    void aStopLimitTriggeredInsideTheBarFillsAtTheStopIfTheLimitAllows() {
        Outcome outcome = bars(CALM, "100 105 99 104")
                .submit(0, "a", buy("1").stop("102").limit("104"))
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@102 TAKER");
    }

    @Test
    void aStopLimitTriggeredInsideTheBarWithTheLimitBelowRestsUntilTheNextBar() {
        // Buys the dip after a breakout: the bar's low says nothing about what came after the trigger.
        Outcome inside = bars(CALM, "100 105 99 104", "104 105 100 103")
                .submit(0, "a", buy("1").stop("102").limit("101"))
                .run();
        assertThat(fills(inside)).containsExactly("2 a BUY 1@101 MAKER");

        Outcome gap = bars(CALM, "100 105 99 104", "99 105 98 103")
                .submit(0, "a", buy("1").stop("102").limit("101"))
                .run();
        assertThat(fills(gap)).containsExactly("2 a BUY 1@99 MAKER");
    }

    @Test
    void aTrailingStopFollowsTheClosesAndNotTheHighs() {
        // 10 % below the best close: 90, then 99 (close 110), not 108 (high 120).
        Outcome outcome = bars(CALM, CALM, "100 120 100 110", "110 110 100 105", "105 106 98 99")
                .submit(0, "entry", buy("1"))
                .submit(1, "a", sell("1").type(new OrderType.TrailingStop(Rate.parse("0.1"))))
                .run();
        assertThat(fills(outcome)).containsExactly("1 entry BUY 1@100 TAKER", "4 a SELL 1@99 TAKER");
    }

    @Test
    void aTrailingBuyStopFollowsAFallingMarketDown() {
        Outcome outcome = bars(CALM, "100 100 90 90", "90 99 90 95")
                .submit(0, "a", buy("1").type(new OrderType.TrailingStop(Rate.parse("0.1"))))
                .run();
        assertThat(fills(outcome)).containsExactly("2 a BUY 1@99 TAKER");
    }

    @Test
    void immediateOrCancelAndFillOrKillSeeOneOpenOnly() {
        for (TimeInForce once : new TimeInForce[] {TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL}) {
            Outcome missed = bars(CALM, "100 100 95 100")
                    .submit(0, "a", buy("1").limit("99").timeInForce(once))
                    .run();
            assertThat(fills(missed)).isEmpty();
            assertThat(end(missed, "a")).isEqualTo("EXPIRED time-in-force");

            Outcome hit = bars(CALM, "99 100 95 100")
                    .submit(0, "a", buy("1").limit("99").timeInForce(once))
                    .run();
            assertThat(fills(hit)).containsExactly("1 a BUY 1@99 TAKER");
        }
    }

    @Test
    void aDayOrderWorksInBarsOfTheUtcDayInWhichItFirstWorks() {
        // Four-hour bars from midnight: bars 0-5 are Monday, bar 6 is Tuesday.
        Outcome monday = bars(CALM, CALM, CALM, CALM, CALM, CALM, "95 95 95 95")
                .submit(0, "a", buy("1").limit("95").timeInForce(TimeInForce.DAY))
                .run();
        assertThat(end(monday, "a")).isEqualTo("EXPIRED time-in-force");

        Outcome sentAtMidnight = bars(CALM, CALM, CALM, CALM, CALM, CALM, CALM, "95 95 95 95")
                .submit(5, "a", buy("1").limit("95").timeInForce(TimeInForce.DAY))
                .run();
        assertThat(fills(sentAtMidnight)).containsExactly("7 a BUY 1@95 MAKER");
    }

    @Test
    void aGoodTillDateOrderWorksInBarsThatOpenBeforeTheDate() {
        long opensBar2 = Story.MIDNIGHT + 2 * Story.FOUR_HOURS;
        Outcome at = bars(CALM, CALM, "95 95 95 95")
                .submit(0, "a", buy("1").limit("95").timeInForce(new TimeInForce.GoodTillDate(opensBar2)))
                .run();
        assertThat(end(at, "a")).isEqualTo("EXPIRED time-in-force");

        Outcome later = bars(CALM, CALM, "95 95 95 95")
                .submit(0, "a", buy("1").limit("95").timeInForce(new TimeInForce.GoodTillDate(opensBar2 + 1)))
                .run();
        assertThat(fills(later)).containsExactly("2 a BUY 1@95 MAKER");
    }

    @Test
    void goodForTwoBarsMeansTheTwoBarsAfterTheClose() {
        Outcome outcome = bars(CALM, CALM, CALM, "95 95 95 95")
                .submit(0, "two", buy("1").limit("95").timeInForce(TimeInForce.goodForBars(2)))
                .submit(0, "three", buy("1").limit("95").timeInForce(TimeInForce.goodForBars(3)))
                .run();
        assertThat(fills(outcome)).containsExactly("3 three BUY 1@95 MAKER");
        assertThat(end(outcome, "two")).isEqualTo("CANCELED time-in-force");
    }

    @Test
    void anOrderWithdrawnAtTheCloseIsGoneBeforeTheNextOpen() {
        Outcome outcome = bars(CALM, CALM, "95 95 95 95")
                .submit(0, "a", buy("1").limit("95"))
                .cancel(1, "a")
                .run();
        assertThat(fills(outcome)).isEmpty();
        assertThat(end(outcome, "a")).isEqualTo("CANCELED requested");
    }

    @Test
    void aPostOnlyOrderThatWouldTakeAtItsFirstOpenIsRejected() {
        Outcome takes = bars(CALM, "99 99 99 99")
                .submit(0, "a", buy("1").limit("99").postOnly())
                .run();
        assertThat(end(takes, "a")).isEqualTo("REJECTED post-only");

        Outcome rests = bars(CALM, CALM, "98 98 98 98")
                .submit(0, "a", buy("1").limit("99").postOnly())
                .run();
        assertThat(fills(rests)).containsExactly("2 a BUY 1@98 MAKER");
    }

    @Test
    void postOnlyIsForLimitOrders() {
        Outcome outcome = bars(CALM, CALM).submit(0, "a", buy("1").postOnly()).run();
        assertThat(end(outcome, "a")).isEqualTo("DENIED capability");
    }

    @Test
    void aPessimistWantsATradeThroughHisLimitUnlessItWasMarketableAtItsFirstOpen() {
        Outcome touched = bars(CALM, "100 100 98 99", "98 99 98 98")
                .submit(0, "a", buy("1").limit("98"))
                .pessimistic()
                .run();
        assertThat(fills(touched)).isEmpty();

        Outcome through = bars(CALM, "100 100 97 99")
                .submit(0, "a", buy("1").limit("98"))
                .pessimistic()
                .run();
        assertThat(fills(through)).containsExactly("1 a BUY 1@98 MAKER");

        Outcome opensThrough = bars(CALM, CALM, "97 99 97 98")
                .submit(0, "a", buy("1").limit("98"))
                .pessimistic()
                .run();
        assertThat(fills(opensThrough)).containsExactly("2 a BUY 1@97 MAKER");

        Outcome marketable = bars(CALM, "98 99 98 98")
                .submit(0, "a", buy("1").limit("98"))
                .pessimistic()
                .run();
        assertThat(fills(marketable)).containsExactly("1 a BUY 1@98 TAKER");
    }

    @Test
    void slippageWorsensMarketAndStopFillsButNoLimit() {
        // 1.5 % of 100 is 1.5: rounded to whole prices away from the trader, beyond the bar's range.
        Outcome outcome = bars(CALM, "100 100 90 95")
                .submit(0, "market", buy("1"))
                .submit(0, "stop", sell("1").stop("92"))
                .submit(0, "limit", buy("1").limit("91"))
                .submit(0, "stop-limit", sell("1").stop("94").limit("90"))
                .slippage("0.015")
                .run();
        assertThat(fills(outcome))
                .containsExactly(
                        "1 market BUY 1@102 TAKER",
                        "1 stop SELL 1@90 TAKER",
                        "1 stop-limit SELL 1@94 TAKER",
                        "1 limit BUY 1@91 MAKER");
    }

    @Test
    void takersAndMakersPayTheirOwnRateRoundedHalfEvenToEightDecimals() {
        Outcome outcome = bars(CALM, "101 101 99 100")
                .submit(0, "taker", buy("1"))
                .submit(0, "maker", buy("1").limit("99"))
                .fees("0.0000000050", "0.0000000150")
                .run();
        assertThat(outcome.fills().get(0).fee()).isEqualByComparingTo("0.00000152"); // 0.000001515
        assertThat(outcome.fills().get(1).fee()).isEqualByComparingTo("0.00000050"); // 0.000000495
        assertThat(outcome.fees()).isEqualByComparingTo("0.00000202");
        assertThat(outcome.cash()).isEqualByComparingTo("999799.99999798");
    }

    @Test
    void everyRuleIsMirroredForASale() {
        Outcome outcome = bars(CALM, "100 105 95 100", "107 108 107 108")
                .submit(0, "limit", sell("1").limit("103"))
                .submit(0, "stop-limit", sell("1").stop("97").limit("96"))
                .submit(0, "rests", sell("1").stop("98").limit("106"))
                .submit(0, "through", sell("1").limit("105"))
                .pessimistic()
                .run();
        assertThat(fills(outcome))
                .containsExactly(
                        "1 stop-limit SELL 1@97 TAKER",
                        "1 limit SELL 1@103 MAKER",
                        "2 rests SELL 1@107 MAKER",
                        "2 through SELL 1@107 MAKER");
    }

    @Test
    void aPessimistsStopLimitThatRestsNeedsATradeThroughToo() {
        Outcome outcome = bars(CALM, "106 107 104 105", "105 106 103 105")
                .submit(0, "a", buy("1").stop("102").limit("104"))
                .pessimistic()
                .run();
        assertThat(fills(outcome)).containsExactly("2 a BUY 1@104 MAKER");
    }

    @Test
    void aMarketOrderWhoseDateHasPassedExpiresLikeAnyOther() {
        Outcome outcome = bars(CALM, CALM)
                .submit(0, "a", buy("1").timeInForce(new TimeInForce.GoodTillDate(Story.MIDNIGHT)))
                .run();
        assertThat(fills(outcome)).isEmpty();
    }

    @Test
    void whatExpiresBeforeTheOpenDoesNotSeeItAndWhatIsCanceledAtTheCloseHasSeenTheBar() {
        Outcome outcome = bars(CALM, "100 100 95 100", "95 95 95 95")
                .submit(0, "last-bar", buy("1").limit("95").timeInForce(TimeInForce.goodForBars(1)))
                .run();
        assertThat(fills(outcome)).containsExactly("1 last-bar BUY 1@95 MAKER");
    }
}
