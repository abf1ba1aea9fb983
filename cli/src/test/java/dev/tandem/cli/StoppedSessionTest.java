package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Money;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live process that is interrupted with Ctrl-C: it stops as it was told to, and says what came of it. */
@Execution(ExecutionMode.CONCURRENT)
class StoppedSessionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It buys once, and wants to buy more far below. */
    private static final String HOLDER = """
            import dev.tandem.model.*;
            import dev.tandem.strategy.*;
            public final class Holder implements Strategy {
                private int bars;
                @Override public void onBar(Bar bar, Trader trader) {
                    bars++;
                    if (bars == 1) { trader.buy(); }
                    if (bars == 2) { trader.submit(OrderRequest.buy(bar.instrument()).limit("100").build()); }
                }
            }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"keep, 2, 0.10000000", "cancel, 1, 0.10000000", "close, 0, 0.00000000"})
    void whatIsOpenIsKeptCanceledOrClosed(String policy, int open, String held) throws Exception {
        Files.write(directory.resolve("bars.csv"), SeveralStrategiesTest.minutes(1_200), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("Holder.java"), HOLDER);
        try (Venue venue = Venue.of(MarketDataReader.read(
                                directory.resolve("bars.csv").toString(),
                                ReadOptions.builder("BTC/USDT")
                                        .bar(BarInterval.parse("1m"))
                                        .build())
                        .bars())
                .clock(ClockMode.SIXTY_TIMES)
                .account(LockstepMarket.KEY, LockstepMarket.SECRET)
                .balance("USDT", Money.parse("1000000"))
                .start()) {
            Process process = live(venue, policy).start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (open(venue) < 2 && process.isAlive() && System.nanoTime() - deadline < 0) {
                Thread.sleep(100);
            }
            assertThat(open(venue)).as(() -> said("err")).isEqualTo(2);
            // One more look of the session at its orders, so that it knows of all of them.
            Thread.sleep(2_000);
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(() -> said("err"))
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(open(venue)).as(() -> said("err")).isEqualTo(open);
            assertThat(coins(venue)).isEqualTo(held);
            JsonNode document = JSON.readTree(said("out"));
            assertThat(document.get("schema").asText()).isEqualTo("tandem.backtest/1");
            assertThat(Money.parse(document.get("position").asText())).isEqualTo(Money.parse(held));
        }
    }

    private ProcessBuilder live(Venue venue, String policy) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.http.retryPost=false",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "live",
                "--exchange",
                "xchange:binance",
                "--endpoint",
                venue.uri().toString(),
                "--instrument",
                "BTC/USDT",
                "--bar",
                "1m",
                "--warmup",
                "0",
                "--journal",
                "session"));
        command.addAll(List.of(
                "--strategy",
                "Holder.java",
                "--quantity",
                "0.1",
                "--stop-loss",
                "0.5",
                "--on-stop",
                policy,
                "--format",
                "json"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().putAll(LiveParityTest.environment(directory));
        return builder;
    }

    private String said(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode truth(Venue venue) throws IOException, InterruptedException {
        URI truth = venue.uri().resolve("/tandem/truth");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(HttpRequest.newBuilder(truth).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    private static int open(Venue venue) throws IOException, InterruptedException {
        int open = 0;
        for (JsonNode order : truth(venue).get("orders")) {
            open += order.at("/order/status").asText().equals("NEW") ? 1 : 0;
        }
        return open;
    }

    private static String coins(Venue venue) throws IOException, InterruptedException {
        for (JsonNode account : truth(venue).get("accounts")) {
            for (JsonNode balance : account.get("balances")) {
                long all = Money.parse(balance.get("free").asText())
                        + Money.parse(balance.get("locked").asText());
                if (balance.get("asset").asText().equals("BTC") && all != 0) {
                    return Money.toDecimal(all).setScale(8).toPlainString();
                }
            }
        }
        return "0.00000000";
    }
}
