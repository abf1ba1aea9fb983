package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody honest sends: each gets its status, no handler sees it, and nothing of it comes back. */
class HostileRequestTest {
    private final AtomicInteger handled = new AtomicInteger();
    private final WebServer server = server(WebLimits.defaults());

    private WebServer server(WebLimits limits) {
        return WebServer.builder()
                .limits(limits)
                .route("POST", "/in", request -> {
                    handled.incrementAndGet();
                    return Response.json(200, "{\"length\":" + request.body().length + "}");
                })
                .route("GET", "/things/{name}", request -> Response.text(200, request.pathParameter("name")))
                .start();
    }

    /** What a server that waits for 300 ms says, which is nothing. */
    private void cutsOffTheBody(String request) {
        try (WebServer impatient = server(WebLimits.defaults().withBodyTime(Duration.ofMillis(300)))) {
            assertThat(RawClient.ask(impatient, request)).isEqualTo("<reset>");
            assertThat(impatient.stats().slowBodies()).isEqualTo(1);
        }
        assertThat(handled).hasValue(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String post(String headers, String body) {
        return "POST /in HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body;
    }

    private void refused(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("{\"error\":\"" + code + "\",\"requestId\":\"");
        assertThat(handled).as("requests that reached the handler").hasValue(0);
    }

    // Bodies

    @Test
    void aBodyOf64KiBIsTaken() {
        String body = "x".repeat(64 * 1024);
        assertThat(RawClient.ask(server, post("Connection: close\r\nContent-Length: 65536\r\n", body)))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"length\":65536}");
    }

    @Test
    void aBodyThatAnnouncesOneByteMoreIsRefusedBeforeItIsSent() {
        try (RawClient client = new RawClient(server)) {
            client.send(post("Content-Length: 65537\r\n", ""));
            refused(client.readAnswer(), 413, "body-too-large");
        }
    }

    @Test
    void aBodyOfTwoMegabytesIsRefusedAndTheClientGetsToReadWhy() {
        String answer = RawClient.ask(server, post("Content-Length: 2000000\r\n", "x".repeat(2_000_000)));
        refused(answer, 413, "body-too-large");
        assertThat(answer).doesNotContain("xx");
    }

    @Test
    void chunksWithoutEndAreRefusedAtTheLimit() {
        String chunk = "1000\r\n" + "y".repeat(4_096) + "\r\n";
        try (RawClient client = new RawClient(server)) {
            client.send(post("Transfer-Encoding: chunked\r\n", chunk.repeat(17)));
            refused(client.readAnswer(), 413, "body-too-large");
        }
    }

    @Test
    void anHonestChunkedBodyIsTaken() {
        assertThat(RawClient.ask(
                        server,
                        post(
                                "Connection: close\r\nTransfer-Encoding: chunked\r\n",
                                "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"length\":5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc", "3\nabc\n0\n\n", "3\r\nabcdef\r\n0\r\n\r\n"})
    void brokenChunksAreRefused(String chunks) {
        refused(RawClient.ask(server, post("Transfer-Encoding: chunked\r\n", chunks)), 400, "incomplete-body");
    }

    @Test
    void aBodyShorterThanAnnouncedAndThenNothingIsCutOff() {
        cutsOffTheBody(post("Content-Length: 10\r\n", "short"));
    }

    @Test
    void aChunkThatIsAnnouncedWithSixtyGigabytesAndNeverComesIsCutOff() {
        cutsOffTheBody(post("Transfer-Encoding: chunked\r\n", "fffffffff\r\nabc"));
    }

    @Test
    void aBodyShorterThanAnnouncedAndThenTheEndIsRefused() {
        try (RawClient client = new RawClient(server)) {
            client.send(post("Content-Length: 10\r\n", "short")).finishSending();
            refused(client.readAll(), 400, "incomplete-body");
        }
    }

    @Test
    void aBodyLongerThanAnnouncedIsTakenAsAMalformedNextRequest() {
        String answer = RawClient.ask(server, post("Content-Length: 2\r\n", "okGARBAGE \r\n\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("{\"length\":2}HTTP/1.1 400 ");
        assertThat(handled).hasValue(1);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() {
        refused(
                RawClient.ask(server, post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc")),
                415,
                "encoded-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "Content-Length: 3\r\nContent-Length: 3\r\n",
                "Content-Length: -3\r\n",
                "Content-Length: +3\r\n",
                "Content-Length: 0x3\r\n",
                "Content-Length: 3, 3\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length: three\r\n",
                "Content-Length : 3\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Content-Length: 3\r\n folded: yes\r\n",
                "Host: other\r\nContent-Length: 3\r\n",
                "No colon\r\nContent-Length: 3\r\n",
                "Bad\u0000: x\r\nContent-Length: 3\r\n",
                "Bad: x\u0000y\r\nContent-Length: 3\r\n",
                "Content-Length: 3\n",
            })
    void headersThatTwoReadersCouldReadInTwoWaysAreRefused(String headers) {
        refused(RawClient.ask(server, post(headers, "abc")), 400, "malformed");
    }

    @Test
    void anExpectationOtherThanToContinueIsRefused() {
        assertThat(RawClient.ask(server, post("Expect: miracles\r\nContent-Length: 3\r\n", "abc")))
                .startsWith("HTTP/1.1 417 ");
        assertThat(handled).hasValue(0);
    }

    // Headers and request lines

    @Test
    void aHeaderOverTheLimitIsRefused() {
        refused(
                RawClient.ask(server, post("X: " + "secret".repeat(3_000) + "\r\nContent-Length: 0\r\n", "")),
                431,
                "headers-too-large");
    }

    @Test
    void aThousandHeadersAreRefused() {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            headers.append("X-Header-Number-").append(i).append(": y\r\n");
        }
        refused(RawClient.ask(server, post(headers.toString(), "")), 431, "headers-too-large");
    }

    @Test
    void aRequestLineOverTheLimitIsRefused() {
        refused(
                RawClient.ask(server, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                414,
                "uri-too-long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
                "GET /\r\n\r\n",
                "G\u0001T /things/a HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /things/a HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            })
    void whatIsNotHttpIsRefused(String text) {
        String answer = RawClient.ask(server, text);
        assertThat(answer).matches("(?s)HTTP/1.1 (400|426) .*\\{\"error\":\"[a-z-]+\",\"requestId\":\"[a-z0-9-]+\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//things/a",
                "/things//a",
                "/things/../in",
                "/things/./a",
                "/things/%2e%2e/in",
                "/things/%2E./in",
                "/things/a%2fb",
                "/things/a%5cb",
                "/things/a;b=c",
                "/things/%00",
                "/things/%0d%0a",
                "/things/%zz",
                "/things/%",
                "/things/%c0%ae",
                "/things/\\..\\in",
                "/things/%252e",
                "/things/a/",
                "/things/%u0041",
                "/things/\u00e9",
                "*",
                "things/a",
                "/things/a\tb",
                "/things/...",
            })
    void aPathThatCouldMeanTwoPlacesIsRefused(String path) {
        String answer = RawClient.ask(server, "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("things");
    }

    @ParameterizedTest
    @ValueSource(strings = {"btcusdt@trade", "btcusdt%40trade", "a-b_c~d", "v1.2", "!ticker:arr", "%41"})
    void aPathParameterIsDecoded(String segment) {
        String answer =
                RawClient.ask(server, "GET /things/" + segment + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n" + segment.replace("%40", "@").replace("%41", "A"));
    }

    @Test
    void anAddressInTheRequestLineDoesNotChangeThePath() {
        String answer = RawClient.ask(
                server, "GET http://elsewhere/things/a HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\na");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "PUT", "get", "BREW", "CONNECT"})
    void aMethodThatHasNoRouteIsRefused(String method) {
        String answer = RawClient.ask(server, method + " /things/a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|405) .*");
        if (answer.startsWith("HTTP/1.1 405 ")) {
            assertThat(answer).contains("Allow: GET, HEAD\r\n").contains("{\"error\":\"method\"");
        }
    }

    @Test
    void aPageOfAnotherOriginCannotPost() {
        refused(
                RawClient.ask(
                        server, post("Origin: https://evil.example\r\nConnection: close\r\nContent-Length: 0\r\n", "")),
                403,
                "origin");
    }

    @Test
    void noAnswerSaysWhichServerThisIsOrRepeatsWhatWasSent() {
        for (String request : new String[] {
            post("Content-Length: 3\r\nConnection: close\r\n", "abc"),
            "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            "GET /nowhere?<script>alert(1)</script> HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\nConnection: close\r\n\r\n",
            "<script>alert(1)</script>\r\n\r\n",
        }) {
            assertThat(RawClient.ask(server, request).toLowerCase(Locale.ROOT))
                    .doesNotContain("jetty")
                    .doesNotContain("server:")
                    .doesNotContain("powered")
                    .doesNotContain("script")
                    .doesNotContain("mine")
                    .doesNotContain("exception");
        }
    }

    @Test
    void twoThousandDamagedRequestsGetAnAnswerOrAreCutOffAndNeverReachTheHandlerTwice() {
        long seed = Long.getLong("tandem.seed", -1L) >= 0 ? Long.getLong("tandem.seed") : 20_261_122L;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = post(
                        "Content-Type: application/json\r\nContent-Length: 27\r\nConnection: close\r\n",
                        "{\"action\":\"buy\",\"qty\":1.25}\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = good.clone();
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            int before = handled.get();
            try (RawClient client = new RawClient(server)) {
                String answer = client.send(damaged).finishSending().readAll();
                assertThat(answer)
                        .as("seed %d, request %d: %s", seed, i, new String(damaged, StandardCharsets.ISO_8859_1))
                        .matches("(?s)|<reset>|HTTP/1.1 [1-4]\\d\\d .*");
            }
            assertThat(handled.get() - before)
                    .as("seed %d, request %d", seed, i)
                    .isBetween(0, 1);
        }
    }
}
