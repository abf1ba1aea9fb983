package dev.tandem.engine;

import static dev.tandem.engine.Story.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Exit;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.plugin.RejectReason;
import dev.tandem.strategy.Trader;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The market was faster than a position's exits: what the venue refuses because of that is carried out at the market. */
class PassedExitsTest {
    private final Story story = new Story();

    @Test
    void aPairOfWhichTheStopHasBeenPassedClosesAtTheMarketAtOnce() {
        entered().passed(2, RejectReason.STOP_PASSED);

        assertThat(story.takeSent()).containsExactly("t-4 SELL 2 market reduce-only");
        story.filled(4, 2, 9_850);
        assertThat(story.held()).isZero();
        assertThat(story.takeSent()).isEmpty();
        assertThat(story.engine.trades())
                .extracting(t -> t.lots() + " " + t.exitReason() + " " + Money.toText(t.pnl()))
                .containsExactly("2 STOP_LOSS -300");
        assertThat(story.engine.orderCounts().rejections()).containsOnly(Map.entry("stop-passed", 2L));
        assertThat(story.engine.unprotected()).isEmpty();
    }

    @Test
    void aPairOfWhichTheTargetHasBeenPassedClosesInProfit() {
        entered().passed(2, RejectReason.TARGET_PASSED).filled(4, 2, 10_250);

        assertThat(story.takeSent()).containsExactly("t-4 SELL 2 market reduce-only");
        assertThat(story.engine.trades())
                .extracting(t -> t.exitReason() + " " + Money.toText(t.pnl()))
                .containsExactly("TAKE_PROFIT 500");
        assertThat(story.engine.orderCounts().rejections()).containsOnlyKeys("target-passed");
    }

    @Test
    void aStopAloneThatHasBeenPassedClosesToo() {
        story.bar(10_000, trailing()).accepted(1).filled(1, 1, 10_000).passed(2, RejectReason.STOP_PASSED);

        assertThat(story.takeSent())
                .containsExactly(
                        "t-1 BUY 1 market", "t-2 SELL 1 stop 9500 reduce-only", "t-3 SELL 1 market reduce-only");
        story.filled(3, 1, 9_400);
        assertThat(story.engine.trades()).extracting(t -> t.exitReason() + "").containsExactly("TRAILING_STOP");
    }

    @Test
    void onlyWhatTheExitProtectsIsClosed() {
        story.bar(10_000, buy("3")).accepted(1).filled(1, 1, 10_000).filled(1, 2, 10_100);
        story.accepted(2).accepted(3).passed(4, RejectReason.STOP_PASSED);

        assertThat(story.takeSent()).endsWith("t-6 SELL 2 market reduce-only");
        story.filled(6, 2, 9_990);
        assertThat(story.held()).isEqualTo(1);
        assertThat(story.takeSent()).isEmpty();
        assertThat(story.engine.unprotected()).isEmpty();
    }

    @Test
    void anyOtherRefusalClosesNothing() {
        entered().passed(2, RejectReason.OTHER);

        assertThat(story.takeSent()).isEmpty();
        assertThat(story.engine.unprotected()).hasSize(1);
        assertThat(story.rearm().takeSent())
                .containsExactly("t-4 SELL 2 stop 9900 reduce-only or t-5 SELL 2 limit 10200 reduce-only");
    }

    @Test
    void aCloseThatIsRefusedLeavesThePositionToTheWatchdogAndIsNotRepeatedByItself() {
        entered().passed(2, RejectReason.STOP_PASSED);
        assertThat(story.takeSent()).hasSize(1);

        story.rejected(4, "market-closed");
        assertThat(story.takeSent()).isEmpty();
        assertThat(story.engine.unprotected()).hasSize(1);

        story.rearm();
        assertThat(story.takeSent())
                .containsExactly("t-5 SELL 2 stop 9900 reduce-only or t-6 SELL 2 limit 10200 reduce-only");
        story.passed(5, RejectReason.STOP_PASSED);
        assertThat(story.takeSent()).containsExactly("t-7 SELL 2 market reduce-only");
    }

    @Test
    void aVenueThatSaysSoOfAMarketOrderIsNotAskedInACircle() {
        entered().passed(2, RejectReason.STOP_PASSED).passed(4, RejectReason.STOP_PASSED);

        assertThat(story.takeSent()).containsExactly("t-4 SELL 2 market reduce-only");
        assertThat(story.engine.unprotected()).hasSize(1);
    }

    @Test
    void whileNobodyKnowsWhatBecameOfThePairNothingIsClosed() {
        entered().unconfirmed(2).unconfirmed(3);
        assertThat(story.rearm().takeSent()).isEmpty();

        story.rejected(2, "never-arrived").rejected(3, "never-arrived").rearm();
        assertThat(story.takeSent())
                .containsExactly("t-4 SELL 2 stop 9900 reduce-only or t-5 SELL 2 limit 10200 reduce-only");
        story.passed(4, RejectReason.STOP_PASSED);
        assertThat(story.takeSent()).containsExactly("t-6 SELL 2 market reduce-only");
    }

    @Test
    void whileNobodyKnowsWhatBecameOfTheCloseNothingElseIsSent() {
        entered().passed(2, RejectReason.STOP_PASSED).unconfirmed(4);
        assertThat(story.takeSent()).hasSize(1);

        story.rearm().bar(9_800).bar(9_700);
        assertThat(story.takeSent()).isEmpty();
        assertThat(story.engine.unprotected()).hasSize(1);

        story.filled(4, 2, 9_850);
        assertThat(story.held()).isZero();
        assertThat(story.takeSent()).isEmpty();
    }

    @Test
    void aCloseThatIsFilledInPartsAndEndsProtectsTheRestAgain() {
        entered().passed(2, RejectReason.STOP_PASSED).filled(4, 1, 9_850).canceled(4);
        assertThat(story.takeSent()).containsExactly("t-4 SELL 2 market reduce-only");

        assertThat(story.rearm().takeSent())
                .containsExactly("t-5 SELL 1 stop 9900 reduce-only or t-6 SELL 1 limit 10200 reduce-only");
    }

    @Test
    void aStrategyThatClosesMeanwhileClosesNothingTwice() {
        entered().passed(2, RejectReason.STOP_PASSED).bar(9_800, Trader::close);
        assertThat(story.takeSent()).containsExactly("t-4 SELL 2 market reduce-only", "cancel t-4");

        story.filled(4, 2, 9_850).tooLateToCancel(4);
        assertThat(story.held()).isZero();
        assertThat(story.takeSent()).isEmpty();
    }

    @Test
    void aTrailingCloseIsNotTurnedIntoAStopByTheNextBar() {
        story.bar(10_000, trailing()).accepted(1).filled(1, 1, 10_000).passed(2, RejectReason.STOP_PASSED);
        assertThat(story.takeSent()).hasSize(3);

        assertThat(story.bar(11_000).takeSent()).isEmpty();
    }

    @Test
    void aStopThatIsRaisedAboveTheMarketIsTakenAwayFirst() {
        story.bar(10_000, trailing())
                .accepted(1)
                .filled(1, 1, 10_000)
                .accepted(2)
                .bar(11_000);
        assertThat(story.takeSent()).endsWith("replace t-2 SELL 1 stop 10450 reduce-only");

        story.passed(2, RejectReason.STOP_PASSED);
        assertThat(story.takeSent()).containsExactly("cancel t-2");
        story.canceled(2);
        assertThat(story.takeSent()).containsExactly("t-3 SELL 1 market reduce-only");
    }

    @Test
    void aStopThatIsFilledWhileItIsTakenAwayForThatClosesNothingTwice() {
        story.bar(10_000, trailing())
                .accepted(1)
                .filled(1, 1, 10_000)
                .accepted(2)
                .bar(11_000);
        story.passed(2, RejectReason.STOP_PASSED).filled(2, 1, 9_500).tooLateToCancel(2);

        assertThat(story.takeSent()).endsWith("cancel t-2");
        assertThat(story.held()).isZero();
    }

    @Test
    void aVenueThatHasLetGoOfTheOldStopAlreadyIsAskedForTheCloseAtOnce() {
        story.bar(10_000, trailing())
                .accepted(1)
                .filled(1, 1, 10_000)
                .accepted(2)
                .bar(11_000);
        assertThat(story.takeSent()).endsWith("replace t-2 SELL 1 stop 10450 reduce-only");

        story.canceled(2).passed(2, RejectReason.STOP_PASSED);
        assertThat(story.takeSent()).containsExactly("t-3 SELL 1 market reduce-only");
    }

    @Test
    void aStrategysOwnStopThatHasBeenPassedIsItsOwnAffair() {
        story.bar(
                        10_000,
                        trader -> trader.submit(
                                OrderRequest.buy(BTC).quantity("1").stop("9000").build()))
                .passed(1, RejectReason.STOP_PASSED);

        assertThat(story.takeSent()).containsExactly("t-1 BUY 1 stop 9000");
        assertThat(story.takeTold()).containsExactly("bar 0", "t-1 REJECTED stop-passed");
    }

    // In words

    /** Long 2 at 10000; its exits, t-2 and t-3, have been sent and not answered. */
    private Story entered() {
        story.bar(10_000, buy("2")).accepted(1).filled(1, 2, 10_000);
        assertThat(story.takeSent())
                .containsExactly(
                        "t-1 BUY 2 market", "t-2 SELL 2 stop 9900 reduce-only or t-3 SELL 2 limit 10200 reduce-only");
        return story;
    }

    private static Consumer<Trader> buy(String quantity) {
        return trader -> trader.submit(OrderRequest.buy(BTC)
                .quantity(quantity)
                .stopLoss(Exit.percentFromFill("1"))
                .takeProfit(Exit.percentFromFill("2"))
                .build());
    }

    private static Consumer<Trader> trailing() {
        return trader -> trader.submit(OrderRequest.buy(BTC)
                .quantity("1")
                .trailingStop(Rate.parse("0.05"))
                .build());
    }
}
