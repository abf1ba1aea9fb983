package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Money;
import dev.tandem.model.OrderStatus;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.xchange.FakeBinance.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answer to an order is lost, cut, or nonsense: nobody knows, until the venue has been asked. */
class LostAnswersTest {
    private static final String KEY = "a-key";

    private final HandClock clock = new HandClock();
    private final FakeBinance venue = new FakeBinance(clock::millis);
    private final Reports reports = new Reports();
    private final ExecutionPlugin exchange = new XChangeProvider(clock.surroundings())
            .open(new PluginConfig(
                    "xchange:binance",
                    "default",
                    Map.of("url", venue.url(), "key", KEY, "secret", FakeBinance.SECRET, "read-timeout", "10s")));

    @AfterEach
    void end() {
        exchange.close();
        venue.close();
        assertThat(venue.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "STALE"},
            mode = EnumSource.Mode.EXCLUDE)
    void anAnswerIsLostAndTheVenueIsAsked(Fault fault) {
        exchange.init(reports);
        venue.faults(request -> request.isOrder() ? fault : Fault.NONE);

        ExecutionResult result = exchange.executeOrder(Given.buyMarket(1, "0.001"));
        ExecutionResult next = exchange.executeOrder(Given.buyMarket(2, "0.001"));
        Health meanwhile = exchange.healthCheck();
        clock.beat();
        List<String> soon = reports.told();
        clock.advance(Duration.ofSeconds(16));
        clock.beat();

        assertThat(result).isInstanceOf(ExecutionResult.Unconfirmed.class);
        assertThat(next).isInstanceOf(ExecutionResult.Denied.class);
        assertThat(next.error()).contains("BTC/USDT takes no new orders").contains("t1-1");
        assertThat(meanwhile.state()).isEqualTo(Health.State.DEGRADED);
        if (fault.isDone()) {
            assertThat(soon)
                    .containsExactly(
                            "t1-1 accepted",
                            "t1-1 filled 0.0005 at 60000, leaves 50",
                            "t1-1 filled 0.0005 at 60000, leaves 0");
            assertThat(reports.told()).isEqualTo(soon);
        } else {
            assertThat(soon).isEmpty();
            assertThat(reports.told()).containsExactly("t1-1 rejected: never-arrived");
        }
        assertThat(venue.posts("t1-1")).isEqualTo(1);
        assertThat(venue.posts("t1-2")).isZero();
        venue.faults(request -> Fault.NONE);
        assertThat(exchange.executeOrder(Given.buyMarket(3, "0.001")).success()).isTrue();
    }

    @Test
    void notFoundIsNoProofWhileQueriesLag() {
        exchange.init(reports);
        venue.faults(request -> request.isOrder() ? Fault.RESET_AFTER : Fault.NONE);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));

        venue.hideOrders(true);
        for (int i = 0; i < 10; i++) {
            clock.beat();
            clock.advance(Duration.ofSeconds(1));
        }
        List<String> lagging = reports.told();
        venue.hideOrders(false);
        clock.advance(Duration.ofSeconds(8));
        clock.beat();

        assertThat(lagging).isEmpty();
        assertThat(reports.told()).containsExactly("t1-1 accepted");
    }

    @Test
    void aRoundThatFailsStartsTheSettleTimeAgain() {
        exchange.init(reports);
        venue.faults(request -> request.isOrder() ? Fault.RESET_BEFORE : Fault.NONE);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));

        clock.beat();
        clock.advance(Duration.ofSeconds(14));
        venue.faults(request -> request.path().endsWith("/myTrades") ? Fault.ERROR_503_BEFORE : Fault.NONE);
        clock.beat();
        venue.faults(request -> Fault.NONE);
        clock.advance(Duration.ofSeconds(2));
        clock.beat();
        List<String> afterSixteen = reports.told();
        clock.advance(Duration.ofSeconds(15));
        clock.beat();

        assertThat(afterSixteen).isEmpty();
        assertThat(reports.told()).containsExactly("t1-1 rejected: never-arrived");
    }

    @Test
    void whatOnlyReducesMayPassWhileABuyIsUnclear() {
        exchange.init(reports);
        venue.faults(request -> request.isOrder() ? Fault.CLOSE_AFTER : Fault.NONE);
        exchange.executeOrder(Given.buyMarket(1, "0.001"));
        venue.faults(request -> Fault.NONE);

        assertThat(exchange.executeOrder(Given.stopLoss(2, "1", "58000")).success())
                .isTrue();
    }

    @Test
    void aPairWhoseAnswerIsLostIsFoundLegByLeg() {
        exchange.init(reports);
        venue.faults(request -> request.isOrder() ? Fault.CUT_AFTER : Fault.NONE);
        exchange.executeOrder(Given.pair(Given.stopLoss(1, "1", "58000"), Given.takeProfit(2, "1", "62000")));
        venue.faults(request -> Fault.NONE);
        clock.beat();
        venue.price("57000");
        clock.beat();

        assertThat(reports.told())
                .containsExactlyInAnyOrder(
                        "t1-1 accepted", "t1-2 accepted", "t1-1 filled 1 at 57000, leaves 0", "t1-2 canceled: oco");
    }

    @Test
    void aCancelWhoseAnswerIsLostIsLookedUp() {
        exchange.init(reports);
        exchange.executeOrder(Given.buyLimit(1, "0.001", "59000"));
        venue.faults(request -> request.method().equals("DELETE") ? Fault.GARBAGE_AFTER : Fault.NONE);

        assertThat(exchange.cancelOrder(Given.id(1))).isInstanceOf(dev.tandem.plugin.CancelResult.Canceled.class);
        assertThat(reports.told()).containsExactly("t1-1 canceled: requested");
    }

    @Test
    void sixtyOrdersWithSeededFaultsLeaveOnePostEachAndTheServersTruth() {
        manyOrders(60, 20261122);
    }

    @Test
    @Tag("long")
    void aThousandOrdersWithSeededFaultsLeaveOnePostEachAndTheServersTruth() {
        manyOrders(1_000, 7);
    }

    private void manyOrders(int count, long seed) {
        exchange.init(reports);
        SplittableRandom random = new SplittableRandom(seed);
        Fault[] all = Fault.values();
        Fault[] current = {Fault.NONE};
        venue.faults(request -> request.isOrder() ? current[0] : Fault.NONE);
        boolean stale = false;
        List<Long> resting = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String situation = "seed " + seed + ", order " + i;
            current[0] = random.nextInt(3) == 0 ? Fault.NONE : all[random.nextInt(all.length)];
            ApprovedOrder.Single order = switch (random.nextInt(3)) {
                case 0 -> Given.buyMarket(i, "0.001");
                case 1 -> Given.buyLimit(i, "0.002", "60000");
                default -> Given.buyLimit(i, "0.002", "59000");
            };
            ExecutionResult result = exchange.executeOrder(order);
            int posts = venue.posts(order.id().toString());
            if (stale) {
                assertThat(posts).as(situation).isLessThanOrEqualTo(1);
            } else {
                assertThat(posts).as(situation).isEqualTo(1);
                assertThat(result instanceof ExecutionResult.Unconfirmed)
                        .as(situation + " " + current[0] + " " + result)
                        .isEqualTo(current[0].isLost());
            }
            stale = current[0] == Fault.STALE;
            if (result instanceof ExecutionResult.Unconfirmed) {
                for (int beat = 0; beat < 4; beat++) {
                    clock.beat();
                    clock.advance(Duration.ofSeconds(6));
                }
            }
            if (order.type() instanceof dev.tandem.model.OrderType.Limit(long ticks) && ticks == 5_900_000) {
                resting.add((long) i);
            }
            if (!resting.isEmpty() && random.nextInt(3) == 0) {
                exchange.cancelOrder(Given.id(resting.remove(random.nextInt(resting.size()))));
            } else if (!resting.isEmpty() && random.nextInt(3) == 0) {
                venue.fill(KEY, "t1-" + resting.get(random.nextInt(resting.size())), "0.00001");
            }
        }
        clock.beat();
        clock.beat();
        agreesWithTheServer(count, "seed " + seed);
    }

    private void agreesWithTheServer(int count, String seed) {
        FakeBinance.Account truth = venue.account(KEY);
        Map<String, FakeBinance.Order> byName = new HashMap<>();
        truth.orders.values().forEach(order -> byName.put(order.clientId, order));
        for (long i = 1; i <= count; i++) {
            FakeBinance.Order there = byName.get("t1-" + i);
            BigDecimal filled = BigDecimal.ZERO;
            boolean ended = false;
            for (ExecutionReport report : reports.of(Given.id(i))) {
                if (report instanceof ExecutionReport.Filled fill) {
                    filled = filled.add(fill.fill().quantity());
                    ended |= fill.leavesLots() == 0;
                } else {
                    ended |= !(report instanceof ExecutionReport.Accepted);
                }
            }
            String situation = seed + ", order " + i;
            assertThat(filled).as(situation).isEqualByComparingTo(there == null ? BigDecimal.ZERO : there.executed);
            assertThat(ended).as(situation).isEqualTo(there == null || !there.isOpen());
        }
        assertThat(exchange.openOrders())
                .as(seed)
                .extracting(order -> order.clientOrderId() + " " + order.filledLots())
                .containsExactlyElementsOf(truth.orders.values().stream()
                        .filter(FakeBinance.Order::isOpen)
                        .map(order -> order.clientId + " " + Given.BTC.lots(order.executed))
                        .toList());
        assertThat(exchange.openOrders()).extracting(OrderSnapshot::status).doesNotContain(OrderStatus.UNCONFIRMED);
        for (Balance balance : exchange.fetchBalance()) {
            assertThat(balance.total())
                    .as(seed + " " + balance.asset())
                    .isEqualTo(Money.of(truth.total
                            .getOrDefault(balance.asset(), BigDecimal.ZERO)
                            .setScale(Money.SCALE, RoundingMode.UNNECESSARY)));
        }
        long trades = reports.all().stream()
                .filter(ExecutionReport.Filled.class::isInstance)
                .count();
        assertThat(trades).as(seed).isEqualTo(truth.trades.size());
    }
}
