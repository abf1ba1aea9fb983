package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.lane.EngineInbox;
import dev.tandem.lane.LaneThread;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.binance.dto.trade.BinanceNewOrder.NewOrderResponseType;
import org.knowm.xchange.binance.dto.trade.OrderSide;
import org.knowm.xchange.binance.dto.trade.OrderType;
import org.knowm.xchange.binance.dto.trade.TimeInForce;
import org.knowm.xchange.binance.service.BinanceTradeService;
import org.knowm.xchange.currency.CurrencyPair;

/**
 * What our side costs: turn, budget, books and strict reading, on the thread that calls, and through the lane and the inbox of a
 * session, beside XChange's own {@code newOrder}; one after the other, against the same server, in one run. XChange is answered
 * with the short ACK, because the Jackson that we use cannot read its longer answers; we read the whole.
 */
@Tag("long")
class LaneCostTest {
    private static final int WARM_UP = 1_000;
    private static final int ROUNDS = 1_200;
    private static final int OPEN_ORDERS = 150;
    /** A quarter on top, in the best of the blocks: what a machine does beside hits them all, and not all alike. */
    private static final double MOST = 1.25;

    /** With all those orders resting our own path may be so much slower beside XChange's than without. */
    private static final double GROWTH = 1.25;

    private static final int BLOCKS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private long number;

    /**
     * Microseconds at the median.
     *
     * @param direct XChange's own call
     * @param here our call on the same thread
     * @param lane through a lane, until the inbox has the answer
     * @param hop through a lane to an exchange that answers at once
     * @param bestHere the smallest ratio of the second to the first in a block
     * @param bestLane the smallest ratio of the third to the first in a block
     */
    private record Medians(double direct, double here, double lane, double hop, double bestHere, double bestLane) {
        String text(String situation) {
            return String.format(
                    Locale.ROOT,
                    "p50 with %s: XChange %.0f us, ours %.0f us (%+.0f %%), through a lane %.0f us (%+.0f %%), the lane alone"
                            + " %.0f us; the best blocks %+.0f %% and %+.0f %%",
                    situation,
                    direct,
                    here,
                    100 * (here / direct - 1),
                    lane,
                    100 * (lane / direct - 1),
                    hop,
                    100 * (bestHere - 1),
                    100 * (bestLane - 1));
        }
    }

    /** A lane as a session has it. */
    private static final class Desk implements AutoCloseable {
        private final AtomicReference<@Nullable EngineInbox> answers = new AtomicReference<>();
        private final LaneThread lane;
        private final EngineInbox inbox;
        private @Nullable ExecutionResult answer;

        Desk(ExecutionPlugin exchange) {
            lane = new LaneThread(
                    "cost",
                    exchange,
                    event -> Objects.requireNonNull(answers.get()).post(event),
                    InstantSource.system());
            inbox = new EngineInbox(lane);
            answers.set(inbox);
        }

        ExecutionResult place(ApprovedOrder order) throws InterruptedException {
            lane.execute(order);
            assertThat(inbox.processNext(this::take, PATIENCE)).isTrue();
            return Objects.requireNonNull(answer);
        }

        private void take(EngineEvent event) {
            answer = ((EngineEvent.Answered) event).result();
        }

        @Override
        public void close() {
            lane.close();
            inbox.close();
        }
    }

    /** An exchange that takes everything and does nothing. */
    private static ExecutionPlugin nobody() {
        ExecutionResult accepted = new ExecutionResult.Accepted(OrderId.of(1), 0, "");
        return (ExecutionPlugin) Proxy.newProxyInstance(
                LaneCostTest.class.getClassLoader(),
                new Class<?>[] {ExecutionPlugin.class},
                (proxy, method, arguments) -> method.getName().equals("executeOrder") ? accepted : "nobody");
    }

    @Test
    void anOrderThroughALaneBesideXChangesOwnCall() throws Exception {
        BarColumns.Builder bars = new BarColumns.Builder(VenueOnLoopback.BTC, 60 * Times.SECOND);
        bars.add(
                Times.nanos(InstantSource.system().instant()) - 120 * Times.SECOND,
                6_000_000,
                6_000_000,
                6_000_000,
                6_000_000,
                100);
        try (Venue venue = Venue.of(bars.build())
                        .account("key", "secret")
                        .balance("USDT", Money.parse("10000000"))
                        .clock(ClockMode.MAX)
                        .limits(100_000_000, 10_000_000)
                        .start();
                ExecutionPlugin ours = new XChangeProvider()
                        .open(new PluginConfig(
                                "xchange:binance",
                                "default",
                                Map.of(
                                        "url",
                                        venue.uri().toString(),
                                        "key",
                                        "key",
                                        "secret",
                                        "secret",
                                        "poll-interval",
                                        "60m")));
                Desk desk = new Desk(ours);
                Desk idle = new Desk(nobody())) {
            ours.init(report -> {});
            BinanceTradeService theirs = direct(venue.uri().toString());
            rounds(WARM_UP, ours, desk, idle, theirs);

            Medians few = rounds(ROUNDS, ours, desk, idle, theirs);
            for (int i = 0; i < OPEN_ORDERS; i++) {
                assertThat(desk.place(order()).success()).isTrue();
            }
            Medians many = rounds(ROUNDS, ours, desk, idle, theirs);

            String figures = few.text("no orders") + "; " + many.text(OPEN_ORDERS + " open orders");
            System.out.println(figures);
            assertThat(few.bestLane).as(figures).isLessThan(MOST);
            assertThat(many.bestLane).as(figures).isLessThan(MOST);
            assertThat(many.bestHere / few.bestHere).as(figures).isLessThan(GROWTH);
        }
    }

    private static BinanceTradeService direct(String url) {
        ExchangeSpecification specification = new ExchangeSpecification(BinanceExchange.class);
        specification.setShouldLoadRemoteMetaData(false);
        specification.setSslUri(url);
        specification.setApiKey("key");
        specification.setSecretKey("secret");
        specification.getResilience().setRetryEnabled(false);
        specification.getResilience().setRateLimiterEnabled(false);
        return (BinanceTradeService)
                ExchangeFactory.INSTANCE.createExchange(specification).getTradeService();
    }

    private Medians rounds(int rounds, ExecutionPlugin ours, Desk desk, Desk idle, BinanceTradeService theirs)
            throws Exception {
        long[] direct = new long[rounds];
        long[] same = new long[rounds];
        long[] through = new long[rounds];
        long[] hop = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long before = System.nanoTime();
            String id = Long.toString(theirs.newOrder(
                            CurrencyPair.BTC_USDT,
                            OrderSide.BUY,
                            OrderType.LIMIT,
                            TimeInForce.GTC,
                            new BigDecimal("0.001"),
                            null,
                            new BigDecimal("50000"),
                            null,
                            null,
                            null,
                            null,
                            NewOrderResponseType.ACK)
                    .orderId);
            direct[i] = System.nanoTime() - before;
            cancel(theirs, id);

            before = System.nanoTime();
            ExecutionResult here = ours.executeOrder(order());
            same[i] = System.nanoTime() - before;
            assertThat(here.success()).as(here.toString()).isTrue();
            assertThat(ours.cancelOrder(Given.id(number))).isInstanceOf(CancelResult.Canceled.class);

            ApprovedOrder.Single order = order();
            before = System.nanoTime();
            ExecutionResult result = desk.place(order);
            through[i] = System.nanoTime() - before;
            assertThat(result.success()).as(result.toString()).isTrue();
            assertThat(ours.cancelOrder(order.id())).isInstanceOf(CancelResult.Canceled.class);

            before = System.nanoTime();
            idle.place(order);
            hop[i] = System.nanoTime() - before;
        }
        return new Medians(
                median(direct), median(same), median(through), median(hop), best(same, direct), best(through, direct));
    }

    private static double best(long[] ours, long[] direct) {
        double best = Double.MAX_VALUE;
        for (int block = 0; block < BLOCKS; block++) {
            int from = ours.length * block / BLOCKS;
            int to = ours.length * (block + 1) / BLOCKS;
            best = Math.min(
                    best, median(Arrays.copyOfRange(ours, from, to)) / median(Arrays.copyOfRange(direct, from, to)));
        }
        return best;
    }

    private static void cancel(BinanceTradeService theirs, String id) throws Exception {
        assertThat(theirs.cancelOrder(new AnyOrder(CurrencyPair.BTC_USDT, id))).isTrue();
    }

    private ApprovedOrder.Single order() {
        return Given.order(
                ++number,
                OrderRequest.buy(VenueOnLoopback.BTC).quantity("0.001").limit("50000"));
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000.0;
    }
}
