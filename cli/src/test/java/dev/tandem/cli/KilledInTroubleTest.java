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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A live process at a market that does not wait for it, over a line on which everything goes wrong that can, killed at
 * random moments and started again. What the venue knows is the truth: no order of ours twice, none that we know nothing
 * of, no position without its stop for longer than was stated, and in the end the same in both books.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledInTroubleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration NAKED = Duration.ofSeconds(10);
    /**
     * While an order is unknown nothing else is sent for its instrument, for the 15 s after which a lost one counts as never
     * arrived; and a machine that does five other things may take a while to look and to be heard.
     */
    private static final Duration SLACK = Duration.ofSeconds(15 + 5);

    private static final String TROUBLE = """
            seed %d
            delay 40ms           on *      /api/*           chance 0.10
            delay-answer 80ms    on *      /api/*           chance 0.05
            reset-before         on POST   /api/v3/order*   chance 0.01
            reset-after          on POST   /api/v3/order*   chance 0.06
            unknown-before       on POST   /api/v3/order*   chance 0.01
            unknown-after        on POST   /api/v3/order*   chance 0.06
            status-after 502     on POST   /api/v3/order*   chance 0.04
            reset-after          on DELETE /api/v3/order*   chance 0.06
            unknown-before       on DELETE /api/v3/order*   chance 0.03
            status 503           on GET    /api/*           chance 0.02
            reset-before         on GET    /api/*           chance 0.02
            duplicate                                       chance 0.10
            reorder                                         chance 0.10
            """;

    /** It buys when it has nothing, and sells every seventh bar; in between its stop or its target may be reached. */
    private static final String RESTLESS = """
            import dev.tandem.model.*;
            import dev.tandem.strategy.*;
            public final class Restless implements Strategy {
                private int bars;
                @Override public void onBar(Bar bar, Trader trader) {
                    bars++;
                    if (trader.position().isFlat()) { trader.buy(); } else if (bars % 7 == 0) { trader.close(); }
                }
            }
            """;

    @TempDir
    Path directory;

    private final List<String> resumed = new ArrayList<>();
    private Duration longestNaked = Duration.ZERO;
    private long nakedSince = -1;

    @Test
    @Tag("long")
    void oneKillInTrouble(TestReporter reporter) throws Exception {
        check(1, 5, reporter);
    }

    @Test
    @Tag("long")
    void andThirtyFive(TestReporter reporter) throws Exception {
        check(35, Long.getLong("tandem.seed", 23), reporter);
    }

    private void check(int kills, long seed, TestReporter reporter) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Files.write(
                directory.resolve("bars.csv"), SeveralStrategiesTest.minutes(20 + 12 * kills), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("Restless.java"), RESTLESS);
        Files.writeString(directory.resolve("faults.txt"), TROUBLE.formatted(seed));
        try (Venue venue = Venue.of(MarketDataReader.read(
                                directory.resolve("bars.csv").toString(),
                                ReadOptions.builder("BTC/USDT")
                                        .bar(BarInterval.parse("1m"))
                                        .build())
                        .bars())
                .clock(ClockMode.SIXTY_TIMES)
                .account(LockstepMarket.KEY, LockstepMarket.SECRET)
                .balance("USDT", Money.parse("1000000"))
                .faults(directory.resolve("faults.txt"))
                .start()) {
            for (int killed = 0; killed < kills; killed++) {
                Process process = killed == 0 ? begun(venue, seed) : live(venue).start();
                long heard = Files.size(directory.resolve("err"));
                // One in four is killed wherever it is just then; the others once they trade again.
                boolean anywhere = random.nextInt(4) == 0;
                long patience = TimeUnit.MILLISECONDS.toNanos(1_500 + random.nextInt(10_000));
                long until = System.nanoTime() + patience;
                long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (process.isAlive() && System.nanoTime() - until < 0) {
                    boolean there = killed == 0 || isThere(heard);
                    watch(venue, there, seed);
                    resumeIfHalted(process);
                    if (!there && !anywhere && System.nanoTime() - latest < 0) {
                        until = System.nanoTime() + patience;
                    }
                }
                assertThat(process.isAlive())
                        .as("[seed %d] it has ended by itself: %s", seed, said("err"))
                        .isTrue();
                process.destroyForcibly();
                process.waitFor();
                nakedSince = -1;
            }
            Process last = live(venue).start();
            try {
                long heard = Files.size(directory.resolve("err"));
                String difference = "it has not answered";
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180 + 12L * kills);
                boolean over = false;
                long steps = -1;
                long still = System.nanoTime();
                while (!(over && difference.isEmpty()) && last.isAlive() && System.nanoTime() - deadline < 0) {
                    JsonNode truth = watch(venue, isThere(heard), seed);
                    resumeIfHalted(last);
                    if (truth.get("steps").asLong() != steps) {
                        steps = truth.get("steps").asLong();
                        still = System.nanoTime();
                    }
                    over = System.nanoTime() - still > TimeUnit.SECONDS.toNanos(3);
                    difference = difference(truth);
                }
                assertThat(difference).as("[seed %d] %s", seed, said("err")).isEmpty();
                assertThat(over).as("[seed %d] the market is over", seed).isTrue();
                assertThat(last.isAlive()).isTrue();
                assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(last.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(last.waitFor(90, TimeUnit.SECONDS)).isTrue();
                theBooksAreThoseOfTheVenue(truth(venue), seed);
            } finally {
                last.destroyForcibly();
            }
            reporter.publishEntry("killed in trouble", figures(truth(venue), kills));
        }
    }

    /** The first process, once it has traded; a new session whose venue is away for a moment ends, and is started again. */
    private Process begun(Venue venue, long seed) throws Exception {
        Process process = live(venue).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (watch(venue, true, seed).get("fills").isEmpty() && System.nanoTime() - deadline < 0) {
            if (!process.isAlive()) {
                assertThat(process.exitValue()).as(said("err")).isEqualTo(ExitCode.NETWORK);
                process = live(venue).start();
            }
        }
        return process;
    }

    /** What was there, so that nobody takes an empty run for a good one. */
    private String figures(JsonNode truth, int kills) {
        assertThat(truth.get("fills").size()).isGreaterThan(kills);
        return kills + " kills, " + truth.get("orders").size() + " orders, "
                + truth.get("fills").size() + " fills, longest without a stop " + longestNaked.toMillis()
                + " ms (stated: " + NAKED.toMillis() + " ms), resumed " + resumed;
    }

    // The truth

    /** Looks at what is held and what protects it; counts while the session is there. */
    private JsonNode watch(Venue venue, boolean isThere, long seed) throws Exception {
        JsonNode truth = truth(venue);
        long coins = coins(truth, "BTC");
        long covered = 0;
        for (JsonNode each : truth.get("orders")) {
            JsonNode order = each.get("order");
            if (isOpen(order) && order.get("type").asText().startsWith("STOP_LOSS")) {
                covered += Money.parse(order.get("origQty").asText())
                        - Money.parse(order.get("executedQty").asText());
            }
        }
        long now = System.nanoTime();
        if (!isThere || covered >= coins) {
            nakedSince = -1;
        } else {
            nakedSince = nakedSince < 0 ? now : nakedSince;
            Duration age = Duration.ofNanos(now - nakedSince);
            longestNaked = longestNaked.compareTo(age) < 0 ? age : longestNaked;
            assertThat(age)
                    .as("[seed %d] a position without its stop\n%s", seed, said("err"))
                    .isLessThan(NAKED.plus(SLACK));
        }
        Thread.sleep(40);
        return truth;
    }

    private static boolean isOpen(JsonNode order) {
        String status = order.get("status").asText();
        return status.equals("NEW") || status.equals("PARTIALLY_FILLED");
    }

    private static long coins(JsonNode truth, String asset) {
        for (JsonNode account : truth.get("accounts")) {
            for (JsonNode balance : account.get("balances")) {
                if (account.get("account").asText().equals(LockstepMarket.KEY)
                        && balance.get("asset").asText().equals(asset)) {
                    return Money.parse(balance.get("free").asText())
                            + Money.parse(balance.get("locked").asText());
                }
            }
        }
        return 0;
    }

    private static JsonNode truth(Venue venue) throws IOException, InterruptedException {
        URI truth = venue.uri().resolve("/tandem/truth");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(HttpRequest.newBuilder(truth).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    // What the session believes

    /** In what the session's own view of money, coins and open orders differs from the truth; empty if in nothing. */
    private String difference(JsonNode truth) throws IOException {
        JsonNode status = status();
        if (status == null || !status.has("cash")) {
            return "it has not answered";
        }
        Set<String> open = new TreeSet<>();
        for (JsonNode each : truth.get("orders")) {
            if (isOpen(each.get("order"))) {
                open.add(each.get("order").get("clientOrderId").asText());
            }
        }
        String believed = status.get("openOrders").toString();
        Set<String> missing = new TreeSet<>(open);
        missing.removeIf(believed::contains);
        long coins = 0;
        for (JsonNode position : status.get("positions")) {
            coins += Money.parse(position.asText().split(" ", 2)[0]);
        }
        if (Money.parse(status.get("cash").asText()) != coins(truth, "USDT")) {
            return "cash is " + status.get("cash") + " here and " + Money.toText(coins(truth, "USDT")) + " there";
        }
        if (coins != coins(truth, "BTC")) {
            return "held are " + status.get("positions") + " here and " + Money.toText(coins(truth, "BTC")) + " there";
        }
        if (!missing.isEmpty() || status.get("openOrders").size() != open.size()) {
            return "open are " + status.get("openOrders") + " here and " + open + " there";
        }
        return status.get("unprotecteds").isEmpty() ? "" : "it believes to be without its stop";
    }

    private @Nullable JsonNode status() throws IOException {
        Call call = Call.of(directory, "status", "--journal", "session", "--format", "json");
        return call.exitCode() == 0 ? JSON.readTree(call.out()).get("sessions").get(0) : null;
    }

    /** As a person would who has looked at it. */
    private void resumeIfHalted(Process process) throws IOException {
        JsonNode status = process.isAlive() ? status() : null;
        if (status != null && status.get("state").asText().equals("halted")) {
            String cause = status.path("cause").asText();
            if (!cause.equals("warming up")
                    && Call.of(directory, "resume", "--journal", "session").exitCode() == 0) {
                resumed.add(cause);
            }
        }
    }

    private void theBooksAreThoseOfTheVenue(JsonNode truth, long seed) throws IOException {
        Set<String> sent = new HashSet<>();
        for (JsonNode line : journal("send,send-pair,replace")) {
            sent.add(line.get("order").asText());
            sent.add(line.path("limit.order").asText());
        }
        List<String> ids = new ArrayList<>();
        truth.get("orders")
                .forEach(order -> ids.add(order.at("/order/clientOrderId").asText()));
        assertThat(ids).as("[seed %d] each order once", seed).doesNotHaveDuplicates();
        assertThat(sent).as("[seed %d] no order that nobody knows", seed).containsAll(ids);
        List<String> real = new ArrayList<>();
        for (JsonNode each : truth.get("fills")) {
            JsonNode fill = each.get("fill");
            real.add(fill(
                    fill.get("id").asText(),
                    fill.get("isBuyer").asBoolean() ? "buy" : "sell",
                    fill.get("price").asText(),
                    fill.get("qty").asText(),
                    fill.get("commission").asText()));
        }
        List<String> believed = new ArrayList<>();
        for (JsonNode line : journal("report")) {
            if (line.get("status").asText().equals("filled")) {
                believed.add(fill(
                        line.get("tradeId").asText(),
                        line.get("side").asText(),
                        line.get("price").asText(),
                        line.get("quantity").asText(),
                        line.get("fee").asText()));
            }
        }
        List<String> missed = new ArrayList<>(real);
        believed.forEach(missed::remove);
        List<String> invented = new ArrayList<>(believed);
        real.forEach(invented::remove);
        assertThat(missed)
                .as("[seed %d] fills that the session does not know: %s", seed, said("err"))
                .isEmpty();
        assertThat(invented)
                .as("[seed %d] fills that never were: %s", seed, said("err"))
                .isEmpty();
        Call verify = Call.of(directory, "journal", "verify", "session");
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        Call replay = Call.of(directory, "replay", "session", "--strategy", "Restless.java");
        assertThat(replay.exitCode()).as(replay.err() + replay.out()).isZero();
    }

    private static String fill(String id, String side, String price, String quantity, String fee) {
        return id + " " + side + " " + Money.parse(quantity) + " at " + Money.parse(price) + " for " + Money.parse(fee);
    }

    private Iterable<JsonNode> journal(String types) throws IOException {
        Call call = Call.of(directory, "journal", "show", "session", "--type", types, "--format", "json");
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JSON.readerFor(JsonNode.class).<JsonNode>readValues(call.out()).readAll();
    }

    // The process

    private boolean isThere(long since) throws IOException {
        byte[] all = Files.readAllBytes(directory.resolve("err"));
        return new String(all, (int) since, all.length - (int) since, StandardCharsets.UTF_8)
                .contains("the session goes on");
    }

    private String said(String file) {
        try {
            String all = Files.readString(directory.resolve(file));
            return all.substring(Math.max(0, all.length() - 6_000));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ProcessBuilder live(Venue venue) throws IOException {
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
                venue.uri().toString()));
        command.addAll(List.of("--instrument", "BTC/USDT", "--bar", "1m", "--warmup", "0", "--journal", "session"));
        command.addAll(List.of("--strategy", "Restless.java", "--quantity", "0.1", "--cash", "1000000"));
        command.addAll(List.of("--stop-loss", "0.004", "--take-profit", "0.006"));
        command.addAll(List.of("--max-naked", NAKED.toSeconds() + "s", "--max-orders-per-minute", "600"));
        Path err = directory.resolve("err");
        if (!Files.exists(err)) {
            Files.createFile(err);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
        builder.environment().putAll(LiveParityTest.environment(directory));
        return builder;
    }
}
