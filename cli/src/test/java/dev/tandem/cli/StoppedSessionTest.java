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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is interrupted with Ctrl-C, or terminated as systemd does it: it stops as it was told to, says what came of it, and
 * goes on when it is started again.
 */
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

    private final List<Process> started = new ArrayList<>();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"TERM, close, 0, 0.00000000", "INT, keep, 2, 0.10000000"})
    void whatIsOpenIsKeptOrClosed(String signal, String policy, int open, String held) throws Exception {
        stopped(signal, policy, open, held);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "TERM, keep, 2, 0.10000000",
        "TERM, cancel, 1, 0.10000000",
        "INT, cancel, 1, 0.10000000",
        "INT, close, 0, 0.00000000"
    })
    void whatIsOpenIsKeptCanceledOrClosed(String signal, String policy, int open, String held) throws Exception {
        stopped(signal, policy, open, held);
    }

    private void stopped(String signal, String policy, int open, String held) throws Exception {
        try (Venue venue = venue()) {
            Process process = started(live(venue, policy));
            untilOpen(venue, process, 2);
            // One more look of the session at its orders, so that it knows of all of them.
            Thread.sleep(2_000);
            ended(process, signal);
            assertThat(open(venue)).as(() -> said("err")).isEqualTo(open);
            assertThat(coins(venue)).isEqualTo(held);
            JsonNode document = JSON.readTree(said("out"));
            assertThat(document.get("schema").asText()).isEqualTo("tandem.backtest/1");
            assertThat(Money.parse(document.get("position").asText())).isEqualTo(Money.parse(held));
            assertThat(said("err")).doesNotContain("tandem: ");
            closedInGoodOrder(1);

            Process again = started(live(venue, policy));
            untilSaid("reconciled the session goes on", again);
            untilSaid("feed bars of BTC/USDT: by stream", again);
            ended(again, signal);
            assertThat(said("err")).doesNotContain("halted").doesNotContain("canceled ", "unknown ");
            assertThat(open(venue)).as(() -> said("err")).isEqualTo(open);
            assertThat(coins(venue)).isEqualTo(held);
            closedInGoodOrder(2);
        }
    }

    /** All was written, the last process has given the journal up, and no process has found anything torn. */
    private void closedInGoodOrder(int processes) throws IOException {
        Call verify = Call.of(directory, "journal", "verify", "session", "--format", "json");
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        JsonNode check = JSON.readTree(verify.out());
        assertThat(check.get("intact").asBoolean()).isTrue();
        assertThat(check.get("torn").isNull()).as(verify.out()).isTrue();
        assertThat(Call.of(directory, "journal", "show", "session", "--type", "open")
                        .out()
                        .lines())
                .hasSize(processes)
                .allMatch(line -> line.endsWith("cutBytes=0"));
        try (Stream<Path> files = Files.list(directory.resolve("session"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("neither a lock that is held nor a scratch file nor a socket")
                    .containsExactlyInAnyOrder("journal-000001.tj", "lock");
        }
    }

    /** Without a place for its journal a session leaves nothing behind: the process does not end before all is put away. */
    @Test
    void aPaperSessionThatIsTerminatedPutsItsFolderAway() throws Exception {
        paper("close");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"keep", "cancel"})
    void andSoDoesOneThatKeepsOrCancels(String policy) throws Exception {
        paper(policy);
    }

    private void paper(String policy) throws Exception {
        Path temporary = directory.resolve("tmp");
        try (Venue venue = venue()) {
            Process process = started(process(venue, "paper", List.of("--on-stop", policy)));
            untilSaid("fill BUY 0.1 BTC/USDT", process);
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("tandem-paper-"));
            }
            ended(process, "TERM");
            assertThat(JSON.readTree(said("out")).get("position").asText())
                    .isEqualTo(policy.equals("close") ? "0" : "0.1");
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith("tandem-paper-")))
                        .isEmpty();
            }
        }
    }

    /** What cannot be done is said, and not taken for an interruption like any other. */
    @Test
    @Tag("long")
    void aSessionThatCannotCloseItsPositionSaysSo() throws Exception {
        Process process;
        try (Venue venue = venue()) {
            process = started(live(venue, "close"));
            untilOpen(venue, process, 2);
            Thread.sleep(2_000);
        }
        // The venue is gone.
        assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(() -> said("err")).isTrue();
        assertThat(process.exitValue()).as(() -> said("err")).isEqualTo(4);
        assertThat(said("err")).contains("\ntandem: ");
        Call verify = Call.of(directory, "journal", "verify", "session");
        assertThat(verify.exitCode()).as(verify.err()).isZero();
    }

    private Process started(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    @AfterEach
    void nothingRunsOn() {
        started.forEach(Process::destroyForcibly);
    }

    private Venue venue() throws IOException {
        Files.createDirectories(directory.resolve("tmp"));
        Files.write(directory.resolve("bars.csv"), SeveralStrategiesTest.minutes(1_200), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("Holder.java"), HOLDER);
        return Venue.of(MarketDataReader.read(
                                directory.resolve("bars.csv").toString(),
                                ReadOptions.builder("BTC/USDT")
                                        .bar(BarInterval.parse("1m"))
                                        .build())
                        .bars())
                .clock(ClockMode.SIXTY_TIMES)
                .account(LockstepMarket.KEY, LockstepMarket.SECRET)
                .balance("USDT", Money.parse("1000000"))
                .start();
    }

    private void untilOpen(Venue venue, Process process, int orders) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (open(venue) < orders && process.isAlive() && System.nanoTime() - deadline < 0) {
            Thread.sleep(100);
        }
        assertThat(open(venue)).as(() -> said("err")).isEqualTo(orders);
    }

    private void untilSaid(String words, Process process) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!said("err").contains(words) && process.isAlive() && System.nanoTime() - deadline < 0) {
            Thread.sleep(100);
        }
        assertThat(said("err")).contains(words);
    }

    private void ended(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(() -> said("err")).isTrue();
        assertThat(process.exitValue()).as(() -> said("err")).isEqualTo(ExitCode.INTERRUPTED);
    }

    private ProcessBuilder live(Venue venue, String policy) {
        return process(venue, "live", List.of("--journal", "session", "--stop-loss", "0.5", "--on-stop", policy));
    }

    private ProcessBuilder process(Venue venue, String how, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.http.retryPost=false",
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                how,
                "--exchange",
                "xchange:binance",
                "--endpoint",
                venue.uri().toString(),
                "--instrument",
                "BTC/USDT",
                "--bar",
                "1m"));
        command.addAll(List.of("--strategy", "Holder.java", "--quantity", "0.1", "--warmup", "0", "--format", "json"));
        command.addAll(options);
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
