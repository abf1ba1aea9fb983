package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.model.Balance;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.RejectReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders at Binance's spot market through XChange's Binance module, from the plugin's door to the socket. */
class BinanceOrdersTest {
    private static final String KEY = "a-key";

    private final HandClock clock = new HandClock();
    private final FakeBinance venue = new FakeBinance(clock::millis);
    private final Reports reports = new Reports();
    private final ExecutionPlugin exchange = open(Map.of());

    private ExecutionPlugin open(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("url", venue.url(), "key", KEY, "secret", FakeBinance.SECRET, "read-timeout", "2s"));
        settings.putAll(more);
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig("xchange:binance", PluginConfig.DEFAULT_ACCOUNT, settings));
    }

    @AfterEach
    void end() {
        exchange.close();
        venue.close();
        assertThat(venue.complaints()).isEmpty();
    }

    @Test
    void instrumentsHaveTheVenuesOwnGrid() {
        exchange.init(reports);

        assertThat(exchange.instruments()).extracting(Object::toString).containsExactly("BTC/USDT", "BNB/USDT");
        assertThat(exchange.instruments().getFirst())
                .isEqualTo(dev.tandem.model.Instrument.of(
                        "BTC/USDT",
                        new java.math.BigDecimal("0.01"),
                        new java.math.BigDecimal("0.00001"),
                        Money.parse("5")));
    }

    @Test
    void aMarketBuyFillsAndIsToldFillByFillWithItsFeeInTheQuoteAsset() {
        exchange.init(reports);

        ExecutionResult result = exchange.executeOrder(Given.buyMarket(1, "0.001"));

        assertThat(result).isInstanceOf(ExecutionResult.Filled.class);
        assertThat(result.filledLots()).isEqualTo(100);
        assertThat(result.averagePriceTicks()).isEqualTo(6_000_000);
        assertThat(result.fees()).isEqualTo(Money.parse("0.06"));
        assertThat(result.raw()).contains("\"clientOrderId\":\"t1-1\"").doesNotContain(FakeBinance.SECRET);
        assertThat(reports.told())
                .containsExactly("t1-1 filled 0.0005 at 60000, leaves 50", "t1-1 filled 0.0005 at 60000, leaves 0");
        clock.beat();
        assertThat(reports.told()).hasSize(2);
    }

    @Test
    void aLimitRestsThenCancels() {
        exchange.init(reports);

        ExecutionResult placed = exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));
        List<OrderSnapshot> open = exchange.openOrders();
        CancelResult canceled = exchange.cancelOrder(Given.id(1));

        assertThat(placed).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(open).extracting(OrderSnapshot::clientOrderId).containsExactly(Given.id(1));
        assertThat(open).extracting(OrderSnapshot::status).containsExactly(OrderStatus.NEW);
        assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(reports.told()).containsExactly("t1-1 canceled: requested");
        assertThat(exchange.cancelOrder(Given.id(1)))
                .isInstanceOfSatisfying(
                        CancelResult.TooLate.class,
                        late -> assertThat(late.message()).isEqualTo("order t1-1 is CANCELED"));
    }

    @Test
    void aPartialFillThenACancelKeepsTheFilledPart() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));
        venue.fill(KEY, "t1-1", "0.0004");

        CancelResult canceled = exchange.cancelOrder(Given.id(1));

        assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(reports.told())
                .containsExactly("t1-1 filled 0.0004 at 59000, leaves 60", "t1-1 canceled: requested");
    }

    @Test
    void aFillThatNobodyStreamsIsFoundByAskingAndCountedOnce() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));

        venue.fill(KEY, "t1-1", "0.0004");
        clock.beat();
        clock.beat();
        venue.price("58000");
        clock.beat();
        clock.beat();

        assertThat(reports.told())
                .containsExactly("t1-1 filled 0.0004 at 59000, leaves 60", "t1-1 filled 0.0006 at 59000, leaves 0");
        assertThat(((ExecutionReport.Filled) reports.all().getFirst()).fill().liquidity())
                .isEqualTo(dev.tandem.model.Liquidity.MAKER);
        assertThat(exchange.fetchOrder(Given.id(1)).orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void anOrderCanceledByHandAtTheVenueIsToldAsCanceled() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));

        venue.account(KEY).orders.values().forEach(order -> order.status = "CANCELED");
        clock.beat();

        assertThat(reports.told()).containsExactly("t1-1 canceled: venue");
    }

    @Test
    void immediateOrCancelKeepsWhatItGotAndExpires() {
        exchange.init(reports);
        venue.liquidity("0.0004");

        exchange.executeOrder(Given.order(
                1,
                OrderRequest.buy(Given.BTC)
                        .limit("60000")
                        .quantity("0.001")
                        .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)));

        assertThat(reports.told())
                .containsExactly(
                        "t1-1 filled 0.0002 at 60000, leaves 80",
                        "t1-1 filled 0.0002 at 60000, leaves 60",
                        "t1-1 expired: time-in-force");
    }

    @Test
    void tooLittleMoneyIsTheVenuesOwnAnswer() {
        exchange.init(reports);

        ExecutionResult result = exchange.executeOrder(Given.buyMarket(1, "5000"));

        assertThat(result).isInstanceOf(ExecutionResult.Rejected.class);
        assertThat(result.error()).isEqualTo("-2010: Account has insufficient balance for requested action.");
        assertThat(exchange.openOrders()).isEmpty();
    }

    @Test
    void aPriceOffTheVenuesGridIsDeniedWithBothNeighbors() {
        exchange.init(reports);
        var finer = dev.tandem.model.Instrument.of("BTC/USDT", "0.001", "0.00001");

        ExecutionResult result = exchange.executeOrder(
                Given.order(1, OrderRequest.buy(finer).limit("59000.005").quantity("0.001")));

        assertThat(result).isInstanceOf(ExecutionResult.Denied.class);
        assertThat(result.error()).contains("59000.005").contains("59000").contains("59000.01");
        assertThat(venue.posts("t1-1")).isZero();
    }

    @Test
    void theSameOpenIdTwiceIsRejectedHere() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));

        ExecutionResult second = exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));

        assertThat(second.error()).startsWith("duplicate-client-order-id: ");
        assertThat(venue.posts("t1-1")).isEqualTo(1);
    }

    // Exits

    @Test
    void aStopAndATargetRestAsAPairAndOneCancelsTheOther() {
        exchange.init(reports);

        ExecutionResult placed =
                exchange.executeOrder(Given.pair(Given.stopLoss(1, "1", "58000"), Given.takeProfit(2, "1", "62000")));
        venue.price("62000");
        clock.beat();

        assertThat(placed).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(venue.requests()).contains("POST /api/v3/orderList/oco");
        assertThat(reports.told()).containsExactlyInAnyOrder("t1-2 filled 1 at 62000, leaves 0", "t1-1 canceled: oco");
        assertThat(exchange.openOrders()).isEmpty();
    }

    @Test
    void cancelingOneOfAPairTakesTheOtherWithIt() {
        exchange.init(reports);
        exchange.executeOrder(Given.pair(Given.stopLoss(1, "1", "58000"), Given.takeProfit(2, "1", "62000")));

        CancelResult canceled = exchange.cancelOrder(Given.id(1));

        assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(reports.told()).containsExactly("t1-1 canceled: requested", "t1-2 canceled: requested");
    }

    @Test
    void anExitSellsWhatAFeeInTheBoughtAssetHasLeft() {
        exchange.init(reports);
        venue.account(KEY).total.put("BTC", java.math.BigDecimal.ZERO);
        exchange.executeOrder(Given.buyMarket(1, "1"));

        exchange.executeOrder(Given.stopLoss(2, "1", "58000"));
        venue.price("57990");
        clock.beat();

        assertThat(reports.told()).endsWith("t1-2 filled 0.999 at 57990, leaves 0", "t1-2 canceled: reduce-only");
        assertThat(exchange.fetchBalance()).extracting(Balance::asset).doesNotContain("BTC");
    }

    @Test
    void nothingHeldMeansNothingToSell() {
        exchange.init(reports);
        venue.account(KEY).total.put("BTC", new java.math.BigDecimal("0.000009"));

        ExecutionResult result = exchange.executeOrder(Given.stopLoss(2, "1", "58000"));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ExecutionResult.Denied.class,
                        denied -> assertThat(denied.denial())
                                .extracting(Denial::reason)
                                .isEqualTo(DenialReason.REDUCE_ONLY));
    }

    @Test
    void aStopThatTheMarketHasPassedIsRefusedForThatReason() {
        exchange.init(reports);

        ExecutionResult alone = exchange.executeOrder(Given.stopLoss(1, "1", "60001"));
        ExecutionResult stop =
                exchange.executeOrder(Given.pair(Given.stopLoss(2, "1", "60001"), Given.takeProfit(3, "1", "62000")));
        ExecutionResult target =
                exchange.executeOrder(Given.pair(Given.stopLoss(4, "1", "58000"), Given.takeProfit(5, "1", "59999")));

        assertThat(alone).isInstanceOfSatisfying(ExecutionResult.Rejected.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectReason.STOP_PASSED);
            assertThat(refused.code()).isEqualTo("-2010");
            assertThat(refused.message()).isEqualTo("Stop price would trigger immediately.");
        });
        assertThat(stop).isInstanceOfSatisfying(ExecutionResult.Rejected.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectReason.STOP_PASSED);
            assertThat(refused.message()).contains("relationship of the prices");
        });
        assertThat(target)
                .isInstanceOfSatisfying(
                        ExecutionResult.Rejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectReason.TARGET_PASSED));
        assertThat(reports.told()).isEmpty();
        assertThat(exchange.openOrders()).isEmpty();
    }

    @Test
    void aPairWhosePricesAreWrongWhileTheMarketIsBetweenThemAgainIsRefusedForNoReasonThatClosesAnything() {
        exchange.init(reports);
        // The answer was on its way when the market came back.
        venue.refusePairs();

        ExecutionResult result =
                exchange.executeOrder(Given.pair(Given.stopLoss(1, "1", "58000"), Given.takeProfit(2, "1", "62000")));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ExecutionResult.Rejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectReason.OTHER));
    }

    @Test
    void aStopThatIsMovedBeyondTheMarketIsGoneAndTheReasonIsTold() {
        exchange.init(reports);
        exchange.executeOrder(Given.stopLoss(1, "1", "58000"));

        ExecutionResult moved = exchange.replaceOrder(Given.id(1), Given.stopLoss(1, "1", "60500"));

        assertThat(moved)
                .isInstanceOfSatisfying(
                        ExecutionResult.Rejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectReason.STOP_PASSED));
        assertThat(reports.told()).containsExactly("t1-1 canceled: replacement failed");
        assertThat(exchange.openOrders()).isEmpty();
    }

    @Test
    void aPairWhoseStopIsMovedBeyondTheMarketIsGoneWholly() {
        exchange.init(reports);
        exchange.executeOrder(Given.pair(Given.stopLoss(1, "1", "58000"), Given.takeProfit(2, "1", "62000")));

        exchange.replaceOrder(Given.id(1), Given.stopLoss(1, "1", "60500"));

        assertThat(reports.told())
                .containsExactlyInAnyOrder("t1-1 canceled: replacement failed", "t1-2 canceled: replacement failed");
        assertThat(exchange.openOrders()).isEmpty();
    }

    @Test
    void aStopIsMovedByTakingItBackAndSendingItAgainUnderItsName() {
        exchange.init(reports);
        exchange.executeOrder(Given.stopLoss(1, "1", "58000"));

        ExecutionResult moved = exchange.replaceOrder(Given.id(1), Given.stopLoss(1, "1", "58500"));
        venue.price("58400");
        clock.beat();

        assertThat(moved).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(reports.told()).containsExactly("t1-1 filled 1 at 58400, leaves 0");
    }

    @Test
    void aPairIsMadeSmallerAsAPair() {
        exchange.init(reports);
        exchange.executeOrder(Given.pair(Given.stopLoss(1, "1", "58000"), Given.takeProfit(2, "1", "62000")));

        exchange.replaceOrder(Given.id(1), Given.stopLoss(1, "0.6", "58000"));
        exchange.replaceOrder(Given.id(2), Given.takeProfit(2, "0.6", "62000"));
        List<OrderSnapshot> open = exchange.openOrders();
        venue.price("57000");
        clock.beat();

        assertThat(open).extracting(OrderSnapshot::lots).containsExactly(60_000L, 60_000L);
        assertThat(reports.told())
                .containsExactlyInAnyOrder("t1-1 filled 0.6 at 57000, leaves 0", "t1-2 canceled: oco");
    }

    // Life

    @Test
    void ordersOfAnEarlierSessionAreFollowedFromNowOn() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));
        venue.fill(KEY, "t1-1", "0.0004");
        exchange.close();

        Reports later = new Reports();
        try (ExecutionPlugin restarted = open(Map.of())) {
            restarted.init(later);
            venue.price("59000");
            clock.beat();
            assertThat(later.told()).containsExactly("t1-1 filled 0.0006 at 59000, leaves 0");
        }
    }

    @Test
    void aClockThatIsOffIsCorrected() {
        try (FakeBinance ahead = new FakeBinance(() -> clock.millis() + 30_000);
                ExecutionPlugin plugin = open(Map.of("url", ahead.url()))) {
            plugin.init(reports);

            assertThat(plugin.executeOrder(Given.buyLimit(1, "0.001", "59000")).success())
                    .isTrue();
            assertThat(plugin.healthCheck().clockSkew()).isEqualTo(Duration.ofSeconds(30));
            assertThat(plugin.healthCheck().state()).isEqualTo(Health.State.DEGRADED);
            assertThat(ahead.complaints()).isEmpty();
        }
    }

    @Test
    void healthIsToldInEveryState() {
        assertThat(exchange.healthCheck().state()).isEqualTo(Health.State.NOT_STARTED);
        assertThat(venue.requests()).isEmpty();
        exchange.init(reports);
        assertThat(exchange.healthCheck().state()).isEqualTo(Health.State.HEALTHY);
        venue.faults(request -> FakeBinance.Fault.ERROR_503_BEFORE);
        assertThat(exchange.healthCheck().state()).isEqualTo(Health.State.DOWN);
        exchange.close();
        exchange.close();
        assertThat(exchange.healthCheck().state()).isEqualTo(Health.State.CLOSED);
    }

    @Test
    void orderAreHeardOfOrTheHealthSaysSo() {
        exchange.init(reports);
        clock.advance(Duration.ofSeconds(60));

        assertThat(exchange.healthCheck())
                .satisfies(health -> assertThat(health.state()).isEqualTo(Health.State.DEGRADED))
                .satisfies(health -> assertThat(health.message()).contains("60000 ms (limit 7000 ms)"));
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));
        exchange.close();
        venue.price("58000");
        clock.beat();

        assertThat(reports.told()).isEmpty();
        assertThatThrownBy(() -> exchange.executeOrder(Given.buyMarket(2, "0.001")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("xchange:binance is closed");
    }

    @Test
    void aKeyThatMayWithdrawIsRefused() {
        try (ExecutionPlugin rich = open(Map.of("key", "may-withdraw"))) {
            assertThatThrownBy(() -> rich.init(reports))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("the key may withdraw");
        }
        try (ExecutionPlugin rich = open(Map.of("key", "may-withdraw", "allow-withdrawal", "true"))) {
            rich.init(reports);
            assertThat(rich.healthCheck().state()).isEqualTo(Health.State.HEALTHY);
        }
    }

    @Test
    void withoutCredentialsThereArePublicDataAndNothingElse() {
        Map<String, String> settings = Map.of("url", venue.url());
        try (ExecutionPlugin watching = new XChangeProvider(clock.surroundings())
                .open(new PluginConfig("xchange:binance", "default", settings))) {
            watching.init(reports);

            assertThat(watching.fetchData(Given.BTC).lastTicks()).isEqualTo(6_000_000);
            assertThat(watching.executeOrder(Given.buyMarket(1, "0.001")).success())
                    .isFalse();
            assertThat(venue.posts("t1-1")).isZero();
        }
    }

    @Test
    void aFeeInAThirdAssetIsWorthWhatTheMarketSays() {
        exchange.init(reports);
        venue.payFeesIn("BNB");

        ExecutionResult result = exchange.executeOrder(Given.buyMarket(1, "0.001"));

        // Two fills of 0.0001 BNB each, at 60000 USDT, which is the only price this market has.
        assertThat(result.fees()).isEqualTo(Money.parse("12"));
    }
}
