package dev.tandem.runtime.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves this machine when something happens, and what becomes of it when the other side is in trouble. */
class NotifierTest {
    private static final Notifier.Patience SHORT = new Notifier.Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofSeconds(20));
    /** Of a machine that has much else to do. */
    private static final Notifier.Patience PATIENT = new Notifier.Patience(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofSeconds(60));

    private static final Note HALTED = new Note(
            Instant.parse("2026-01-02T03:04:05Z"), "trend", "halted", "5 \"rejects\" in a row <limit 5>\nsecond line");

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String at(String path) {
        return server.baseUrl() + path;
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("30 s have passed").isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    @Test
    void eachPresetSendsWhatItsServiceTakes() {
        server.stubFor(any(anyUrl()).willReturn(ok()));
        try (Notifier notifier = new Notifier(
                List.of(
                        Destination.webhook(at("/hook")),
                        Destination.discord(at("/api/webhooks/1/abc")),
                        Destination.slack(at("/services/T/B/x")),
                        Destination.telegram(server.baseUrl(), "123:AbC-d_e", "-100200")),
                SHORT)) {
            notifier.send(HALTED);
        }
        String text = "[trend] halted: 5 \\\"rejects\\\" in a row <limit 5>\\nsecond line";
        server.verify(postRequestedFor(urlEqualTo("/hook")).withRequestBody(equalToJson("""
                {"text":"%s","events":[{"time":"2026-01-02T03:04:05Z","strategy":"trend","topic":"halted",
                "text":"5 \\"rejects\\" in a row <limit 5>\\nsecond line"}]}""".formatted(text))));
        server.verify(postRequestedFor(urlEqualTo("/api/webhooks/1/abc"))
                .withRequestBody(equalToJson("{\"content\":\"" + text + "\",\"allowed_mentions\":{\"parse\":[]}}")));
        server.verify(postRequestedFor(urlEqualTo("/services/T/B/x"))
                .withRequestBody(
                        equalToJson("{\"text\":\"" + text.replace("<", "&lt;").replace(">", "&gt;") + "\"}")));
        server.verify(postRequestedFor(urlEqualTo("/bot123:AbC-d_e/sendMessage"))
                .withRequestBody(equalToJson(
                        "{\"chat_id\":\"-100200\",\"text\":\"" + text + "\",\"disable_web_page_preview\":true}")));
    }

    @Test
    void whatIsTooMuchAtOnceGoesOutTogetherAndNothingIsLost() {
        server.stubFor(any(anyUrl()).willReturn(ok().withFixedDelay(30)));
        try (Notifier notifier = new Notifier(List.of(Destination.discord(at("/d"))), SHORT)) {
            for (int i = 0; i < 150; i++) {
                notifier.send(new Note(Instant.EPOCH, "s", "fill", "number " + i + " " + "x".repeat(40)));
            }
        }
        List<LoggedRequest> requests = server.findAll(postRequestedFor(urlEqualTo("/d")));
        assertThat(requests).hasSizeBetween(4, 60);
        StringBuilder all = new StringBuilder();
        for (LoggedRequest request : requests) {
            assertThat(request.getBodyAsString().length()).isLessThan(2_100);
            all.append(request.getBodyAsString());
        }
        for (int i = 0; i < 150; i++) {
            assertThat(all.toString()).contains("number " + i + " ");
        }
    }

    @Test
    void aServiceThatHangsHoldsNobodyUpAndWhatIsTooMuchForTheQueueIsSaid() throws Exception {
        server.stubFor(post("/quick").willReturn(ok()));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<String> slow = new CopyOnWriteArrayList<>();
        HttpServer hanging = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hanging.createContext("/slow", exchange -> {
            slow.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.countDown();
            try {
                released.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hanging.start();
        String slowAddress = "http://127.0.0.1:" + hanging.getAddress().getPort() + "/slow";
        try (Notifier notifier =
                new Notifier(List.of(Destination.slack(slowAddress), Destination.webhook(at("/quick"))), PATIENT)) {
            notifier.send(HALTED);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 300; i++) {
                notifier.send(new Note(Instant.EPOCH, "s", "fill", "number " + i));
            }
            // All of them were taken while the first is still under way, and the other service is not held up.
            assertThat(notifier.failed()).isGreaterThanOrEqualTo(100);
            until(() -> !server.findAll(postRequestedFor(urlEqualTo("/quick"))).isEmpty());
            assertThat(slow).hasSize(1);
            released.countDown();
            until(() -> slow.size() > 1);
        } finally {
            released.countDown();
            hanging.stop(0);
        }
        assertThat(slow.get(1)).contains("notifications: 100 were left out");
    }

    @Test
    void troubleOnTheWayIsTriedAgainAndARefusalIsNot() {
        server.stubFor(post("/t")
                .inScenario("t")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("busy"));
        server.stubFor(post("/t")
                .inScenario("t")
                .whenScenarioStateIs("busy")
                .willReturn(status(429).withHeader("Retry-After", "0"))
                .willSetStateTo("fine"));
        server.stubFor(post("/t").inScenario("t").whenScenarioStateIs("fine").willReturn(ok()));
        server.stubFor(post("/gone").willReturn(status(404).withBody("no such hook")));
        Notifier notifier = new Notifier(List.of(Destination.slack(at("/t")), Destination.discord(at("/gone"))), SHORT);
        notifier.send(HALTED);
        notifier.close();
        server.verify(3, postRequestedFor(urlEqualTo("/t")));
        server.verify(1, postRequestedFor(urlEqualTo("/gone")));
        assertThat(notifier.sent()).isEqualTo(1);
        assertThat(notifier.failed()).isEqualTo(1);
    }

    @Test
    void nobodyListeningIsNoTroubleOfTheSender() {
        Notifier notifier = new Notifier(List.of(Destination.webhook("http://127.0.0.1:9/secret-path")), SHORT);
        notifier.send(HALTED);
        notifier.close();
        assertThat(notifier.failed()).isEqualTo(1);
    }

    @Test
    void anAddressIsASecretAndIsRepeatedNowhere() {
        assertThat(Destination.discord("https://discord.com/api/webhooks/1/very-secret"))
                .hasToString("discord");
        assertThat(Destination.telegram("123:very-secret", "5").toString()).doesNotContain("secret");
        assertThatThrownBy(() -> Destination.slack("hooks.slack.com/very-secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slack: expected an address such as https://example.com/hook")
                .hasNoCause();
        assertThatThrownBy(() -> Destination.webhook("https://a b/very-secret"))
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> Destination.telegram("very secret", "5"))
                .message()
                .doesNotContain("secret");
    }

    @Test
    void theHeartIsHeardWhileAllIsWellAndStaysOutWhenItIsNot() throws InterruptedException {
        server.stubFor(get("/ping").willReturn(ok()));
        AtomicBoolean alive = new AtomicBoolean(true);
        try (Heartbeat heart = new Heartbeat(at("/ping"), Duration.ofMillis(20), alive::get)) {
            until(() -> heart.beats() >= 3);
            alive.set(false);
            // One may be under way.
            Thread.sleep(200);
            long then = heart.beats();
            Thread.sleep(300);
            assertThat(heart.beats()).isEqualTo(then);
            alive.set(true);
            until(() -> heart.beats() > then);
        }
        assertThat(server.findAll(getRequestedFor(urlEqualTo("/ping"))).size()).isGreaterThanOrEqualTo(4);
    }
}
