package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * What our side costs: turn, budget, books and strict reading, on the thread that calls, through a thread as a lane has it, and
 * through a virtual one, beside XChange's own {@code newOrder}; one after the other, against the same server, in one run. XChange is answered with the short
 * ACK, because the Jackson that we use cannot read its longer answers; we read the whole.
 */
@Tag("long")
class LaneCostTest {
    private static final int WARM_UP = 400;
    private static final int ROUNDS = 1_200;
    private static final int OPEN_ORDERS = 150;
    /** A quarter on top, in the best of the blocks: what a machine does beside hits them all, and not all alike. */
    private static final double MOST = 1.25;

    private static final int BLOCKS = 6;

    /** Where {@link #rounds} has the best block's ratio. */
    private static final int BEST = 4;

    private long number;

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
                ExecutorService lane =
                        Executors.newSingleThreadExecutor(Thread.ofPlatform().factory());
                ExecutorService virtual =
                        Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
            ours.init(report -> {});
            BinanceTradeService theirs = direct(venue.uri().toString());
            rounds(WARM_UP, ours, lane, virtual, theirs);

            double[] few = rounds(ROUNDS, ours, lane, virtual, theirs);
            for (int i = 0; i < OPEN_ORDERS; i++) {
                assertThat(place(ours, lane).success()).isTrue();
            }
            double[] many = rounds(ROUNDS, ours, lane, virtual, theirs);

            String figures = text("no orders", few) + "; " + text(OPEN_ORDERS + " open orders", many);
            System.out.println(figures);
            assertThat(few[BEST]).as(figures).isLessThan(MOST);
            assertThat(many[BEST]).as(figures).isLessThan(MOST);
        }
    }

    private static String text(String situation, double[] medians) {
        return String.format(
                Locale.ROOT,
                "p50 with %s: XChange %.0f us, ours %.0f us (%+.0f %%), through a lane %.0f us (%+.0f %%), through a virtual"
                        + " thread %.0f us (%+.0f %%); the lane's best block %+.0f %%",
                situation,
                medians[0],
                medians[1],
                100 * (medians[1] / medians[0] - 1),
                medians[2],
                100 * (medians[2] / medians[0] - 1),
                medians[3],
                100 * (medians[3] / medians[0] - 1),
                100 * (medians[BEST] - 1));
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

    /** The medians, in microseconds: theirs, ours, ours through a platform thread, as a lane has it, and through a virtual one. */
    private double[] rounds(
            int rounds, ExecutionPlugin ours, ExecutorService lane, ExecutorService virtual, BinanceTradeService theirs)
            throws Exception {
        long[] direct = new long[rounds];
        long[] same = new long[rounds];
        long[] through = new long[rounds];
        long[] throughVirtual = new long[rounds];
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

            through[i] = through(ours, lane);
            throughVirtual[i] = through(ours, virtual);
        }
        double best = Double.MAX_VALUE;
        for (int block = 0; block < BLOCKS; block++) {
            int from = rounds * block / BLOCKS;
            int to = rounds * (block + 1) / BLOCKS;
            best = Math.min(
                    best, median(Arrays.copyOfRange(through, from, to)) / median(Arrays.copyOfRange(direct, from, to)));
        }
        return new double[] {median(direct), median(same), median(through), median(throughVirtual), best};
    }

    private long through(ExecutionPlugin ours, ExecutorService lane) throws Exception {
        long before = System.nanoTime();
        ExecutionResult result = place(ours, lane);
        long took = System.nanoTime() - before;
        assertThat(result.success()).as(result.toString()).isTrue();
        assertThat(ours.cancelOrder(Given.id(number))).isInstanceOf(CancelResult.Canceled.class);
        return took;
    }

    private static void cancel(BinanceTradeService theirs, String id) throws Exception {
        assertThat(theirs.cancelOrder(new AnyOrder(CurrencyPair.BTC_USDT, id))).isTrue();
    }

    private ApprovedOrder.Single order() {
        return Given.order(
                ++number,
                OrderRequest.buy(VenueOnLoopback.BTC).quantity("0.001").limit("50000"));
    }

    private ExecutionResult place(ExecutionPlugin ours, ExecutorService lane) throws Exception {
        ApprovedOrder.Single order = order();
        return lane.submit(() -> ours.executeOrder(order)).get();
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1_000.0;
    }
}
