package dev.tandem.engine;

import static dev.tandem.engine.Story.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.TradingState;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Exit;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.strategy.Trader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine sends, and what it tells its strategy, when a venue answers late, twice, or in an odd order. */
class EngineTest {
    private final Story story = new Story();
    private final List<Order> orders = new ArrayList<>();

    // Brackets

    @Test
    void eachPartOfAnEntryIsProtectedAtOnceFromItsOwnPrice() {
        story.bar(10_000, buy("3", "1", "2")).accepted(1);
        assertThat(story.takeSent()).containsExactly("t-1 BUY 3 market");

        story.filled(1, 1, 10_000);
        assertThat(story.takeSent())
                .containsExactly("t-2 SELL 1 stop 9900 reduce-only or t-3 SELL 1 limit 10200 reduce-only");

        story.filled(1, 2, 10_100);
        assertThat(story.takeSent())
                .as("9999 and 10302 are 1 % below and 2 % above 10100")
                .containsExactly("t-4 SELL 2 stop 9999 reduce-only or t-5 SELL 2 limit 10302 reduce-only");
        assertThat(story.takeTold())
                .containsExactly("bar 0", "t-1 NEW", "fill t-1 1@10000", "fill t-1 2@10100", "t-1 FILLED");
    }

    @Test
    void aFillThatIsReportedTwiceIsCountedOnce() {
        story.bar(10_000, buy("3", "1", "2"))
                .filled(1, 1, 10_000, 71)
                .filled(1, 1, 10_000, 71)
                .filled(1, 1, 10_000, 72)
                .filled(1, 1, 10_000, 71)
                .filled(1, 1, 10_000, 72);

        assertThat(story.held()).isEqualTo(2);
        assertThat(orders.getFirst().status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(story.takeSent()).hasSize(3);
        assertThat(story.takeTold()).containsExactly("bar 0", "fill t-1 1@10000", "fill t-1 1@10000");
    }

    @Test
    void whenTheStopIsFilledTheVenueCancelsTheTargetAndNothingIsSent() {
        longWithBracket().filled(2, 2, 9_900).canceled(3);

        assertThat(story.takeSent()).isEmpty();
        assertThat(story.held()).isZero();
        assertThat(story.engine.trades())
                .extracting(t -> t.lots() + " " + t.exitReason() + " " + Money.toText(t.pnl()))
                .containsExactly("2 STOP_LOSS -200");
    }

    @Test
    void aTrailingStopFollowsTheClosesAndNeverGoesBack() {
        story.bar(
                        10_000,
                        trader -> orders.add(trader.submit(OrderRequest.buy(BTC)
                                .quantity("1")
                                .trailingStop(Rate.parse("0.05"))
                                .build())))
                .filled(1, 1, 10_000)
                .bar(10_100)
                .bar(9_700)
                .bar(10_200);

        assertThat(story.takeSent())
                .containsExactly(
                        "t-1 BUY 1 market",
                        "t-2 SELL 1 stop 9500 reduce-only",
                        "replace t-2 SELL 1 stop 9595 reduce-only",
                        "replace t-2 SELL 1 stop 9690 reduce-only");
    }

    @Test
    void aShortsTargetBelowZeroIsNoTarget() {
        story.bar(
                        10_000,
                        trader -> trader.submit(OrderRequest.sell(BTC)
                                .quantity("1")
                                .takeProfit(Exit.percentFromFill("150"))
                                .build()))
                .filled(1, 1, 10_000);
        assertThat(story.takeSent()).containsExactly("t-1 SELL 1 market");

        story.bar(
                        10_000,
                        trader -> trader.submit(OrderRequest.sell(BTC)
                                .quantity("1")
                                .stopLoss(Exit.percentFromFill("10"))
                                .takeProfit(Exit.percentFromFill("100"))
                                .build()))
                .filled(2, 1, 10_000)
                .bar(10_000, Trader::close)
                .canceled(3);
        assertThat(story.takeSent())
                .containsExactly(
                        "t-2 SELL 1 market",
                        "t-3 BUY 1 stop 11000 reduce-only",
                        "cancel t-3",
                        "t-4 BUY 2 market reduce-only");
    }

    // Closing what is protected

    @Test
    void aCloseWaitsUntilTheExitsAreGone() {
        longWithBracket().bar(10_050, Trader::close);
        assertThat(story.takeSent()).containsExactly("cancel t-2");

        story.canceled(2);
        assertThat(story.takeSent()).as("the other leg is still there").isEmpty();

        story.canceled(3);
        assertThat(story.takeSent()).containsExactly("t-4 SELL 2 market reduce-only");
        story.filled(4, 2, 10_050);
        assertThat(story.held()).isZero();
        assertThat(story.takeSent()).isEmpty();
    }

    @Test
    void whenTheStopIsFilledWhileItIsBeingCanceledNothingMoreIsSent() {
        longWithBracket().bar(10_050, trader -> orders.add(trader.close()));
        assertThat(story.takeSent()).containsExactly("cancel t-2");

        story.filled(2, 2, 9_900).tooLateToCancel(2).canceled(3);

        assertThat(story.takeSent()).isEmpty();
        assertThat(story.held()).isZero();
        assertThat(orders.getLast().status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(orders.getLast().reason()).isEqualTo("the position was closed by its exit meanwhile");
    }

    @Test
    void whenACloseIsRejectedTheExitsAreBack() {
        longWithBracket().bar(10_050, Trader::close).canceled(2).canceled(3);
        assertThat(story.takeSent()).containsExactly("cancel t-2", "t-4 SELL 2 market reduce-only");

        story.rejected(4, "market-closed");

        assertThat(story.takeSent())
                .containsExactly("t-5 SELL 2 stop 9900 reduce-only or t-6 SELL 2 limit 10200 reduce-only");
        assertThat(story.held()).isEqualTo(2);
    }

    @Test
    void afterAPartialCloseTheRestIsProtectedAgain() {
        longWithBracket().bar(10_050, sell("1")).canceled(2).canceled(3);
        assertThat(story.takeSent()).containsExactly("cancel t-2", "t-4 SELL 1 market");

        story.filled(4, 1, 10_050);

        assertThat(story.takeSent())
                .containsExactly("t-5 SELL 1 stop 9900 reduce-only or t-6 SELL 1 limit 10200 reduce-only");
    }

    @Test
    void aTargetThatIsFilledInPartsLeavesTheRestProtectedUntilItIsFilledWholly() {
        longWithBracket().filled(3, 1, 10_200);
        assertThat(story.takeSent())
                .as("the target rests for what is left of it anyway")
                .containsExactly("replace t-2 SELL 1 stop 9900 reduce-only");
        assertThat(story.held()).isEqualTo(1);

        story.filled(3, 1, 10_200);
        assertThat(story.held()).isZero();
        story.canceled(2);
        assertThat(story.takeSent()).isEmpty();
        assertThat(story.engine.orderCounts().filled()).as("entry and target").isEqualTo(2);
    }

    @Test
    void aLimitOrderThatClosesAPartMakesTheExitsSmallerInPlace() {
        longWithBracket()
                .bar(
                        10_050,
                        trader -> trader.submit(OrderRequest.sell(BTC)
                                .quantity("1")
                                .limit("10100")
                                .build()))
                .filled(4, 1, 10_100);

        assertThat(story.takeSent())
                .containsExactly(
                        "t-4 SELL 1 limit 10100",
                        "replace t-2 SELL 1 stop 9900 reduce-only",
                        "replace t-3 SELL 1 limit 10200 reduce-only");
    }

    @Test
    void ordersBehindAWaitingCloseGoOutInTheirOrder() {
        longWithBracket().bar(10_050, trader -> {
            trader.close();
            trader.submit(OrderRequest.buy(BTC).quantity("5").limit("9000").build());
            trader.submit(OrderRequest.sell(BTC).quantity("6").limit("11000").build());
        });
        assertThat(story.takeSent()).containsExactly("cancel t-2");

        story.canceled(2).canceled(3);

        assertThat(story.takeSent())
                .containsExactly("t-4 SELL 2 market reduce-only", "t-5 BUY 5 limit 9000", "t-6 SELL 6 limit 11000");
    }

    @Test
    void anOrderThatHasNotLeftYetIsCanceledWithoutAskingTheVenue() {
        longWithBracket().bar(10_050, trader -> {
            Order close = trader.close();
            assertThat(trader.cancel(close)).isTrue();
            assertThat(close.status()).isEqualTo(OrderStatus.CANCELED);
            assertThat(trader.cancel(close)).as("a second time").isFalse();
        });
        assertThat(story.takeSent()).containsExactly("cancel t-2");

        story.canceled(2).canceled(3);

        assertThat(story.takeSent())
                .as("the position is protected again")
                .containsExactly("t-5 SELL 2 stop 9900 reduce-only or t-6 SELL 2 limit 10200 reduce-only");
    }

    @Test
    void aFlipClosesWhatItProtectedAndOpensTheRest() {
        longWithBracket().bar(10_050, sell("5")).canceled(2).canceled(3).filled(4, 5, 10_050);

        assertThat(story.takeSent()).containsExactly("cancel t-2", "t-4 SELL 5 market");
        assertThat(story.held()).isEqualTo(-3);
    }

    @Test
    void aFlipWhoseClosingPartIsTakenByTheStopSendsWhatItOpens() {
        longWithBracket().bar(10_050, sell("5")).filled(2, 2, 9_900).canceled(3);

        assertThat(story.takeSent()).containsExactly("cancel t-2", "t-4 SELL 3 market");
    }

    // Reports in an odd order

    @Test
    void aFillMayComeBeforeTheOrderIsAccepted() {
        story.bar(10_000, buy("2", "1", "2")).filled(1, 1, 10_000).accepted(1);
        assertThat(orders.getFirst().status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);

        story.filled(1, 1, 10_000).accepted(1);

        assertThat(orders.getFirst().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(story.takeTold()).containsExactly("bar 0", "fill t-1 1@10000", "fill t-1 1@10000", "t-1 FILLED");
    }

    @Test
    void aFillThatComesAfterTheCancelIsHeldAndProtected() {
        story.bar(10_000, buy("2", "1", "2"))
                .accepted(1)
                .bar(10_000, trader -> trader.cancel(orders.getFirst()))
                .canceled(1)
                .filled(1, 1, 10_000);

        assertThat(orders.getFirst().status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(orders.getFirst().filledLots()).isEqualTo(1);
        assertThat(story.held()).isEqualTo(1);
        assertThat(story.takeSent())
                .containsExactly(
                        "t-1 BUY 2 market",
                        "cancel t-1",
                        "t-2 SELL 1 stop 9900 reduce-only or t-3 SELL 1 limit 10200 reduce-only");
    }

    @Test
    void anOrderThatNobodyConfirmedStaysOpenAndCountsAgainstTheLimits() {
        Story limited = new Story(EngineOptions.standard(), RiskLimits.NONE.withOpenOrders(1));
        limited.bar(
                        10_000,
                        trader -> orders.add(trader.submit(OrderRequest.buy(BTC)
                                .quantity("1")
                                .limit("9000")
                                .build())))
                .unconfirmed(1)
                .bar(10_000, trader -> {
                    assertThat(trader.openOrders()).containsExactly(orders.getFirst());
                    orders.add(trader.buy());
                });

        assertThat(orders.getFirst().status()).isEqualTo(OrderStatus.UNCONFIRMED);
        assertThat(orders.getFirst().isOpen()).isTrue();
        assertThat(orders.getLast().reason()).isEqualTo("2 open orders would be above the limit of 1");
        assertThat(limited.takeSent()).containsExactly("t-1 BUY 1 limit 9000");

        limited.filled(1, 1, 9_000);
        assertThat(orders.getFirst().status()).as("and then the venue says so").isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void reportsOfOrdersThatAreNotOursChangeNothing() {
        story.bar(10_000);
        story.report(new ExecutionReport.Canceled(new ClientOrderId("someone", 1), "requested", 1));

        assertThat(story.takeTold()).containsExactly("bar 0");
    }

    @Test
    void theSameCancelIsNotAskedForTwice() {
        story.bar(10_000, buy("1", "1", "2")).accepted(1);
        story.bar(10_000, trader -> {
            assertThat(trader.cancel(orders.getFirst())).isTrue();
            assertThat(trader.cancel(orders.getFirst())).isTrue();
        });

        assertThat(story.takeSent()).containsExactly("t-1 BUY 1 market", "cancel t-1");
    }

    // Several accounts

    @Test
    void anOrderGoesToTheExchangeThatItNames() {
        Story two = new Story("here", "there");
        two.bar(10_000, trader -> {
            trader.buy();
            trader.submit(OrderRequest.buy(BTC).quantity("4").exchange("there").build());
            orders.add(trader.submit(
                    OrderRequest.buy(BTC).quantity("4").exchange("nowhere").build()));
        });

        assertThat(two.takeSent()).containsExactly("here: t-1 BUY 1 market", "there: t-2 BUY 4 market");
        assertThat(orders.getFirst().reason()).isEqualTo("this run has no exchange 'nowhere'");
        two.filled(1, 1, 10_000).filled(2, 4, 10_000);
        assertThat(two.held(0) + " here, " + two.held(1) + " there").isEqualTo("1 here, 4 there");
    }

    @Test
    void anOrderThatOnlyReducesGoesWhereThePositionIs() {
        Story two = new Story("here", "there");
        two.bar(
                        10_000,
                        trader -> trader.submit(OrderRequest.buy(BTC)
                                .quantity("4")
                                .exchange("there")
                                .build()))
                .filled(1, 4, 10_000)
                .bar(10_000, Trader::close);

        assertThat(two.takeSent()).containsExactly("there: t-1 BUY 4 market", "there: t-2 SELL 4 market reduce-only");
    }

    // Limits that need a clock

    @Test
    void atMidnightADaysLossIsForgotten() {
        Story limited = new Story(EngineOptions.standard(), RiskLimits.NONE.withDailyLoss(Money.parse("500")));
        Consumer<Trader> buyMore = trader -> orders.add(trader.buy());
        limited.bar(
                        10_000,
                        trader -> trader.submit(
                                OrderRequest.buy(BTC).quantity("10").build()))
                .filled(1, 10, 10_000)
                .barAt(3_600 * Times.SECOND, 9_951, buyMore)
                .barAt(7_200 * Times.SECOND, 9_950, buyMore)
                .barAt(Times.DAY, 9_940, buyMore)
                .barAt(Times.DAY + Times.SECOND, 9_890, buyMore);

        assertThat(orders)
                .extracting(order -> order.status() + " " + order.reason())
                .containsExactly(
                        "PENDING_NEW null",
                        "DENIED today's loss of 500 USD has reached the limit of 500 USD",
                        "PENDING_NEW null",
                        "DENIED today's loss of 500 USD has reached the limit of 500 USD");
    }

    // Callbacks

    @Test
    void whatAnOrderLeadsToIsToldAfterTheCallbackThatSentIt() {
        story.bar(10_000, trader -> {
            Order denied = trader.submit(
                    OrderRequest.buy(BTC).quantity("1").confidence(0.1).build());
            assertThat(denied.status()).isEqualTo(OrderStatus.DENIED);
            assertThat(story.takeTold()).containsExactly("bar 0");
        });

        assertThat(story.takeTold()).containsExactly("t-1 DENIED confidence 0.1 is below the minimum of 0.6");
    }

    @Test
    void aSignalIsToldWhenItArrivesAndItsOrderPassesTheGateLikeAnyOther() {
        story.atSignal = trader -> {
            assertThat(trader.nowNanos()).isEqualTo(3 * Times.SECOND / 2);
            assertThat(trader.instrument()).isEqualTo(BTC);
            trader.submit(OrderRequest.buy(BTC).lots(2).confidence(0.6).build());
            trader.submit(OrderRequest.buy(BTC).lots(3).confidence(0.59).build());
        };
        story.bar(100).signal("lark", Side.BUY, 0.7);

        assertThat(story.takeSent()).containsExactly("t-1 BUY 2 market");
        assertThat(story.takeTold())
                .containsExactly("bar 0", "lark BUY 0.7", "t-2 DENIED confidence 0.59 is below the minimum of 0.6");
    }

    @Test
    void aSignalWithAConfidenceThatCannotBeIsToldAsItIs() {
        story.bar(100).signal("lark", Side.SELL, 78);

        assertThat(story.takeTold()).containsExactly("bar 0", "lark SELL unstated");
    }

    @Test
    void anEventThatArrivesDuringACallbackIsHandledAfterIt() {
        story.bar(10_000, trader -> {
            trader.buy();
            story.accepted(1).filled(1, 1, 10_000);
            assertThat(trader.position().isFlat()).as("while the callback runs").isTrue();
        });

        assertThat(story.takeTold())
                .as("an order that is filled by the time that it can be told is told as filled, once")
                .containsExactly("bar 0", "fill t-1 1@10000", "t-1 FILLED");
    }

    @ParameterizedTest
    @CsvSource({
        "onStart, before the first bar, -1",
        "onBar, at bar 1 (1970-01-01T00:00:02.000Z), 1",
        "onFill, at bar 1 (1970-01-01T00:00:02.000Z), 1",
        "onOrder, at bar 1 (1970-01-01T00:00:02.000Z), 1",
        "onStop, at bar 1 (1970-01-01T00:00:02.000Z), 1"
    })
    void aStrategyThatFailsEndsTheRunAndSaysWhere(String callback, String where, long bar) {
        Consumer<Trader> fails = trader -> {
            throw new IllegalStateException("oops");
        };
        assertThatThrownBy(() -> {
                    story.atStart = callback.equals("onStart") ? fails : story.atStart;
                    story.start().bar(10_000);
                    story.atFill = callback.equals("onFill") ? fails : story.atFill;
                    story.atOrder = callback.equals("onOrder") ? fails : story.atOrder;
                    story.atStop = callback.equals("onStop") ? fails : story.atStop;
                    story.bar(10_000, callback.equals("onBar") ? fails : Trader::buy);
                    story.filled(1, 1, 10_000).finish(false);
                })
                .isInstanceOf(StrategyException.class)
                .hasMessage(callback + " failed " + where + ": java.lang.IllegalStateException: oops")
                .hasCauseInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(((StrategyException) e).barIndex()).isEqualTo(bar));
    }

    @Test
    void aStrategyThatWasHaltedHearsNothingMoreAndItsPositionIsStillBooked() {
        story.engine.haltOnFailure();
        story.start().bar(10_000, Trader::buy);
        story.bar(10_000, trader -> {
            throw new IllegalStateException("oops");
        });
        story.takeTold();

        story.filled(1, 1, 10_000).signal("mean", Side.BUY, 0.9).bar(10_100).finish(false);

        assertThat(story.takeTold()).isEmpty();
        assertThat(story.held()).isEqualTo(1);
        assertThat(story.engine.tradingState()).isEqualTo(TradingState.HALTED);
        assertThat(story.engine.tradingStateCause()).contains("oops");
    }

    @Test
    void aRunThatIsToldToCloseCancelsTheExitsAndClosesAtTheMarket() {
        longWithBracket().finish(true);
        assertThat(story.takeSent()).containsExactly("cancel t-2", "t-4 SELL 2 market reduce-only");

        story.filled(4, 2, 10_000);
        assertThat(story.engine.trades()).extracting(t -> t.exitReason() + "").containsExactly("END");
    }

    // In words

    /** Long 2 at 10000, with a stop t-2 at 9900 and a target t-3 at 10200; nothing sent that was not looked at. */
    private Story longWithBracket() {
        story.bar(10_000, buy("2", "1", "2"))
                .accepted(1)
                .filled(1, 2, 10_000)
                .accepted(2)
                .accepted(3);
        assertThat(story.takeSent())
                .containsExactly(
                        "t-1 BUY 2 market", "t-2 SELL 2 stop 9900 reduce-only or t-3 SELL 2 limit 10200 reduce-only");
        return story;
    }

    private Consumer<Trader> buy(String quantity, String stopPercent, String targetPercent) {
        return trader -> orders.add(trader.submit(OrderRequest.buy(BTC)
                .quantity(quantity)
                .stopLoss(Exit.percentFromFill(stopPercent))
                .takeProfit(Exit.percentFromFill(targetPercent))
                .build()));
    }

    private Consumer<Trader> sell(String quantity) {
        return trader -> orders.add(
                trader.submit(OrderRequest.sell(BTC).quantity(quantity).build()));
    }
}
