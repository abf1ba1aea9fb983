package dev.tandem.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes the gate, how big it is, and what is said to what does not. */
class GateTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private final GivenAccount account = new GivenAccount();
    private ConfidencePolicy confidence = ConfidencePolicy.standard();
    private RiskLimits limits = RiskLimits.NONE;
    private Sizing sizing = Sizing.one();

    // Confidence

    @ParameterizedTest
    @CsvSource({"1", "0.9", "0.6"})
    void whoIsSureEnoughMayBuy(double value) {
        assertThat(decide(buy("1").confidence(value))).isEqualTo("BUY 1, opens 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5999999999999999, 0.3, 0})
    void whoIsLessSureThanTheMinimumIsDeniedAndBothNumbersAreNamed(double value) {
        assertThat(denial(buy("1").confidence(value)))
                .isEqualTo(new Denial(
                        DenialReason.CONFIDENCE,
                        "threshold",
                        Double.toString(value),
                        "0.6",
                        "",
                        List.of(),
                        "confidence " + value + " is below the minimum of 0.6"));
    }

    @Test
    void whoDoesNotSayHowSureIsDenied() {
        assertThat(denial(buy("1").confidence(Confidence.UNSTATED)).message())
                .isEqualTo("no confidence was stated, and at least 0.6 is needed");

        confidence = ConfidencePolicy.minimum(0);
        assertThat(denial(buy("1").confidence(Confidence.UNSTATED)).reason())
                .as("also where 0 would do")
                .isEqualTo(DenialReason.CONFIDENCE);
    }

    @Test
    void aConfidenceOnAnotherScaleIsAnInvalidOrder() {
        assertThat(decide(buy("1").confidence(78)))
                .isEqualTo("invalid-order: confidence must be a number from 0 to 1, was 78.0");
    }

    @Test
    void anInstrumentMayHaveAMinimumOfItsOwn() {
        confidence = ConfidencePolicy.minimum(0.6, Map.of("BTC/USD", 0.9, "ETH/USD", 0.1));

        assertThat(decide(buy("1").confidence(0.89)))
                .isEqualTo("confidence: confidence 0.89 is below the minimum of 0.9");
        assertThat(decide(buy("1").confidence(0.9))).isEqualTo("BUY 1, opens 1");
        assertThat(decide(OrderRequest.buy(Instrument.of("LTC/USD", "0.01", "0.001"))
                        .quantity("1")
                        .confidence(0.6)))
                .as("others have the general one")
                .isEqualTo("BUY 1, opens 1");
    }

    @Test
    void anExitPassesHoweverUnsureItsSenderIs() {
        account.position = 1_000;

        assertThat(decide(sell("1").confidence(0))).isEqualTo("SELL 1, opens 0");
        assertThat(decide(sell("0.4").confidence(Confidence.UNSTATED).reduceOnly()))
                .isEqualTo("SELL 0.4, opens 0, reduce-only");
    }

    @Test
    void aPolicyMayAskToJudgeExitsToo() {
        confidence = ConfidencePolicy.standard().alsoForReducing();
        account.position = 1_000;

        assertThat(decide(sell("1").confidence(0.5)))
                .isEqualTo("confidence: confidence 0.5 is below the minimum of 0.6");
        assertThat(decide(sell("1").confidence(0.6))).isEqualTo("SELL 1, opens 0");
    }

    @Test
    void aFlipOfSomeoneWhoIsNotSureEnoughOnlyCloses() {
        account.position = 1_000;

        assertThat(decide(sell("3").confidence(0.5)))
                .isEqualTo("SELL 1, opens 0, reduce-only, cut by confidence: "
                        + "confidence 0.5 is below the minimum of 0.6");
        assertThat(decide(sell("3").confidence(0.6))).isEqualTo("SELL 3, opens 2");
    }

    // What the venue can do

    @Test
    void aVenueWithoutAnOrderTypeSaysWhichOne() {
        account.capabilities = Capabilities.all().without(Capability.STOP_LIMIT_ORDER);

        assertThat(decide(buy("1").stop("101").limit("102")))
                .isEqualTo("capability: this venue cannot do 'stop-limit'");
    }

    @Test
    void anAccountThatCannotGoShortSellsWhatItHasAndNoMore() {
        account.capabilities = Capabilities.all().without(Capability.SHORT);

        assertThat(decide(sell("1")))
                .isEqualTo("capability: this account cannot sell what it does not hold (capability 'short')");
        account.position = 1_000;
        assertThat(decide(sell("1"))).isEqualTo("SELL 1, opens 0");
        assertThat(decide(sell("3")))
                .isEqualTo("SELL 1, opens 0, reduce-only, cut by capability: "
                        + "this account cannot sell what it does not hold (capability 'short')");
    }

    @Test
    void onlyALimitOrderCanBePostOnly() {
        assertThat(decide(buy("1").postOnly())).isEqualTo("invalid-order: only a limit order can be post-only");
        assertThat(decide(buy("1").limit("99").postOnly())).isEqualTo("BUY 1, opens 1");
    }

    @Test
    void reduceOnlyNeedsSomethingToReduce() {
        assertThat(decide(sell("1").reduceOnly()))
                .isEqualTo("reduce-only: a reduce-only order to sell BTC/USD has no position to reduce");
        account.position = -1_000;
        assertThat(decide(sell("1").reduceOnly()))
                .isEqualTo("reduce-only: a reduce-only order to sell BTC/USD has no position to reduce");
        assertThat(decide(buy("5").reduceOnly())).as("the venue caps it").isEqualTo("BUY 5, opens 0, reduce-only");
    }

    @Test
    void anOrderBelowTheVenuesMinimumIsDenied() {
        Instrument small = Instrument.of("BTC/USD", BTC.tickSize(), BTC.lotSize(), Money.parse("10"));

        assertThat(decide(OrderRequest.buy(small).quantity("0.1"))).isEqualTo("BUY 0.1, opens 0.1");
        assertThat(denial(OrderRequest.buy(small).quantity("0.099")))
                .isEqualTo(new Denial(
                        DenialReason.MIN_NOTIONAL,
                        "9.9",
                        "10",
                        "USD",
                        "the order's notional of 9.9 USD is below the minimum of 10 USD"));
    }

    @Test
    void whatRestsAtTheVenueForATrailingStopIsAStop() {
        account.position = 1_000;
        OrderRequest trailing = sell("1")
                .type(new OrderType.TrailingStop(Rate.parse("0.025")))
                .timeInForce(TimeInForce.goodForBars(4))
                .build();

        ApprovedOrder.Single order = approved(trailing);

        assertThat(order.type()).isEqualTo(new OrderType.Stop(9_750));
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.GOOD_TILL_CANCELED);
        account.lastTicks = 0;
        assertThat(decide(trailing.toBuilder()))
                .isEqualTo("no-price: no price of BTC/USD is known yet for a trailing stop to start from");
    }

    // Risk limits

    @Test
    void oneOrderMayOpenSoMuchAndNotATickMore() {
        limits = limits.withOrderNotional(Money.parse("150"));

        assertThat(decide(buy("1.5"))).isEqualTo("BUY 1.5, opens 1.5");
        assertThat(denial(buy("1.501")))
                .isEqualTo(new Denial(
                        DenialReason.ORDER_NOTIONAL,
                        "150.1",
                        "150",
                        "USD",
                        "the order's notional of 150.1 USD is above the limit of 150 USD"));
        assertThat(decide(buy("1.5").limit("100.01")))
                .startsWith("order-notional: the order's notional of 150.015 USD");
    }

    @Test
    void aFlipIsHeldAgainstTheLimitsWithWhatItOpens() {
        limits = limits.withOrderNotional(Money.parse("150"));
        account.position = 2_000;

        assertThat(decide(sell("3.5"))).isEqualTo("SELL 3.5, opens 1.5");
        assertThat(decide(sell("3.6")))
                .isEqualTo("SELL 2, opens 0, reduce-only, cut by order-notional: "
                        + "the order's notional of 160 USD is above the limit of 150 USD");
    }

    @Test
    void aPositionMayBeWorthSoMuchWithWhatIsAlreadyOrdered() {
        limits = limits.withPositionNotional(Money.parse("300"));
        account.position = 1_000;
        account.workingBuys = 500;

        assertThat(decide(buy("1.5"))).isEqualTo("BUY 1.5, opens 1.5");
        assertThat(decide(buy("1.501")))
                .isEqualTo("position-notional: the position with it of 300.1 USD is above the limit of 300 USD");
        assertThat(decide(sell("4"))).as("a flip to 3 short").isEqualTo("SELL 4, opens 3");
        assertThat(decide(sell("4.1")))
                .isEqualTo("SELL 1, opens 0, reduce-only, cut by position-notional: "
                        + "the position with it of 310 USD is above the limit of 300 USD");
    }

    @Test
    void soManyOrdersMayBeOpenAtOnce() {
        limits = limits.withOpenOrders(3);
        account.openOrders = 2;
        assertThat(decide(buy("1"))).isEqualTo("BUY 1, opens 1");

        account.openOrders = 3;
        assertThat(denial(buy("1")))
                .isEqualTo(new Denial(
                        DenialReason.OPEN_ORDERS,
                        "4",
                        "3",
                        "open orders",
                        "4 open orders would be above the limit of 3"));
    }

    @Test
    void soManyOrdersMayBeSentInAWindow() {
        limits = limits.withOrderRate(2, Duration.ofSeconds(10));
        Gate gate = gate();

        assertThat(decide(gate, buy("1"))).isEqualTo("BUY 1, opens 1");
        account.nowNanos = 4 * Times.SECOND;
        assertThat(decide(gate, buy("1"))).isEqualTo("BUY 1, opens 1");
        account.nowNanos = 10 * Times.SECOND - 1;
        assertThat(decide(gate, buy("1"))).isEqualTo("order-rate: 3 orders in 10 s would be above the limit of 2");
        account.nowNanos = 10 * Times.SECOND;
        assertThat(decide(gate, buy("1")))
                .as("the first one is out of the window")
                .isEqualTo("BUY 1, opens 1");
        account.nowNanos = 14 * Times.SECOND - 1;
        assertThat(decide(gate, buy("1"))).startsWith("order-rate: ");
    }

    @Test
    void anExitIsCountedInTheWindowButNotStoppedByIt() {
        limits = limits.withOrderRate(1, Duration.ofSeconds(10));
        Gate gate = gate();
        account.position = 1_000;

        assertThat(decide(gate, sell("0.5"))).isEqualTo("SELL 0.5, opens 0");
        assertThat(decide(gate, sell("0.5"))).isEqualTo("SELL 0.5, opens 0");
        assertThat(decide(gate, buy("1"))).isEqualTo("order-rate: 2 orders in 10 s would be above the limit of 1");
    }

    @Test
    void afterTheDaysLossNothingIsOpened() {
        limits = limits.withDailyLoss(Money.parse("500"));
        account.equity = Money.parse("9500.00000001");
        assertThat(decide(buy("1"))).isEqualTo("BUY 1, opens 1");

        account.equity = Money.parse("9500");
        assertThat(denial(buy("1")))
                .isEqualTo(new Denial(
                        DenialReason.DAILY_LOSS,
                        "500",
                        "500",
                        "USD",
                        "today's loss of 500 USD has reached the limit of 500 USD"));
        account.position = 1_000;
        assertThat(decide(sell("1"))).as("but exits pass").isEqualTo("SELL 1, opens 0");
    }

    @Test
    void aLimitOfZeroLetsNothingThrough() {
        for (RiskLimits zero : new RiskLimits[] {
            RiskLimits.NONE.withOrderNotional(0),
            RiskLimits.NONE.withPositionNotional(0),
            RiskLimits.NONE.withOpenOrders(0),
            RiskLimits.NONE.withOrderRate(0, Duration.ofSeconds(1)),
            RiskLimits.NONE.withDailyLoss(0)
        }) {
            limits = zero;
            assertThat(decide(buy("0.001"))).as("%s", zero).contains(" limit of 0");
            account.position = 1_000;
            assertThat(decide(sell("1"))).as("but exits pass, %s", zero).isEqualTo("SELL 1, opens 0");
            account.position = 0;
        }
    }

    @Test
    void withAllLimitsOffAnythingThatCanBePassesAlsoWithoutAPrice() {
        account.lastTicks = 0;
        account.openOrders = 1_000_000;
        account.equity = -1;

        assertThat(decide(buy("900000000"))).isEqualTo("BUY 900000000, opens 900000000");
    }

    @Test
    void aLimitOfMoneyNeedsAPrice() {
        limits = limits.withOrderNotional(Money.parse("1000000"));
        account.lastTicks = 0;

        assertThat(decide(buy("1")))
                .isEqualTo("no-price: no price of BTC/USD is known yet to hold against the risk limits");
        assertThat(decide(buy("1").limit("100")))
                .as("a limit order brings its own")
                .isEqualTo("BUY 1, opens 1");
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> RiskLimits.NONE.withOpenOrders(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit of open orders must not be negative, was -1");
        assertThatThrownBy(() -> RiskLimits.NONE.withOrderRate(5, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the window of the order rate must be positive, was PT0S");
        assertThatThrownBy(() -> ConfidencePolicy.minimum(60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence must be a number from 0 to 1, was 60.0");
    }

    // Sizing

    @Test
    void aFixedSizeAgainstAPositionClosesItAndOpensTheSizeOnTheOtherSide() {
        sizing = new Sizing.Fixed(new BigDecimal("0.25"));
        assertThat(decide(OrderRequest.buy(BTC))).isEqualTo("BUY 0.25, opens 0.25");

        account.position = 1_000;
        assertThat(decide(OrderRequest.sell(BTC))).isEqualTo("SELL 1.25, opens 0.25");
        assertThat(decide(OrderRequest.sell(BTC).reduceOnly())).isEqualTo("SELL 1, opens 0, reduce-only");
    }

    @Test
    void aFixedSizeThatIsNotOnTheGridIsDenied() {
        sizing = new Sizing.Fixed(new BigDecimal("0.0005"));

        assertThat(decide(OrderRequest.buy(BTC)))
                .isEqualTo("sizing: quantity 0.0005 is off the grid of 0.001: 0 and 0.001 are its neighbours");
    }

    @Test
    void aShareOfTheAccountIsRoundedDownToTheLot() {
        sizing = new Sizing.PercentOfEquity(Rate.parse("0.5"));
        account.lastTicks = 30_007;

        assertThat(decide(OrderRequest.buy(BTC))).as("5000 / 300.07 = 16.6627").isEqualTo("BUY 16.662, opens 16.662");
    }

    @Test
    void aShareIsNeverMoreThanCanBePaidForWithItsFee() {
        sizing = new Sizing.PercentOfEquity(Rate.parse("1"));
        account.takerFee = Rate.parse("0.001");
        assertThat(decide(OrderRequest.buy(BTC)))
                .as("10000 / 1.001 / 100 = 99.9000999")
                .isEqualTo("BUY 99.9, opens 99.9");

        account.funds = Money.parse("50");
        assertThat(decide(OrderRequest.buy(BTC))).isEqualTo("BUY 0.499, opens 0.499");
    }

    @Test
    void aSizeByRiskLosesThatShareAtItsStop() {
        sizing = Sizing.onePercentAtRisk();

        assertThat(decide(OrderRequest.buy(BTC).stopLoss(Exit.percentFromFill("3"))))
                .as("100 USD of 10000 at 3 USD a piece")
                .isEqualTo("BUY 33.333, opens 33.333");
        assertThat(decide(OrderRequest.sell(BTC).stopLoss(Exit.at("108")))).isEqualTo("SELL 12.5, opens 12.5");
        assertThat(decide(OrderRequest.buy(BTC).limit("50").trailingStop(Rate.parse("0.1"))))
                .as("by the limit's price and a trailing stop")
                .isEqualTo("BUY 20, opens 20");
        assertThat(decide(OrderRequest.buy(BTC).stopLoss(Exit.at("90")).trailingStop(Rate.parse("0.05"))))
                .as("by the tighter of two stops")
                .isEqualTo("BUY 20, opens 20");
        assertThat(decide(OrderRequest.buy(BTC).stopLoss(Exit.percentFromFill("0.5"))))
                .as("200 pieces would be needed, 100 can be paid for")
                .isEqualTo("BUY 100, opens 100");
    }

    @Test
    void aSizeByRiskNeedsAStopOnTheLosingSide() {
        sizing = Sizing.onePercentAtRisk();
        String message = "sizing: sizing by risk needs a stop-loss on the losing side of the price; add --stop-loss";

        assertThat(decide(OrderRequest.buy(BTC))).isEqualTo(message);
        assertThat(decide(OrderRequest.buy(BTC).stopLoss(Exit.at("100")))).isEqualTo(message);
        assertThat(decide(OrderRequest.sell(BTC).stopLoss(Exit.at("99")))).isEqualTo(message);
    }

    @Test
    void anAccountThatCannotPayForALotSaysSo() {
        sizing = new Sizing.PercentOfEquity(Rate.parse("0.5"));
        account.equity = Money.parse("0.19");

        assertThat(denial(OrderRequest.buy(BTC)))
                .isEqualTo(new Denial(
                        DenialReason.SIZING,
                        "0",
                        "0.001",
                        "BTC",
                        "an equity of 0.19 USD does not come to one lot of 0.001 BTC at 100"));
        account.equity = Money.parse("1000");
        account.funds = -1;
        assertThat(denial(OrderRequest.buy(BTC)).reason()).isEqualTo(DenialReason.SIZING);
    }

    @Test
    void aSizeInMoneyNeedsAPrice() {
        sizing = new Sizing.PercentOfEquity(Rate.parse("0.5"));
        account.lastTicks = 0;

        assertThat(decide(OrderRequest.buy(BTC)))
                .isEqualTo("no-price: no price of BTC/USD is known yet to size an order by");
    }

    @Test
    void whatCannotBeSizedStillCloses() {
        sizing = Sizing.onePercentAtRisk();
        account.position = 1_000;

        assertThat(decide(OrderRequest.sell(BTC)))
                .startsWith("SELL 1, opens 0, reduce-only, cut by sizing: sizing by risk needs a stop-loss");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.01, -1", "1.01, 101"})
    void aShareIsAboveNothingAndAtMostAll(String share, String percent) {
        assertThatThrownBy(() -> new Sizing.PercentOfEquity(Rate.parse(share)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the share of equity must be above 0 % and at most 100 %, was " + percent + " %");
    }

    // In words

    private Gate gate() {
        return new Gate(confidence, limits, sizing);
    }

    private static OrderRequest.Builder buy(String quantity) {
        return OrderRequest.buy(BTC).quantity(quantity);
    }

    private static OrderRequest.Builder sell(String quantity) {
        return OrderRequest.sell(BTC).quantity(quantity);
    }

    private String decide(OrderRequest.Builder order) {
        return decide(gate(), order);
    }

    private String decide(Gate gate, OrderRequest.Builder order) {
        OrderRequest request = order.build();
        return switch (gate.decide(request, new ClientOrderId("t", 1), account)) {
            case GateDecision.Denied(Denial denial) -> text(denial);
            case GateDecision.Approved(ApprovedOrder.Single single, long opening, Denial reduced) ->
                single.side() + " "
                        + request.instrument().quantity(single.lots()).toPlainString() + ", opens "
                        + request.instrument().quantity(opening).toPlainString()
                        + (single.reduceOnly() ? ", reduce-only" : "")
                        + (reduced == null ? "" : ", cut by " + text(reduced));
        };
    }

    private static String text(Denial denial) {
        return denial.reason().text() + ": " + denial.message();
    }

    private Denial denial(OrderRequest.Builder order) {
        if (gate().decide(order.build(), new ClientOrderId("t", 1), account) instanceof GateDecision.Denied(Denial d)) {
            return d;
        }
        throw new AssertionError("was approved: " + decide(order));
    }

    private ApprovedOrder.Single approved(OrderRequest order) {
        if (gate().decide(order, new ClientOrderId("t", 1), account)
                instanceof GateDecision.Approved(ApprovedOrder.Single single, long opening, Denial reduced)) {
            return single;
        }
        throw new AssertionError("was denied: " + decide(order.toBuilder()));
    }
}
