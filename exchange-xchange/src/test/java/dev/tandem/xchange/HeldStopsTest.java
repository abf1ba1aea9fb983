package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.tck.Lever;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop and a target that are held here, at a venue that takes neither: 0.02 BTC with 58800 and 62400, the market at 60000. */
class HeldStopsTest {
    private static final ApprovedOrder.Oco PAIR =
            Given.pair(Given.stopLoss(2, "0.02", "58800"), Given.takeProfit(3, "0.02", "62400"));

    private final VenueOnLoopback venue = new VenueOnLoopback(new BinanceUsProfile());
    private final Reports reports = new Reports();
    private ExecutionPlugin exchange = venue.connect();

    @BeforeEach
    void buyAndProtect() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyMarket(1, "0.02"));
        ExecutionResult pair = exchange.executeOrder(PAIR);
        assertThat(pair).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(pair.orderId()).hasToString("held-t1-2");
        assertThat(open()).containsExactly("t1-2 2000", "t1-3 2000");
    }

    @AfterEach
    void end() {
        exchange.close();
        venue.close();
    }

    private List<String> open() {
        return exchange.openOrders().stream()
                .map(order -> order.clientOrderId() + " " + (order.lots() - order.filledLots()))
                .toList();
    }

    private static List<String> exits(Reports told) {
        return told.told().stream().filter(text -> !text.startsWith("t1-1 ")).toList();
    }

    private static long ticks(String price) {
        return Given.BTC.ticks(new BigDecimal(price));
    }

    private void fall() {
        venue.moveTo(ticks("58800"));
    }

    /** The process ends without a word, and another one begins with what the journal says. */
    private Reports restart() {
        exchange.close();
        Reports fresh = new Reports();
        exchange = venue.connect();
        exchange.init(fresh);
        return fresh;
    }

    @Test
    void nothingIsAtTheVenueUntilTheMarketTradesAtTheStop() {
        venue.moveTo(ticks("58801"));
        assertThat(venue.ordersReceived()).isEqualTo(1);
        assertThat(exits(reports)).isEmpty();

        fall();
        assertThat(venue.ordersReceived()).isEqualTo(2);
        assertThat(exits(reports)).hasSize(2).last().isEqualTo("t1-3 canceled: oco");
        assertThat(exits(reports).getFirst())
                .startsWith("t1-2 filled 0.02 at 587")
                .endsWith("leaves 0");
        assertThat(open()).isEmpty();
        assertThat(exchange.fetchOrder(Given.id(2)).map(OrderSnapshot::status)).contains(OrderStatus.FILLED);
    }

    @Test
    void anAnswerThatIsLostIsAskedForAndTheStopNotSentAgain() {
        venue.pull(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE);
        fall();
        for (int i = 0; i < 8; i++) {
            venue.advance();
        }

        assertThat(venue.ordersReceived()).isEqualTo(2);
        assertThat(exits(reports))
                .anyMatch(text -> text.startsWith("t1-2 filled 0.02 at "))
                .contains("t1-3 canceled: oco");
        assertThat(open()).isEmpty();
    }

    @Test
    void aStopThatNeverArrivedIsHeldAgainAndSent() {
        venue.pull(Lever.LOSE_ANSWER_BEFORE_ACCEPTANCE);
        fall();
        assertThat(exits(reports)).isEmpty();
        for (int i = 0; i < 10; i++) {
            venue.advance();
        }

        assertThat(exits(reports))
                .anyMatch(text -> text.startsWith("t1-2 filled 0.02 at "))
                .contains("t1-3 canceled: oco");
        assertThat(venue.ordersReceived()).isEqualTo(3);
        assertThat(open()).isEmpty();
    }

    @Test
    void aVenueThatIsTooBusyIsTriedAgainAndHealthSaysWhatIsBare() {
        venue.pull(Lever.RATE_LIMIT);
        fall();
        Health health = exchange.healthCheck();
        assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
        assertThat(health.message()).contains("t1-2", "BTC/USDT is not protected");
        assertThat(open()).containsExactly("t1-2 2000", "t1-3 2000");

        for (int i = 0; i < 4; i++) {
            venue.advance();
        }
        assertThat(exits(reports)).anyMatch(text -> text.startsWith("t1-2 filled 0.02 at "));
        assertThat(exchange.healthCheck().state()).isEqualTo(Health.State.HEALTHY);
    }

    @Test
    void whatWasHeldIsHeldAgainAfterARestartAndNotSentBeforeItIsKnownThatItWasNot() {
        Reports after = restart();
        assertThat(open()).isEmpty();
        assertThat(exchange.adopt(PAIR).map(OrderSnapshot::status)).contains(OrderStatus.NEW);
        assertThat(open()).containsExactly("t1-2 2000", "t1-3 2000");

        fall();
        assertThat(venue.ordersReceived()).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
            venue.advance();
        }
        assertThat(venue.ordersReceived()).isEqualTo(2);
        assertThat(exits(after))
                .anyMatch(text -> text.startsWith("t1-2 filled 0.02 at "))
                .contains("t1-3 canceled: oco");
    }

    @Test
    void whatTheEarlierSessionSentAsItsLastDeedIsNotSentAgain() {
        venue.pull(Lever.LOSE_ANSWER_AFTER_ACCEPTANCE);
        fall();
        Reports after = restart();

        assertThat(exchange.adopt(PAIR).map(OrderSnapshot::status)).contains(OrderStatus.FILLED);
        for (int i = 0; i < 8; i++) {
            venue.advance();
        }
        assertThat(venue.ordersReceived()).isEqualTo(2);
        assertThat(exits(after))
                .anyMatch(text -> text.startsWith("t1-2 filled 0.02 at "))
                .contains("t1-3 canceled: oco");
        assertThat(open()).isEmpty();
    }

    @Test
    void aSingleStopIsTakenOverToo() {
        exchange.cancelOrder(Given.id(2));
        ApprovedOrder.Single alone = Given.stopLoss(4, "0.02", "58800");
        exchange.executeOrder(alone);
        Reports after = restart();

        assertThat(exchange.adopt(alone)).isPresent();
        for (int i = 0; i < 4; i++) {
            venue.advance();
        }
        fall();
        assertThat(exits(after)).hasSize(1).first().asString().startsWith("t1-4 filled 0.02 at ");
    }

    @Test
    void cancelingEitherEndsBothAndNothingIsSent() {
        CancelResult canceled = exchange.cancelOrder(Given.id(3));

        assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(exits(reports)).containsExactlyInAnyOrder("t1-2 canceled: requested", "t1-3 canceled: requested");
        fall();
        assertThat(venue.ordersReceived()).isEqualTo(1);
        assertThat(exchange.cancelOrder(Given.id(2))).isInstanceOf(CancelResult.TooLate.class);
    }

    @Test
    void aStopIsMovedAndBothAreMadeSmallerWithoutAskingTheVenue() {
        ExecutionResult moved = exchange.replaceOrder(Given.id(2), Given.stopLoss(2, "0.01", "59400"));

        assertThat(moved).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(open()).containsExactly("t1-2 1000", "t1-3 1000");
        assertThat(exchange.fetchOrder(Given.id(2)).map(OrderSnapshot::type))
                .contains(new OrderType.Stop(ticks("59400")));
        venue.moveTo(ticks("59400"));
        assertThat(exits(reports).getFirst()).startsWith("t1-2 filled 0.01 at 593");
        assertThat(venue.ordersReceived()).isEqualTo(2);
    }

    @Test
    void whatWasSoldElsewhereIsNotSoldAgain() {
        exchange.executeOrder(Given.exit(5, OrderType.Market.INSTANCE, "0.02", OrderRole.CLOSE_AT_END));
        fall();

        assertThat(exits(reports)).contains("t1-2 canceled: reduce-only", "t1-3 canceled: oco");
        assertThat(venue.ordersReceived()).isEqualTo(2);
    }
}
