package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to orders is heard at once where the venue has a stream, and the reports are those of asking. */
class NewsStreamTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    private static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return condition.getAsBoolean();
    }

    private Path faults() throws IOException {
        return Files.writeString(folder.resolve("faults.txt"), "duplicate chance 0.5\nreorder chance 0.3\n");
    }

    @Test
    void whatIsKnownRingsNobodyAndWhatOthersDidIsAskedForByName() throws Exception {
        BarColumns.Builder bars = new BarColumns.Builder(VenueOnLoopback.BTC, 60 * Times.SECOND);
        long start = Times.nanos(InstantSource.system().instant()) - 120 * Times.SECOND;
        bars.add(start, 6_000_000, 6_000_000, 6_000_000, 6_000_000, 8);
        Reports reports = new Reports();
        try (Venue venue = Venue.of(bars.build())
                        .account("key", "secret")
                        .account("other", "other-secret")
                        .balance("USDT", Money.parse("1000000"))
                        .balance("BTC", Money.parse("1000"))
                        .clock(ClockMode.MAX)
                        .limits(1_000_000, 1_000)
                        .start();
                Line line = new Line(venue.uri());
                VenueClient other = new VenueClient(venue.uri(), "other", "other-secret", InstantSource.system());
                XChangeExchange exchange = (XChangeExchange) new XChangeProvider()
                        .open(new PluginConfig(
                                "xchange:binance",
                                "default",
                                Map.of(
                                        "url",
                                        line.url(),
                                        "key",
                                        "key",
                                        "secret",
                                        "secret",
                                        "poll-interval",
                                        "60m",
                                        "read-timeout",
                                        "60s")))) {
            exchange.init(reports);
            assertThat(eventually(exchange::isListening)).isTrue();
            // The first round is about all; an order of which nobody can have heard ends up in it or after it.
            assertThat(exchange.executeOrder(Given.buyLimit(1, "0.001", "60001"))
                            .success())
                    .isTrue();
            other.order("side=SELL&type=LIMIT&timeInForce=IOC&quantity=0.001&price=60001");
            assertThat(eventually(() -> reports.all().size() == 1)).isTrue();
            int rounds = line.requests("GET /api/v3/openOrders");
            int asked = line.requests("GET /api/v3/order");

            for (int i = 2; i <= 40; i++) {
                assertThat(exchange.executeOrder(Given.buyLimit(i, "0.001", "59000"))
                                .success())
                        .isTrue();
            }
            for (int i = 2; i <= 20; i++) {
                assertThat(exchange.cancelOrder(Given.id(i))).isInstanceOf(CancelResult.Canceled.class);
            }
            other.order("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.001&price=60002");
            assertThat(exchange.executeOrder(Given.buyLimit(41, "0.001", "60002")))
                    .isInstanceOf(ExecutionResult.Filled.class);
            assertThat(exchange.executeOrder(Given.buyLimit(42, "0.003", "60002.5"))
                            .success())
                    .isTrue();
            // Events come in their order: who has heard of this one has heard of all before it.
            other.order("side=SELL&type=LIMIT&timeInForce=IOC&quantity=0.001&price=60002.5");
            assertThat(eventually(() -> !reports.of(Given.id(42)).isEmpty())).isTrue();

            assertThat(reports.told()).endsWith("t1-42 filled 0.001 at 60002.5, leaves 200");
            assertThat(line.requests("GET /api/v3/openOrders"))
                    .as("rounds over all")
                    .isEqualTo(rounds);
            assertThat(line.requests("GET /api/v3/order"))
                    .as("orders asked for")
                    .isEqualTo(asked + 1);
        }
    }

    @Test
    void fillsAreHeardOfAndWhatHappensWhileTheStreamIsDownIsMadeUpFor() throws Exception {
        BarColumns.Builder bars = new BarColumns.Builder(VenueOnLoopback.BTC, 60 * Times.SECOND);
        long start = Times.nanos(InstantSource.system().instant()) - 120 * Times.SECOND;
        bars.add(start, 6_000_000, 6_000_000, 6_000_000, 6_000_000, 8);
        Reports reports = new Reports();
        try (Venue venue = Venue.of(bars.build())
                        .account("key", "secret")
                        .account("other", "other-secret")
                        .balance("USDT", Money.parse("1000000"))
                        .balance("BTC", Money.parse("1000"))
                        .clock(ClockMode.MAX)
                        .limits(1_000_000, 1_000)
                        .faults(faults())
                        .start();
                Line line = new Line(venue.uri());
                VenueClient other = new VenueClient(venue.uri(), "other", "other-secret", InstantSource.system());
                XChangeExchange exchange = (XChangeExchange) new XChangeProvider()
                        .open(new PluginConfig(
                                "xchange:binance",
                                "default",
                                Map.of(
                                        "url",
                                        line.url(),
                                        "key",
                                        "key",
                                        "secret",
                                        "secret",
                                        // Nothing is found by asking on its own before the test is over.
                                        "poll-interval",
                                        "60m",
                                        "read-timeout",
                                        "60s")))) {
            exchange.init(reports);
            assertThat(eventually(exchange::isListening)).isTrue();
            assertThat(exchange.executeOrder(Given.buyLimit(1, "0.001", "60001"))
                            .success())
                    .isTrue();
            assertThat(exchange.executeOrder(Given.buyLimit(2, "0.001", "60000.5"))
                            .success())
                    .isTrue();

            other.order("side=SELL&type=LIMIT&timeInForce=IOC&quantity=0.001&price=60001");
            boolean heard = eventually(() -> reports.all().size() == 1);
            line.cut();
            other.order("side=SELL&type=LIMIT&timeInForce=IOC&quantity=0.001&price=60000.5");
            boolean broken = eventually(() -> !exchange.isListening());
            int meanwhile = reports.all().size();
            line.mend();
            boolean back = eventually(exchange::isListening);
            boolean madeUpFor = eventually(() -> reports.all().size() == 2);

            assertThat(heard).as("%s", reports.told()).isTrue();
            assertThat(broken).isTrue();
            assertThat(meanwhile).isEqualTo(1);
            assertThat(back).isTrue();
            assertThat(madeUpFor).as("%s", reports.told()).isTrue();
            assertThat(reports.told())
                    .containsExactly("t1-1 filled 0.001 at 60001, leaves 0", "t1-2 filled 0.001 at 60000.5, leaves 0");
        }
    }
}
