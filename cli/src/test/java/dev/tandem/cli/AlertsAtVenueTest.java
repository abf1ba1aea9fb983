package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.venue.ClockMode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From a signed alert through the gate and XChange's Binance module to a fill at an exchange that is another program. */
@Execution(ExecutionMode.CONCURRENT)
class AlertsAtVenueTest {
    private static final String ALERTS = "/webhooks/tradingview";

    @TempDir
    Path directory;

    private ServeProcess serve(LockstepMarket market) throws Exception {
        return begin(market.venue.uri()).listening();
    }

    private ServeProcess.Begun begin(URI venue) throws Exception {
        return ServeProcess.begin(
                directory,
                "--exchange",
                "xchange:binance",
                "--endpoint",
                venue.toString(),
                "--journal",
                "alerts",
                "--max-order-notional",
                "5000",
                "--webhook-symbols",
                "BTCUSDT=BTC/USDT");
    }

    private static String alert(String fields) {
        return "{\"ticker\":\"BTCUSDT\",\"timenow\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\"," + fields
                + "}";
    }

    private static boolean isFilled(JsonNode alert) {
        return alert.path("orders").path(0).path("status").asText().equals("filled");
    }

    /** {@code BUY 0.5 FILLED}, as the exchange has it, oldest first. */
    private static List<String> orders(LockstepMarket market) throws Exception {
        List<String> orders = new ArrayList<>();
        for (JsonNode each : market.truth().get("orders")) {
            JsonNode order = each.get("order");
            orders.add(order.get("side").asText() + " "
                    + new java.math.BigDecimal(order.get("origQty").asText())
                            .stripTrailingZeros()
                            .toPlainString()
                    + " " + order.get("status").asText());
        }
        return orders;
    }

    @Test
    void aSignedAlertIsFilledAtTheExchangeAndAnUnsureOneNeverGetsThere() throws Exception {
        try (LockstepMarket market = LockstepMarket.of(directory, 60, ClockMode.SIXTY_TIMES, null);
                ServeProcess serve = serve(market)) {
            assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"0.5\",\"confidence\":0.9")))
                    .isEqualTo("200 accepted");
            JsonNode bought = serve.inbox(inbox -> isFilled(inbox.path(0))).get(0);
            assertThat(orders(market)).containsExactly("BUY 0.5 FILLED");
            JsonNode fill = market.truth().get("fills").get(0).get("fill");
            assertThat(new java.math.BigDecimal(
                            bought.get("orders").get(0).get("averagePrice").asText()))
                    .as("what the inbox says is what was paid")
                    .isEqualByComparingTo(fill.get("price").asText());

            assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"0.5\",\"confidence\":0.59")))
                    .as("not sure enough")
                    .isEqualTo("200 rejected confidence");
            assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"100\",\"confidence\":0.9")))
                    .isEqualTo("200 accepted");
            // The word for the denial is put before its sentence a moment after it.
            JsonNode inbox = serve.inbox(
                    all -> all.size() == 3 && all.get(0).get("reason").asText().startsWith("order-notional: "));
            assertThat(inbox.get(0).get("status").asText()).isEqualTo("rejected");
            assertThat(inbox.get(1).get("reason").asText()).startsWith("confidence: ");
            assertThat(orders(market)).as("neither reached the exchange").containsExactly("BUY 0.5 FILLED");

            assertThat(serve.post(ALERTS, alert("\"action\":\"sell\",\"market_position\":\"flat\",\"contracts\":1")))
                    .as("an exit needs no confidence")
                    .isEqualTo("200 accepted");
            serve.inbox(all -> isFilled(all.path(0)));
            assertThat(orders(market)).containsExactly("BUY 0.5 FILLED", "SELL 0.5 FILLED");
        }
    }

    @Test
    void oneThatIsTerminatedWaitsAtItsRestartForAVenueThatIsAwayAndGoesOn() throws Exception {
        try (LockstepMarket market = LockstepMarket.of(directory, 60, ClockMode.SIXTY_TIMES, null);
                Relay relay = Relay.to(market.venue.uri())) {
            try (ServeProcess serve = begin(relay.uri()).listening()) {
                assertThat(
                                serve.post(
                                        ALERTS,
                                        alert(
                                                "\"action\":\"buy\",\"quantity\":\"0.5\",\"limit_price\":\"100\",\"confidence\":0.9")))
                        .isEqualTo("200 accepted");
                assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"0.5\",\"confidence\":0.9")))
                        .isEqualTo("200 accepted");
                serve.inbox(inbox -> isFilled(inbox.path(0)));
                assertThat(serve.terminate()).isEqualTo(ExitCode.INTERRUPTED);
            }
            List<String> before = orders(market);
            assertThat(before).as("what rests stays").contains("BUY 0.5 NEW", "BUY 0.5 FILLED");
            closedInGoodOrder("alerts/inbox", "alerts/USDT");

            relay.down();
            ServeProcess.Begun waits = begin(relay.uri());
            until(waits, "waiting xchange:binance cannot be started: ");
            assertThat(waits.isListening())
                    .as("it takes nothing that it could not carry out")
                    .isFalse();
            assertThat(ServeProcess.terminate(waits.process()))
                    .as("and ends at once when it is told to")
                    .isEqualTo(ExitCode.INTERRUPTED);

            ServeProcess.Begun again = begin(relay.uri());
            until(again, "waiting xchange:binance cannot be started: ");
            relay.up();
            try (ServeProcess serve = again.listening()) {
                assertThat(serve.post(
                                ALERTS, alert("\"action\":\"sell\",\"market_position\":\"flat\",\"contracts\":1")))
                        .isEqualTo("200 accepted");
                serve.inbox(all -> isFilled(all.path(0)));
                assertThat(serve.get("/health/ready").get("halted").asBoolean()).isFalse();
            }
            assertThat(orders(market)).contains("SELL 0.5 FILLED").hasSize(before.size() + 1);
            closedInGoodOrder("alerts/inbox", "alerts/USDT");

            relay.down();
            ServeProcess.Begun fresh = ServeProcess.begin(
                    directory,
                    "--exchange",
                    "xchange:binance",
                    "--endpoint",
                    relay.uri().toString(),
                    "--journal",
                    "others",
                    "--webhook-symbols",
                    "BTCUSDT=BTC/USDT");
            assertThat(fresh.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(fresh.process().exitValue())
                    .as("a new one is told at once: its address may be wrong")
                    .isEqualTo(ExitCode.NETWORK);
        }
    }

    private static void until(ServeProcess.Begun process, String words) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!process.said().contains(words) && process.process().isAlive() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(process.said()).contains(words);
    }

    private void closedInGoodOrder(String... journals) throws Exception {
        for (String journal : journals) {
            Call verify = Call.of(directory, "journal", "verify", journal, "--format", "json");
            assertThat(verify.exitCode()).as(verify.err()).isZero();
            assertThat(new ObjectMapper().readTree(verify.out()).get("torn").isNull())
                    .as(verify.out())
                    .isTrue();
            assertThat(Call.of(directory, "journal", "show", journal, "--type", "open")
                            .out()
                            .lines())
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("cutBytes=0"));
            assertThat(directory.resolve(journal).resolve("lock.owner"))
                    .as("given up")
                    .doesNotExist();
        }
    }

    @Test
    void anOrderWhoseAnswerWasLostWithTheProcessIsFoundAgainAtTheExchange() throws Exception {
        Path faults = Files.writeString(
                directory.resolve("faults.txt"),
                "delay-answer 20s on POST /api/v3/order at 1\n",
                StandardCharsets.UTF_8);
        try (LockstepMarket market = LockstepMarket.of(directory, 60, ClockMode.SIXTY_TIMES, faults)) {
            String body = alert("\"id\":\"a1\",\"action\":\"buy\",\"quantity\":\"0.5\",\"confidence\":0.9");
            try (ServeProcess serve = serve(market)) {
                assertThat(serve.post(ALERTS, body)).isEqualTo("200 accepted");
                long until = System.nanoTime() + 30_000_000_000L;
                while (orders(market).isEmpty() && System.nanoTime() < until) {
                    Thread.sleep(5);
                }
                // It is filled there, the answer is on its way, and nobody here will hear it.
                serve.kill();
            }
            assertThat(orders(market)).containsExactly("BUY 0.5 FILLED");
            try (ServeProcess again = serve(market)) {
                JsonNode found = again.inbox(inbox -> isFilled(inbox.path(0))).get(0);
                assertThat(found.get("id").asText()).isEqualTo("a1");
                assertThat(again.post(ALERTS, body)).as("sent again").isEqualTo("200 duplicate duplicate");
                assertThat(again.post(
                                ALERTS, alert("\"action\":\"sell\",\"market_position\":\"flat\",\"contracts\":1")))
                        .isEqualTo("200 accepted");
                again.inbox(all -> isFilled(all.path(0)));
                assertThat(orders(market))
                        .as("what it holds is what the exchange has filled")
                        .containsExactly("BUY 0.5 FILLED", "SELL 0.5 FILLED");
                assertThat(again.get("/health/ready").get("halted").asBoolean()).isFalse();
            }
        }
    }

    @Test
    @Tag("long")
    void killedAtAnyMomentEachAlertIsOneOrderAtTheExchangeOrOneRefusal() throws Exception {
        killed(3, 5);
    }

    @Test
    @Tag("long")
    void killedAtThirtyMomentsEachAlertIsOneOrderAtTheExchangeOrOneRefusal() throws Exception {
        killed(30, Long.getLong("tandem.seed", 17));
    }

    private void killed(int times, long seed) throws Exception {
        Path faults = Files.writeString(
                directory.resolve("faults.txt"), "delay-answer 40ms on POST /api/v3/order chance 0.5\n");
        SplittableRandom random = new SplittableRandom(seed);
        try (LockstepMarket market = LockstepMarket.of(directory, 60, ClockMode.SIXTY_TIMES, faults)) {
            List<String> answered = new ArrayList<>();
            int sent = 0;
            for (int kill = 0; kill < times; kill++) {
                try (ServeProcess serve = serve(market)) {
                    Thread killer = Thread.ofVirtual().start(() -> {
                        try {
                            Thread.sleep(50 + random.nextInt(700));
                            serve.kill();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    while (serve.process.isAlive()) {
                        String id = "k" + ++sent;
                        try {
                            String answer = serve.post(
                                    ALERTS,
                                    id,
                                    alert("\"id\":\"" + id
                                            + "\",\"action\":\"buy\",\"quantity\":\"0.1\",\"confidence\":0.9"));
                            // Alerts come faster than the exchange fills them: who is told that there is too much keeps
                            // his.
                            assertThat(answer).isIn("200 accepted", "503 rejected overloaded");
                            if (answer.startsWith("200")) {
                                answered.add(id);
                            } else {
                                Thread.sleep(20);
                            }
                        } catch (IOException gone) {
                            assertThat(gone).isNotNull();
                        }
                    }
                    killer.join();
                }
            }
            try (ServeProcess last = serve(market)) {
                JsonNode inbox = last.inbox(AlertsAtVenueTest::isSettled);
                Set<String> names = new TreeSet<>();
                int filled = 0;
                for (JsonNode alert : inbox) {
                    assertThat(names.add(alert.get("id").asText()))
                            .as("once: %s", alert)
                            .isTrue();
                    filled += isFilled(alert) ? 1 : 0;
                }
                assertThat(names).as("[seed %d] all that was answered", seed).containsAll(answered);
                assertThat(orders(market))
                        .as("[seed %d] what the inbox shows is what is there", seed)
                        .hasSize(filled)
                        .containsOnly("BUY 0.1 FILLED");
                assertThat(last.post(ALERTS, alert("\"action\":\"sell\",\"market_position\":\"flat\",\"contracts\":1")))
                        .isEqualTo("200 accepted");
                last.inbox(all -> isFilled(all.path(0)));
                assertThat(orders(market).getLast())
                        .as("[seed %d] all of it is known", seed)
                        .isEqualTo("SELL "
                                + new java.math.BigDecimal("0.1")
                                        .multiply(java.math.BigDecimal.valueOf(filled))
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + " FILLED");
            }
        }
    }

    /** One order that is over, or one refusal. */
    private static boolean isSettled(JsonNode inbox) {
        for (JsonNode alert : inbox) {
            boolean one = alert.get("orders").size() == 1
                    && Set.of("filled", "rejected", "denied")
                            .contains(alert.get("orders").get(0).get("status").asText());
            boolean refused = alert.get("orders").isEmpty()
                    && alert.get("status").asText().equals("rejected");
            if (!one && !refused) {
                return false;
            }
        }
        return true;
    }
}
