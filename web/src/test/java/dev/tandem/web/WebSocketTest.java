package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private final BlockingQueue<WebSocketPeer> peers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebServer server = server(WebLimits.defaults());

    private WebServer server(WebLimits limits) {
        return WebServer.builder()
                .limits(limits)
                .webSocket("/ws/{stream}", (request, peer) -> {
                    peers.add(peer);
                    peer.send("welcome to " + request.pathParameter("stream") + " " + request.rawQuery());
                    return new WebSocketListener() {
                        @Override
                        public void text(String message) {
                            if (message.equals("fail")) {
                                throw new IllegalStateException("on purpose");
                            }
                            peer.send("echo " + message);
                        }

                        @Override
                        public void closed(int code) {
                            ends.add(code);
                        }
                    };
                })
                .route("GET", "/", request -> Response.text(200, "in"))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    /** Collects what the server sends. */
    private static final class Collector implements WebSocket.Listener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final AtomicInteger pings = new AtomicInteger();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            pings.incrementAndGet();
            return WebSocket.Listener.super.onPing(socket, message);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(1006);
        }

        String next() throws InterruptedException {
            String message = messages.poll(5, TimeUnit.SECONDS);
            assertThat(message).as("a message within 5 s").isNotNull();
            return message == null ? "" : message;
        }
    }

    private static URI uri(WebServer server, String path) {
        return URI.create("ws://127.0.0.1:" + server.address().getPort() + path);
    }

    private WebSocket connect(WebServer to, Collector collector) {
        return http.newWebSocketBuilder()
                .buildAsync(uri(to, "/ws/btcusdt@trade?x=1"), collector)
                .join();
    }

    @Test
    void aClientIsWelcomedAndAnswered() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = connect(server, collector);
        assertThat(collector.next()).isEqualTo("welcome to btcusdt@trade x=1");
        for (int i = 0; i < 100; i++) {
            socket.sendText("é" + i, true).join();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(collector.next()).isEqualTo("echo é" + i);
        }
        socket.sendClose(1000, "bye").join();
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1000);
        SlowClientTest.await(
                () -> server.stats().webSockets() == 0 && server.stats().inFlight() == 0);
    }

    @Test
    void aMessageInPartsArrivesWhole() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = connect(server, collector);
        collector.next();
        socket.sendText("a", false).join();
        socket.sendPing(ByteBuffer.allocate(5)).join();
        socket.sendText("b", false).join();
        socket.sendText("c", true).join();
        assertThat(collector.next()).isEqualTo("echo abc");
    }

    @Test
    void messagesArriveInOrderAndLongOnesWhole() throws Exception {
        Collector collector = new Collector();
        connect(server, collector);
        collector.next();
        WebSocketPeer peer = peers.take();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String text = "message " + i + (i % 500 == 0 ? "x".repeat(100_000) : "");
            sent.add(text);
            assertThat(peer.send(text)).isTrue();
        }
        for (String text : sent) {
            assertThat(collector.next()).isEqualTo(text);
        }
        SlowClientTest.await(() -> peer.queued() == 0);
    }

    @Test
    void aClientThatDoesNotReadIsDroppedAndTheOthersAreNot() throws Exception {
        Collector good = new Collector();
        connect(server, good);
        good.next();
        WebSocketPeer goodPeer = peers.take();
        try (RawClient lazy = new RawClient(server.address(), 4_096)) {
            lazy.send(handshake("/ws/a"));
            WebSocketPeer lazyPeer = peers.take();
            byte[] message = "x".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            boolean taken = true;
            for (int i = 0; i < 100_000 && taken; i++) {
                taken = lazyPeer.sendUtf8(message);
            }
            assertThat(taken)
                    .as("whether a client that does not read still gets messages")
                    .isFalse();
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1006);
            assertThat(lazyPeer.send("more")).isFalse();
            assertThat(lazyPeer.queued()).isZero();
        }
        assertThat(goodPeer.send("still here")).isTrue();
        assertThat(good.next()).isEqualTo("still here");
        assertThat(server.stats().webSocketsDropped()).isEqualTo(1);
        SlowClientTest.await(() -> server.stats().connections() == 1);
    }

    @Test
    void aClientThatStopsReadingInTheMiddleIsDroppedByTheDeadline() throws Exception {
        try (WebServer strict = server(WebLimits.defaults()
                        .withResponseTime(Duration.ofMillis(300))
                        .withWebSocketQueueBytes(64 * 1024 * 1024));
                RawClient lazy = new RawClient(strict.address(), 4_096)) {
            lazy.send(handshake("/ws/a"));
            WebSocketPeer peer = peers.take();
            assertThat(peer.send("x".repeat(32 * 1024 * 1024))).isTrue();
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1006);
            assertThat(strict.stats().slowReaders()).isEqualTo(1);
        }
    }

    @Test
    void aSilentClientIsPingedAndThenDropped() throws Exception {
        try (WebServer strict = server(WebLimits.defaults()
                .withWebSocketSilence(Duration.ofMillis(900))
                .withHeaderTime(Duration.ofMillis(500)))) {
            Collector alive = new Collector();
            connect(strict, alive);
            try (RawClient dead = new RawClient(strict).send(handshake("/ws/a"))) {
                assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1006);
                // Its answers to our pings kept the other one.
                assertThat(alive.pings.get()).isGreaterThanOrEqualTo(2);
                assertThat(alive.closed).isNotDone();
                assertThat(dead.readAll()).contains(" 101 ");
            }
        }
    }

    @Test
    void aMessageAboveTheLimitEndsTheConversation() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = connect(server, collector);
        collector.next();
        String part = "y".repeat(16 * 1024);
        for (int i = 0; i < 5; i++) {
            socket.sendText(part, false).join();
        }
        assertThat(collector.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void oneFrameAboveTheLimitEndsTheConversation() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(handshake("/ws/a"));
            peers.take();
            // A text frame that announces 2^62 bytes.
            client.send(new byte[] {(byte) 0x81, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4});
            client.trySend(new byte[200_000]);
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isIn(1009, 1006, 1002);
            client.readAll();
        }
    }

    @Test
    void textThatIsNotUtf8EndsTheConversation() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(handshake("/ws/a"));
            peers.take();
            client.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, (byte) 0x28});
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1007);
        }
    }

    @Test
    void aBinaryMessageEndsTheConversation() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = connect(server, collector);
        collector.next();
        socket.sendBinary(ByteBuffer.allocate(3), true).join();
        assertThat(collector.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1003);
    }

    @Test
    void aFrameThatIsNotMaskedEndsTheConversation() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(handshake("/ws/a"));
            peers.take();
            client.send(new byte[] {(byte) 0x81, 0x02, 'h', 'i'});
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1002);
        }
    }

    @Test
    void aListenerThatThrowsEndsTheConversation() throws Exception {
        Collector collector = new Collector();
        WebSocket socket = connect(server, collector);
        collector.next();
        socket.sendText("fail", true).join();
        assertThat(collector.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1011);
    }

    @Test
    void theServerEndsAConversationAfterWhatItSaidBefore() throws Exception {
        Collector collector = new Collector();
        connect(server, collector);
        collector.next();
        WebSocketPeer peer = peers.take();
        assertThat(peer.send("last words")).isTrue();
        peer.close(1008, "policy");
        assertThat(peer.send("too late")).isFalse();
        assertThat(collector.next()).isEqualTo("last words");
        assertThat(collector.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    /** The end comes after there is somebody to be told. */
    @Test
    void anEndpointMayEndAConversationWhileItOpensIt() throws Exception {
        BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
        try (WebServer refusing = WebServer.builder()
                .webSocket("/ws/{stream}", (request, peer) -> {
                    peer.send("not today");
                    peer.close(1008, "policy");
                    return new WebSocketListener() {
                        @Override
                        public void text(String message) {
                            throw new AssertionError("nobody says anything");
                        }

                        @Override
                        public void closed(int code) {
                            told.add(code);
                        }
                    };
                })
                .start()) {
            Collector collector = new Collector();
            connect(refusing, collector);
            assertThat(collector.next()).isEqualTo("not today");
            assertThat(collector.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1008);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(1008);
        }
    }

    @Test
    void aServerThatStopsSaysGoodBye() throws Exception {
        Collector collector = new Collector();
        connect(server, collector);
        collector.next();
        assertThat(server.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(collector.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
    }

    @Test
    void anOrdinaryRequestIsToldToUpgrade() {
        assertThat(RawClient.ask(server, "GET /ws/a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("{\"error\":\"upgrade\"");
        assertThat(RawClient.ask(
                        server, "POST /ws/a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 426 ");
    }

    @Test
    void aHandshakeThatIsNoneIsRefused() {
        String broken = handshake("/ws/a").replace("Sec-WebSocket-Key", "X").replace("keep", "k");
        assertThat(RawClient.ask(server, broken.replace("Upgrade\r\n", "Upgrade, close\r\n")))
                .matches("(?s)HTTP/1.1 4\\d\\d .*\\{\"error\":\"[a-z]+\".*");
        assertThat(RawClient.ask(
                        server,
                        handshake("/ws/a")
                                .replace("Version: 13", "Version: 7")
                                .replace("Upgrade\r\n", "Upgrade, close\r\n")))
                .matches("(?s)HTTP/1.1 4\\d\\d .*");
        SlowClientTest.await(() -> server.stats().inFlight() == 0);
    }

    @Test
    void aPageOfAnotherOriginCannotConnect() {
        assertThatThrownBy(() -> http.newWebSocketBuilder()
                        .header("Origin", "https://evil.example")
                        .buildAsync(uri(server, "/ws/a"), new Collector())
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(peers).isEmpty();
    }

    @Test
    void aThousandClientsThatComeAndGoLeaveNothing() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            try (RawClient client = new RawClient(server)) {
                client.send(handshake("/ws/a"));
                if (i % 2 == 0) {
                    peers.take().send("hello");
                }
            }
        }
        SlowClientTest.await(
                () -> server.stats().webSockets() == 0 && server.stats().connections() == 0);
        assertThat(server.stats().inFlight()).isZero();
    }

    private static String handshake(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }
}
