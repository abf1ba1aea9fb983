package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight threads, two accounts: nothing is lost, nothing is crossed, every request arrives in order and in time. */
class ManyThreadsTest {
    private static final int THREADS = 8;

    @Test
    void fourHundredOrdersOnTwoAccounts() throws InterruptedException, ExecutionException {
        orders(400);
    }

    @Test
    @Tag("long")
    void fourThousandOrdersOnTwoAccounts() throws InterruptedException, ExecutionException {
        orders(4_000);
    }

    private static void orders(int count) throws InterruptedException, ExecutionException {
        try (FakeBinance venue = new FakeBinance(() -> InstantSource.system().millis());
                PluginRegistry registry = PluginRegistry.of(List.of(new XChangeProvider()));
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Reports[] reports = {new Reports(), new Reports()};
            ExecutionPlugin[] accounts = new ExecutionPlugin[2];
            for (int i = 0; i < 2; i++) {
                accounts[i] = registry.plugin(new PluginConfig(
                        "xchange:binance",
                        "account" + i,
                        Map.of(
                                "url",
                                venue.url(),
                                "key",
                                "key-" + i,
                                "secret",
                                FakeBinance.SECRET,
                                "poll-interval",
                                "50ms",
                                "turn-timeout",
                                "60s",
                                "stream",
                                "false")));
                accounts[i].init(reports[i]);
            }
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                done.add(threads.submit(() -> {
                    for (int number = 1 + first; number <= count; number += THREADS) {
                        // The account is told from the number, so that a crossed result shows.
                        ExecutionResult result =
                                accounts[number % 2].executeOrder(Given.buyMarket(number, "0.00" + (1 + number % 9)));
                        if (!(result instanceof ExecutionResult.Filled filled)
                                || filled.filledLots() != 100L * (1 + number % 9)
                                || !filled.raw().contains("\"t1-" + number + "\"")) {
                            wrong.add(number + ": " + result);
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }

            assertThat(wrong).isEmpty();
            assertThat(venue.complaints()).isEmpty();
            for (int i = 0; i < 2; i++) {
                int account = i;
                assertThat(venue.account("key-" + i).orders.values())
                        .hasSize(count / 2)
                        .allSatisfy(order -> {
                            long number = Long.parseLong(order.clientId.substring(3));
                            assertThat(number % 2).isEqualTo(account);
                            assertThat(venue.posts(order.clientId)).isEqualTo(1);
                        });
                assertThat(reports[i].all().stream()
                                .filter(ExecutionReport.Filled.class::isInstance)
                                .count())
                        .isEqualTo(venue.account("key-" + i).trades.size());
            }
        }
    }
}
