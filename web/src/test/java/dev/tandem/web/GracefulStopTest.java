package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GracefulStopTest {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final WebServer server = WebServer.builder()
            .route("POST", "/order", request -> {
                started.countDown();
                release.await();
                return Response.json(200, "{\"done\":true}");
            })
            .route("GET", "/", request -> Response.text(200, "in"))
            .start();

    private static String post() {
        return "POST /order HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";
    }

    @Test
    void whatIsInFlightIsAnsweredAndNothingNewIsTaken() throws Exception {
        try (RawClient inFlight = new RawClient(server);
                RawClient kept = new RawClient(server)) {
            assertThat(kept.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readAnswer())
                    .startsWith("HTTP/1.1 200 ");
            inFlight.send(post());
            started.await();
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(5)));
            SlowClientTest.await(() -> refusesConnections(server));
            assertThat(kept.send(post()).readAll())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Connection: close\r\n")
                    .contains("{\"error\":\"stopping\"");
            assertThat(stopped).isNotDone();
            release.countDown();
            assertThat(inFlight.readAll()).startsWith("HTTP/1.1 200 ").endsWith("{\"done\":true}");
            assertThat(stopped.get()).isTrue();
        }
        assertThat(server.stop(Duration.ofSeconds(5))).as("a second stop").isTrue();
    }

    @Test
    void whatDoesNotFinishInTimeIsCutOff() throws Exception {
        try (RawClient inFlight = new RawClient(server)) {
            inFlight.send(post());
            started.await();
            long begin = System.nanoTime();
            assertThat(server.stop(Duration.ofMillis(100))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            assertThat(inFlight.readAll()).doesNotContain("200");
        } finally {
            release.countDown();
        }
    }

    @Test
    void withNothingInFlightItStopsAtOnce() {
        try (RawClient idle = new RawClient(server)) {
            assertThat(idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readAnswer())
                    .startsWith("HTTP/1.1 200 ");
            long begin = System.nanoTime();
            assertThat(server.stop(Duration.ofSeconds(30))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            assertThat(idle.readAll()).isIn("", "<reset>");
        }
        assertThatThrownBy(() -> new RawClient(server)).isInstanceOf(UncheckedIOException.class);
    }

    private static boolean refusesConnections(WebServer server) {
        try (RawClient client = new RawClient(server)) {
            client.finishSending();
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }
}
