package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginRegistry;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight threads, two accounts, at exchanges that keep their own books: no nonce error, nothing lost, nothing crossed. */
class ManyThreadsAtVenuesTest {
    private static final int THREADS = 8;
    private static final long MINUTE = 60 * Times.SECOND;

    @Test
    void fourHundredOrdersAtAVenue() throws Exception {
        atAVenue(400);
    }

    @Test
    @Tag("long")
    void fourThousandOrdersAtAVenue() throws Exception {
        atAVenue(4_000);
    }

    @Test
    void twoHundredOrdersAtKraken() throws Exception {
        atKraken(200);
    }

    @Test
    @Tag("long")
    void fourThousandOrdersAtKraken() throws Exception {
        atKraken(4_000);
    }

    /** So many lots of its own has each order, so that a crossed result shows. */
    private static String quantity(long number) {
        return "0.00" + (1 + number % 9);
    }

    private static void send(int count, ExecutionPlugin[] accounts, Instrument instrument)
            throws InterruptedException, ExecutionException {
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                done.add(threads.submit(() -> {
                    for (int number = 1 + first; number <= count; number += THREADS) {
                        ExecutionResult result = accounts[number % 2].executeOrder(
                                Given.order(number, OrderRequest.buy(instrument).quantity(quantity(number))));
                        if (!result.success()) {
                            wrong.add(number + ": " + result);
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void settled(int count, Reports[] reports) throws InterruptedException {
        long deadline = System.nanoTime() + 120 * Times.SECOND;
        while (fills(reports[0]) + fills(reports[1]) < count && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        for (int i = 0; i < 2; i++) {
            int account = i;
            assertThat(fills(reports[i])).isEqualTo(count / 2);
            assertThat(reports[i].all()).allSatisfy(report -> {
                if (report instanceof ExecutionReport.Filled filled) {
                    long number = filled.clientOrderId().number();
                    assertThat(number % 2).isEqualTo(account);
                    assertThat(filled.fill().quantity()).isEqualByComparingTo(quantity(number));
                }
            });
        }
    }

    private static long fills(Reports reports) {
        return reports.all().stream()
                .filter(ExecutionReport.Filled.class::isInstance)
                .count();
    }

    private static void atAVenue(int count) throws Exception {
        BarColumns.Builder bars = new BarColumns.Builder(VenueOnLoopback.BTC, MINUTE);
        long start = Math.floorDiv(Times.nanos(InstantSource.system().instant()), MINUTE) * MINUTE - MINUTE;
        bars.add(start, 6_000_000, 6_000_000, 6_000_000, 6_000_000, 20_000);
        try (Venue venue = Venue.of(bars.build())
                        .account("key-0", "secret-0")
                        .account("key-1", "secret-1")
                        .balance("USDT", Money.parse("10000000"))
                        .clock(ClockMode.MAX)
                        .limits(100_000_000, 1_000_000)
                        .start();
                PluginRegistry registry = PluginRegistry.of(List.of(new XChangeProvider()));
                VenueClient observer = new VenueClient(venue.uri(), "key-0", "secret-0", InstantSource.system())) {
            while (observer.get("/api/v3/depth?symbol=BTCUSDT").path("asks").isEmpty()) {
                Thread.sleep(5);
            }
            ExecutionPlugin[] accounts = new ExecutionPlugin[2];
            Reports[] reports = {new Reports(), new Reports()};
            for (int i = 0; i < 2; i++) {
                accounts[i] = registry.plugin(new PluginConfig(
                        "xchange:binance",
                        "account" + i,
                        Map.of(
                                "url",
                                venue.uri().toString(),
                                "key",
                                "key-" + i,
                                "secret",
                                "secret-" + i,
                                "turn-timeout",
                                "10m",
                                "read-timeout",
                                "60s")));
                accounts[i].init(reports[i]);
            }

            send(count, accounts, VenueOnLoopback.BTC);
            settled(count, reports);

            JsonNode truth = observer.truth();
            assertThat(truth.path("orders")).hasSize(count).allSatisfy(entry -> {
                JsonNode order = entry.path("order");
                long number =
                        Long.parseLong(order.path("clientOrderId").asText().substring(3));
                assertThat(entry.path("account").asText()).isEqualTo("key-" + number % 2);
                assertThat(order.path("status").asText()).isEqualTo("FILLED");
                assertThat(new BigDecimal(order.path("executedQty").asText())).isEqualByComparingTo(quantity(number));
            });
        }
    }

    private static void atKraken(int count) throws Exception {
        KrakenDesk desk = new KrakenDesk(InstantSource.system(), "60000.0", "100000000");
        WireMockServer server = KrakenOnWireMock.serve(desk);
        try (PluginRegistry registry = PluginRegistry.of(List.of(new XChangeProvider(unhurried())))) {
            ExecutionPlugin[] accounts = new ExecutionPlugin[2];
            Reports[] reports = {new Reports(), new Reports()};
            for (int i = 0; i < 2; i++) {
                accounts[i] = registry.plugin(new PluginConfig(
                        "xchange:kraken",
                        "account" + i,
                        Map.of(
                                "url",
                                server.baseUrl(),
                                "key",
                                "key-" + i,
                                "secret",
                                Base64.getEncoder().encodeToString(("s" + i).getBytes(StandardCharsets.UTF_8)),
                                "turn-timeout",
                                "60m",
                                "read-timeout",
                                "60s",
                                "poll-interval",
                                "500ms")));
                accounts[i].init(reports[i]);
            }

            send(count, accounts, KrakenOnWireMock.BTC);
            settled(count, reports);

            assertThat(desk.complaints()).isEmpty();
            for (int i = 0; i < 2; i++) {
                int account = i;
                assertThat(desk.account("key-" + i).orders.values())
                        .hasSize(count / 2)
                        .allSatisfy(order -> {
                            long number = Long.parseLong(order.clientId.substring(3));
                            assertThat(number % 2).isEqualTo(account);
                            assertThat(order.executed).isEqualByComparingTo(quantity(number));
                        });
            }
        } finally {
            server.stop();
        }
    }

    /** Everything as it is, but for the rate limit's clock: what Kraken allows in five minutes is sent in a second. */
    private static Surroundings unhurried() {
        Surroundings real = Surroundings.real();
        KeyTurn.Timer fast = new KeyTurn.Timer() {
            private static final int TIMES = 300;
            private final long began = System.nanoTime();

            @Override
            public long nanos() {
                return (System.nanoTime() - began) * TIMES;
            }

            @Override
            public void await(java.util.concurrent.locks.Condition condition, long nanos) throws InterruptedException {
                condition.awaitNanos(Math.max(1, nanos / TIMES));
            }
        };
        return new Surroundings(real.clock(), fast, real.pulse(), Map.of(), false);
    }
}
