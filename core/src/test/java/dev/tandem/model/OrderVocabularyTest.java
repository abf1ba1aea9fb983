package dev.tandem.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders, their exits, their names, and what a venue has to be able to do for them. */
class OrderVocabularyTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    // Exits

    @Test
    void exitsInPercentAreRoundedTowardsTheEntry() {
        Exit two = Exit.percentFromFill("2");
        // 2 % of 100.01 is 2.0002: the stop of a long at 98.0098 goes up, its target at 102.0102 goes down.
        assertThat(two.stopTicks(BTC, Side.BUY, 10_001)).isEqualTo(9_801);
        assertThat(two.targetTicks(BTC, Side.BUY, 10_001)).isEqualTo(10_201);
        // A short's stop at 102.0102 goes down, its target at 98.0098 goes up.
        assertThat(two.stopTicks(BTC, Side.SELL, 10_001)).isEqualTo(10_201);
        assertThat(two.targetTicks(BTC, Side.SELL, 10_001)).isEqualTo(9_801);
    }

    @Test
    void exitsInPercentOfAnyFillAreTheExactPriceRoundedTowardsTheEntry() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 5_000; run++) {
            long fill = random.nextLong(1, 1L << random.nextInt(1, 50));
            Rate rate = new Rate(random.nextLong(1, Rate.ONE));
            Exit exit = Exit.fractionFromFill(rate);
            BigDecimal distance = BigDecimal.valueOf(fill).multiply(rate.toDecimal());
            BigDecimal below = BigDecimal.valueOf(fill).subtract(distance).setScale(0, RoundingMode.CEILING);
            BigDecimal above = BigDecimal.valueOf(fill).add(distance).setScale(0, RoundingMode.FLOOR);
            assertThat(exit.stopTicks(BTC, Side.BUY, fill) + " " + exit.targetTicks(BTC, Side.BUY, fill) + " "
                            + exit.stopTicks(BTC, Side.SELL, fill) + " " + exit.targetTicks(BTC, Side.SELL, fill))
                    .as("run %s: %s of %s ticks", run, rate, fill)
                    .isEqualTo(below + " " + above + " " + above + " " + below);
        }
    }

    @Test
    void exitsAtAPriceStayThere() {
        assertThat(Exit.at("98.5").stopTicks(BTC, Side.BUY, 10_001)).isEqualTo(9_850);
        assertThat(Exit.at("98.5").targetTicks(BTC, Side.SELL, 10_001)).isEqualTo(9_850);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void anExitAtNoDistanceIsRefused(String percent) {
        assertThatThrownBy(() -> Exit.percentFromFill(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an exit's distance must be above 0, was ");
    }

    // Defects

    static Stream<Arguments> ordersThatCannotBe() {
        return Stream.of(
                defect(
                        o -> o.limit("61000.005"),
                        "price 61000.005 is off the grid of 0.01: 61000 and 61000.01 are its neighbours"),
                defect(o -> o.limit("0"), "limit price must be positive, was 0"),
                defect(o -> o.limit("-5"), "limit price must be positive, was -5"),
                defect(o -> o.stop("-0.01"), "stop price must be positive, was -0.01"),
                defect(o -> o.stop("0.001"), "price 0.001 is off the grid of 0.01: 0 and 0.01 are its neighbours"),
                defect(o -> o.quantity("0"), "quantity must be positive, was 0"),
                defect(o -> o.quantity("-2"), "quantity must be positive, was -2"),
                defect(o -> o.lots(-1), "quantity must be positive, was -0.001"),
                defect(
                        o -> o.quantity("0.0001"),
                        "quantity 0.0001 is off the grid of 0.001: 0 and 0.001 are its neighbours"),
                defect(o -> o.quantity("99999999999999999"), "quantity 99999999999999999 is out of range"),
                defect(o -> o.confidence(7.5), "confidence must be a number from 0 to 1, was 7.5"),
                defect(o -> o.confidence(Double.NaN), "confidence must be a number from 0 to 1, was NaN"),
                defect(
                        o -> o.stopLoss(Exit.at("98.123")),
                        "price 98.123 is off the grid of 0.01: 98.12 and 98.13 are its neighbours"),
                defect(o -> o.takeProfit(Exit.at("-1")), "exit price must be positive, was -1"),
                defect(o -> o.quantity("-2").confidence(7.5).limit("0"), "quantity must be positive, was -2"));
    }

    private static Arguments defect(UnaryOperator<OrderRequest.Builder> order, String message) {
        return Arguments.of(message, order);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordersThatCannotBe")
    void anOrderThatCannotBeCarriesItsFirstDefectAndDoesNotThrow(
            String message, UnaryOperator<OrderRequest.Builder> order) {
        OrderRequest request = order.apply(OrderRequest.buy(BTC)).build();

        assertThat(request.defect()).isEqualTo(message);
        assertThat(request.toBuilder().build().defect()).as("a copy has it too").isEqualTo(message);
    }

    @Test
    void anOrderSaysEverythingThatItWasTold() {
        OrderRequest order = OrderRequest.sell(BTC)
                .stop("99")
                .limit("98.5")
                .quantity("0.25")
                .timeInForce(TimeInForce.goodForBars(3))
                .stopLoss(Exit.percentFromFill("2"))
                .takeProfit(Exit.at("90"))
                .trailingStop(Rate.parse("0.03"))
                .confidence(0.8)
                .exchange("sim")
                .tag("x")
                .build();

        assertThat(order.defect()).isNull();
        assertThat(order.type()).isEqualTo(new OrderType.StopLimit(9_900, 9_850));
        assertThat(order.referenceTicks()).isEqualTo(9_850);
        assertThat(order.toBuilder().build()).usingRecursiveComparison().isEqualTo(order);
        assertThat(order).hasToString("SELL 0.25 BTC/USD StopLimit[stopTicks=9900, limitTicks=9850]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "1", "1.5"})
    void aTrailingStopIsAFractionBetweenZeroAndOne(String distance) {
        assertThatThrownBy(() -> OrderRequest.buy(BTC).trailingStop(Rate.parse(distance)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a trailing stop's distance must be a fraction above 0 and below 1, was " + distance);
    }

    @Test
    void goodForBarsNeedsABar() {
        assertThatThrownBy(() -> TimeInForce.goodForBars(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("good for bars needs at least 1 bar, was 0");
    }

    // Names

    @ParameterizedTest
    @ValueSource(strings = {"bt-1", "my-session-2-17", "a-999999999999999999"})
    void ourOwnOrderIdsAreReadBack(String text) {
        ClientOrderId id = ClientOrderId.parse(text);

        assertThat(id).hasToString(text);
        assertThat(id.number()).isPositive();
        assertThat(ClientOrderId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "-5", "abc", "x-", "x-0", "x-01", "x-1a", "web_123", "x-1234567890123456789", "x-\u0661"
            })
    void idsThatOthersGaveAreKeptWhole(String text) {
        ClientOrderId id = ClientOrderId.parse(text);

        assertThat(id).isEqualTo(new ClientOrderId(text, -1)).hasToString(text);
    }

    // Capabilities

    static Stream<Arguments> whatAnOrderNeeds() {
        return Stream.of(
                needs(Capability.MARKET_ORDER, o -> o),
                needs(Capability.LIMIT_ORDER, o -> o.limit("100")),
                needs(Capability.STOP_ORDER, o -> o.stop("100")),
                needs(Capability.STOP_LIMIT_ORDER, o -> o.stop("100").limit("99")),
                needs(Capability.STOP_ORDER, o -> o.type(new OrderType.TrailingStop(Rate.parse("0.1")))),
                needs(Capability.REPLACE_ORDER, o -> o.type(new OrderType.TrailingStop(Rate.parse("0.1")))),
                needs(Capability.IMMEDIATE_OR_CANCEL, o -> o.timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)),
                needs(Capability.FILL_OR_KILL, o -> o.timeInForce(TimeInForce.FILL_OR_KILL)),
                needs(Capability.DAY, o -> o.timeInForce(TimeInForce.DAY)),
                needs(Capability.GOOD_TILL_DATE, o -> o.timeInForce(new TimeInForce.GoodTillDate(1))),
                needs(Capability.POST_ONLY, o -> o.limit("100").postOnly()),
                needs(Capability.STOP_ORDER, o -> o.stopLoss(Exit.at("90"))),
                needs(Capability.LIMIT_ORDER, o -> o.takeProfit(Exit.at("110"))),
                needs(Capability.STOP_ORDER, o -> o.trailingStop(Rate.parse("0.1"))),
                needs(Capability.REPLACE_ORDER, o -> o.trailingStop(Rate.parse("0.1"))),
                needs(
                        Capability.ONE_CANCELS_OTHER,
                        o -> o.stopLoss(Exit.at("90")).takeProfit(Exit.at("110"))));
    }

    private static Arguments needs(Capability capability, UnaryOperator<OrderRequest.Builder> order) {
        return Arguments.of(capability, order);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatAnOrderNeeds")
    void aVenueThatLacksOneThingCannotDoWhatNeedsIt(Capability lacking, UnaryOperator<OrderRequest.Builder> order) {
        OrderRequest request = order.apply(OrderRequest.buy(BTC)).build();

        assertThat(Capabilities.all().missingFor(request)).isNull();
        assertThat(Capabilities.all().without(lacking).missingFor(request)).isEqualTo(lacking);
    }

    @Test
    void whatTheEngineDoesItselfNeedsNothingOfTheVenue() {
        OrderRequest patient =
                OrderRequest.buy(BTC).timeInForce(TimeInForce.goodForBars(2)).build();
        Capabilities marketOnly = Capabilities.of(EnumSet.of(Capability.MARKET_ORDER));

        assertThat(marketOnly.missingFor(patient)).isNull();
        assertThat(Capabilities.of(EnumSet.noneOf(Capability.class)).asSet()).isEmpty();
    }
}
