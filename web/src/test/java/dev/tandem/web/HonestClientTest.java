package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HonestClientTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");

    private final AtomicReference<Request> seen = new AtomicReference<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final WebServer server = WebServer.builder()
            .clock(InstantSource.fixed(NOW))
            .limits(WebLimits.defaults().withRequestsAtOnce(2))
            .route("POST", "/echo/{a}/{b}", request -> {
                seen.set(request);
                return Response.of(201, "text/plain", request.body()).withHeader("X-One", "1");
            })
            .route("GET", "/page", request -> Response.html(200, "<p>hi</p>"))
            .route("GET", "/empty", request -> Response.empty(204))
            .route("GET", "/broken", request -> {
                throw new IllegalStateException("secret detail");
            })
            .route("GET", "/fatal", request -> {
                throw new AssertionError("secret detail");
            })
            .route("GET", "/reset", request -> Response.reset())
            .route("GET", "/wait", request -> {
                release.await();
                return Response.text(200, "waited");
            })
            .start();

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theHandlerSeesTheRequestAsItCame() throws Exception {
        byte[] body = {0, 1, (byte) 0xff, '{', '\r', '\n', (byte) 0xc3, (byte) 0xa9};
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(server.uri().resolve("/echo/x/y?b=2&a=%20%31&b=3&&="))
                        .header("X-Thing", "first")
                        .header("X-Thing", "second")
                        .header("X-Single", "only")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
        assertThat(answer.headers().firstValue("x-one")).contains("1");
        Request request = seen.get();
        assertThat(answer.headers().firstValue("x-request-id")).contains(request.id());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/echo/x/y");
        assertThat(request.pathParameter("a") + request.pathParameter("b")).isEqualTo("xy");
        assertThatThrownBy(() -> request.pathParameter("c")).hasMessage("the route has no {c}; it has [a, b]");
        assertThat(request.rawQuery()).isEqualTo("b=2&a=%20%31&b=3&&=");
        assertThat(request.body()).isEqualTo(body);
        assertThatThrownBy(request::bodyText).isInstanceOf(CharacterCodingException.class);
        assertThat(request.header("x-thing")).isEqualTo("first");
        assertThat(request.headers().all("X-THING")).containsExactly("first", "second");
        assertThat(request.headers().single("x-thing")).isNull();
        assertThat(request.headers().single("x-single")).isEqualTo("only");
        assertThat(request.headers().single("x-none")).isNull();
        assertThat(request.remote().getAddress().isLoopbackAddress()).isTrue();
        assertThat(request.receivedAt()).isEqualTo(NOW);
        assertThat(request.secure()).isFalse();
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(get("/page").body()).isEqualTo("<p>hi</p>");
        }
        assertThat(server.stats().accepted()).isEqualTo(1);
        assertThat(server.stats().requests()).isEqualTo(100);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String body = "number " + i;
            requests.append("POST /echo/a/b HTTP/1.1\r\nHost: h\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }
        try (RawClient raw = new RawClient(server)) {
            raw.send(requests.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(raw.readAnswer()).endsWith("\r\n\r\nnumber " + i);
            }
        }
    }

    @Test
    void aRefusalDoesNotCostTheConnection() {
        try (RawClient raw = new RawClient(server)) {
            raw.send("POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 404 ").contains("{\"error\":\"not-found\"");
            raw.send("GET /page HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void continueIsSaidToWhoAsksBeforeSending() {
        try (RawClient raw = new RawClient(server)) {
            raw.send("POST /echo/a/b HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 100 ");
            raw.send("hello");
            assertThat(raw.readAnswer()).startsWith("HTTP/1.1 201 ").endsWith("hello");
        }
    }

    @Test
    void headIsAGetWithoutItsBody() {
        String answer = RawClient.ask(server, "HEAD /page HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Length: 9\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anEmptyAnswerIsEmpty() throws Exception {
        assertThat(get("/empty").statusCode()).isEqualTo(204);
        assertThat(get("/empty").body()).isEmpty();
    }

    @Test
    void anOldClientIsAnsweredAndItsConnectionClosed() {
        assertThat(RawClient.ask(server, "GET /page HTTP/1.0\r\n\r\n")).matches("(?s)HTTP/1\\.[01] 200 .*<p>hi</p>");
    }

    @Test
    void aHandlerThatThrowsIsAFaultOfOursAndSaysNothingOfIt() throws Exception {
        for (String path : new String[] {"/broken", "/fatal"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .startsWith("{\"error\":\"internal\",\"requestId\":\"")
                    .doesNotContain("secret");
        }
        SlowClientTest.await(() -> server.stats().inFlight() == 0);
        assertThat(get("/page").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageMayNotBeFramedOrSniffed() throws Exception {
        HttpResponse<String> answer = get("/page");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("x-frame-options")).contains("DENY");
    }

    @Test
    void aVenueOnABadDayResetsTheConnection() {
        assertThat(RawClient.ask(server, "GET /reset HTTP/1.1\r\nHost: h\r\n\r\n"))
                .isEqualTo("<reset>");
        SlowClientTest.await(
                () -> server.stats().inFlight() == 0 && server.stats().connections() == 0);
    }

    @Test
    void moreRequestsAtOnceThanAllowedAreToldToComeBack() {
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(new RawClient(server).send("GET /wait HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
        }
        SlowClientTest.await(() -> server.stats().inFlight() == 2);
        SlowClientTest.await(() -> RawClient.ask(server, "GET /page HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 503 "));
        assertThat(RawClient.ask(server, "GET /page HTTP/1.1\r\nHost: h\r\n\r\n"))
                .contains("Retry-After: 1\r\n")
                .contains("{\"error\":\"overloaded\"");
        release.countDown();
        for (RawClient one : waiting) {
            assertThat(one.readAll()).endsWith("waited");
            one.close();
        }
    }

    @Test
    void itListensOnLoopbackUnlessToldOtherwiseAndSaysSo() {
        assertThat(server.isLoopback()).isTrue();
        assertThat(server.reach()).isEqualTo("for this machine only (loopback)");
        assertThat(server.uri().toString()).matches("http://127\\.0\\.0\\.1:[1-9]\\d+");
        try (WebServer open = WebServer.builder().listen("0.0.0.0:0").start()) {
            assertThat(open.isLoopback()).isFalse();
            assertThat(open.reach()).isEqualTo("for every machine that can reach this address");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        String address = "127.0.0.1:" + server.address().getPort();
        assertThatThrownBy(() -> WebServer.builder().listen(address).start())
                .isInstanceOf(WebServerException.class)
                .hasMessageStartingWith("cannot listen on " + address + ": ")
                .hasMessageContaining("in use");
    }

    @Test
    void anAddressIsAHostAndAPort() {
        for (String bad : new String[] {
            "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80", "127.0.0.1:٨٠"
        }) {
            assertThatThrownBy(() -> WebServer.builder().listen(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'" + bad + "' is not an address to listen on");
        }
    }

    @Test
    void aServerForLoopbackNamesAnswersUnderNoOther() {
        try (WebServer local = WebServer.builder()
                .loopbackHosts()
                .route("GET", "/", request -> Response.text(200, "in"))
                .start()) {
            for (String host : new String[] {
                "localhost", "LOCALHOST:80", "127.0.0.1:" + local.address().getPort(), "[::1]:1"
            }) {
                assertThat(RawClient.ask(local, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                        .as(host)
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThat(RawClient.ask(local, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ")
                    .contains("{\"error\":\"host\"");
        }
    }

    @Test
    void refusalsCanSpeakAnotherProtocol() {
        try (WebServer venue = WebServer.builder()
                .errors((refusal, id) ->
                        Response.json(refusal.status(), "{\"code\":-1000,\"msg\":\"" + refusal + "\"}"))
                .start()) {
            assertThat(RawClient.ask(venue, "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                    .endsWith("{\"code\":-1000,\"msg\":\"NOT_FOUND\"}");
            assertThat(RawClient.ask(venue, "nonsense\r\n\r\n")).endsWith("{\"code\":-1000,\"msg\":\"MALFORMED\"}");
        }
    }

    @Test
    void aResponseCannotSplitItsHeader() {
        Response response = Response.text(200, "x");
        assertThatThrownBy(() -> response.withHeader("X", "a\r\nSet-Cookie: b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> response.withHeader("X Y", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Response.of(99, "", new byte[0])).hasMessage("status must be 200 to 599, was 99");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("x");
    }
}
