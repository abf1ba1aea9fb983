package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time; the time is a total, so a byte now and then does not help them. */
class SlowClientTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final byte[] BIG = new byte[16 * 1024 * 1024];

    private final WebServer server = WebServer.builder()
            .limits(WebLimits.defaults()
                    .withHeaderTime(SHORT)
                    .withBodyTime(SHORT)
                    .withResponseTime(SHORT)
                    .withIdleTime(SHORT))
            .route("POST", "/in", request -> Response.json(200, "{}"))
            .route("GET", "/big", request -> Response.of(200, "application/octet-stream", BIG))
            .route("GET", "/slow", request -> {
                Thread.sleep(SHORT.multipliedBy(3).dividedBy(2));
                return Response.text(200, "done");
            })
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    /** How long until the server cuts off a client that sends these bytes one by one, 20 ms apart. */
    private static Duration trickle(WebServer server, String start, String slowly) {
        long begin = System.nanoTime();
        try (RawClient client = new RawClient(server)) {
            client.send(start);
            for (int i = 0; client.trySend(new byte[] {(byte) slowly.charAt(i % slowly.length())}); i++) {
                LockSupport.parkNanos(20_000_000);
                assertThat(i).as("bytes that a slow client got through").isLessThan(200);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void aSilentConnectionIsCutOff() {
        assertThat(RawClient.ask(server, "")).isEqualTo("<reset>");
        assertThat(server.stats().slowHeaders()).isEqualTo(1);
    }

    @Test
    void aHeaderByteNowAndThenDoesNotKeepAConnection() {
        assertThat(trickle(server, "POST /in HTTP/1.1\r\nHost: h\r\n", "X-Header: y\r\n"))
                .isLessThan(SHORT.multipliedBy(4));
        assertThat(server.stats().slowHeaders()).isEqualTo(1);
    }

    @Test
    void aBodyByteNowAndThenDoesNotKeepAConnection() {
        String head = "POST /in HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n";
        assertThat(trickle(server, head, "x")).isLessThan(SHORT.multipliedBy(4));
        assertThat(server.stats().slowBodies()).isEqualTo(1);
        await(() -> server.stats().inFlight() == 0 && server.stats().connections() == 0);
    }

    @Test
    void aChunkNowAndThenDoesNotKeepAConnection() {
        String head = "POST /in HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(trickle(server, head, "1\r\nx\r\n")).isLessThan(SHORT.multipliedBy(4));
        assertThat(server.stats().slowBodies()).isEqualTo(1);
        await(() -> server.stats().inFlight() == 0 && server.stats().connections() == 0);
    }

    @Test
    void theHeaderOfASecondRequestHasItsDeadlineFromItsFirstByteOn() {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /in HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
            client.send("POST /in HTTP/1.1\r\nHo");
            assertThat(client.readAll()).isEqualTo("<reset>");
        }
        assertThat(server.stats().slowHeaders()).isEqualTo(1);
    }

    @Test
    void aConnectionThatWaitsTooLongForItsNextRequestIsClosedInPeace() {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /in HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
            assertThat(client.readAll()).isEmpty();
        }
        assertThat(server.stats().idle()).isEqualTo(1);
    }

    @Test
    void aClientThatDoesNotReadItsAnswerIsCutOff() {
        try (RawClient client = new RawClient(server.address(), 4_096)) {
            client.send("GET /big HTTP/1.1\r\nHost: h\r\n\r\n");
            await(() -> server.stats().slowReaders() == 1);
            assertThat(client.readAll()).endsWith("<reset>").hasSizeLessThan(BIG.length);
        }
        await(() -> server.stats().connections() == 0 && server.stats().inFlight() == 0);
    }

    @Test
    void aClientThatPipelinesWithoutReadingIsCutOff() {
        byte[] many = "GET /big HTTP/1.1\r\nHost: h\r\n\r\n"
                .repeat(1_000)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (RawClient client = new RawClient(server.address(), 4_096)) {
            client.trySend(many);
            await(() -> server.stats().slowReaders() == 1);
        }
        await(() -> server.stats().connections() == 0 && server.stats().inFlight() == 0);
        assertThat(server.stats().requests()).isLessThan(5);
    }

    @Test
    void aSlowHandlerIsNotTheClientsFault() {
        String answer = RawClient.ask(server, "GET /slow HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("done");
    }

    @Test
    void anHonestClientIsAnsweredAtOnceWhileTwoHundredAreSlow() throws Exception {
        String[] halves = {
            "",
            "POST /in HT",
            "POST /in HTTP/1.1\r\nHost: h\r\nX: ",
            "POST /in HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
            "POST /in HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "GET /big HTTP/1.1\r\nHost: h\r\n\r\n",
        };
        List<RawClient> slow = new ArrayList<>();
        try (WebServer patient = WebServer.builder()
                        .route("POST", "/in", request -> Response.json(200, "{}"))
                        .route("GET", "/big", request -> Response.of(200, "application/octet-stream", BIG))
                        .start();
                HttpClient honest = HttpClient.newHttpClient()) {
            // A client that has never sent anything is slow by itself.
            HttpRequest first = HttpRequest.newBuilder(patient.uri().resolve("/in"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            assertThat(honest.send(first, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < 200; i++) {
                slow.add(new RawClient(patient.address(), 4_096).send(halves[i % halves.length]));
            }
            await(() -> patient.stats().connections() == 201);
            HttpRequest request = HttpRequest.newBuilder(patient.uri().resolve("/in"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"buy\"}"))
                    .timeout(Duration.ofSeconds(1))
                    .build();
            for (int i = 0; i < 50; i++) {
                long begin = System.nanoTime();
                HttpResponse<String> answer = honest.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .as("answer %d beside 200 slow clients", i)
                        .isLessThan(Duration.ofSeconds(1));
            }
            // A new connection gets in as well.
            assertThat(RawClient.ask(
                            patient, "POST /in HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(patient.stats().connections())
                    .as("the slow ones are still there")
                    .isGreaterThanOrEqualTo(200);
            slow.forEach(RawClient::close);
            slow.clear();
            patient.stop(Duration.ZERO);
        } finally {
            slow.forEach(RawClient::close);
        }
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - until)
                    .as("ten seconds have passed in vain")
                    .isNegative();
            LockSupport.parkNanos(2_000_000);
        }
    }
}
