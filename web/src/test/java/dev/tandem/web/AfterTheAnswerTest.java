package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AfterTheAnswerTest {
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    void theClientHasItsAnswerBeforeWhatComesAfterIt() throws Exception {
        Runnable afterwards = () -> {
            await(read);
            done.countDown();
        };
        try (WebServer server = WebServer.builder()
                        .route(
                                "GET",
                                "/",
                                request -> Response.text(200, "in")
                                        .andThen(afterwards)
                                        .withHeader("A", "b")
                                        .thenClose())
                        .start();
                RawClient client = new RawClient(server)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readAnswer())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("A: b\r\n")
                    .endsWith("in");
            assertThat(done.getCount()).isEqualTo(1);
            read.countDown();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void itIsDoneAlsoWhereNoAnswerArrives() throws Exception {
        try (WebServer server = WebServer.builder()
                        .route("GET", "/", request -> Response.reset().andThen(done::countDown))
                        .start();
                RawClient client = new RawClient(server)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readAll())
                    .doesNotContain("200");
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
