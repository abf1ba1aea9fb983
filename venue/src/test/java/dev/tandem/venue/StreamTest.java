package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTest {
    private volatile long seconds = 1_000;
    private final StreamHub hub = new StreamHub(() -> Instant.ofEpochSecond(seconds));
    private final WebServer server = hub.install(WebServer.builder()).start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    /** A client, and what it received. */
    private final class Client implements WebSocket.Listener {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        final StringBuilder parts = new StringBuilder();
        final WebSocket socket;

        Client(String path) {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.address().getPort() + path), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                received.add(parts.toString());
                parts.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            received.add("closed " + code + " " + reason);
            return WebSocket.Listener.super.onClose(webSocket, code, reason);
        }

        String next() throws InterruptedException {
            String text = received.poll(5, TimeUnit.SECONDS);
            return text == null ? "nothing within 5 s" : text;
        }

        String ask(String text) throws InterruptedException {
            seconds++;
            socket.sendText(text, true).join();
            return next();
        }
    }

    private void publish(String stream, String event) {
        hub.publish(stream, event.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitHeard(int streams) {
        for (int i = 0; i < 5_000 && hub.heard() != streams; i++) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(hub.heard()).isEqualTo(streams);
    }

    @Test
    void aRawStreamIsTheEventsThemselves() throws Exception {
        Client client = new Client("/ws/btcusdt@trade");
        awaitHeard(1);
        publish("btcusdt@trade", "{\"e\":\"trade\"}");
        publish("ethusdt@trade", "{\"e\":\"other\"}");
        publish("btcusdt@trade", "{\"e\":\"again\"}");
        assertThat(client.next()).isEqualTo("{\"e\":\"trade\"}");
        assertThat(client.next()).isEqualTo("{\"e\":\"again\"}");
    }

    @Test
    void aCombinedStreamNamesEachEvent() throws Exception {
        Client client = new Client("/stream?streams=btcusdt@trade/ethusdt%40kline_1m");
        awaitHeard(2);
        publish("btcusdt@trade", "{\"p\":1}");
        publish("ethusdt@kline_1m", "{\"k\":2}");
        assertThat(client.next()).isEqualTo("{\"stream\":\"btcusdt@trade\",\"data\":{\"p\":1}}");
        assertThat(client.next()).isEqualTo("{\"stream\":\"ethusdt@kline_1m\",\"data\":{\"k\":2}}");
    }

    @Test
    void streamsAreSubscribedListedAndLeftWhileConnected() throws Exception {
        Client client = new Client("/ws/0");
        assertThat(client.ask(
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth\",\"btcusdt@aggTrade\"],\"id\":1}"))
                .isEqualTo("{\"result\":null,\"id\":1}");
        publish("btcusdt@depth", "{\"u\":7}");
        assertThat(client.next()).isEqualTo("{\"u\":7}");
        assertThat(client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":\"my-id\"}"))
                .isEqualTo("{\"result\":[\"0\",\"btcusdt@aggTrade\",\"btcusdt@depth\"],\"id\":\"my-id\"}");
        assertThat(client.ask(
                        "{\"id\":null,\"params\":[\"btcusdt@depth\",\"never@subscribed\"],\"method\":\"UNSUBSCRIBE\"}"))
                .isEqualTo("{\"result\":null,\"id\":null}");
        publish("btcusdt@depth", "{\"u\":8}");
        publish("btcusdt@aggTrade", "{\"a\":9}");
        assertThat(client.next()).isEqualTo("{\"a\":9}");
    }

    @Test
    void eventsAreNamedOnRequest() throws Exception {
        Client client = new Client("/ws");
        assertThat(client.ask("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":2}"))
                .isEqualTo("{\"result\":false,\"id\":2}");
        assertThat(client.ask("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":3}"))
                .isEqualTo("{\"result\":null,\"id\":3}");
        assertThat(client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@b\"],\"id\":4}"))
                .isEqualTo("{\"result\":null,\"id\":4}");
        publish("a@b", "1");
        assertThat(client.next()).isEqualTo("{\"stream\":\"a@b\",\"data\":1}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"a\"]} | {\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}",
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"a\"],\"id\":1.5} | {\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}",
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"a\"],\"id\":\"<b>\"} | {\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}",
                "{\"method\":\"SUBSCRIBE\",\"params\":[1],\"id\":1} | {\"code\":2,\"msg\":\"Invalid request: property name must be a string\"}",
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"a\\\"b\"],\"id\":1} | {\"code\":2,\"msg\":\"Invalid request: property name must be a string\"}",
                "{\"params\":[\"a\"],\"id\":1} | {\"code\":2,\"msg\":\"Invalid request: missing field `method` at line 1 column 23\"}",
                "{\"method\":\"SUBSCRIB\",\"id\":1} | {\"code\":2,\"msg\":\"Invalid request: unknown variant `SUBSCRIB`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column 20\"}",
                "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",1],\"id\":1} | {\"code\":1,\"msg\":\"Invalid value type: expected Boolean\"}",
                "{\"method\":\"SET_PROPERTY\",\"params\":[\"speed\",true],\"id\":1} | {\"code\":0,\"msg\":\"Unknown property\",\"id\":1}",
                "{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\",1],\"id\":1} | {\"code\":2,\"msg\":\"Invalid request: too many parameters\"}",
                "{\"method\":\"LIST_SUBSCRIPTIONS\",\"params\":[\"a\"],\"id\":1} | {\"code\":2,\"msg\":\"Invalid request: too many parameters\"}",
            })
    void aCommandThatIsNoneIsExplained(String command, String answer) throws Exception {
        Client client = new Client("/ws");
        assertThat(client.ask(command)).isEqualTo(answer);
        assertThat(hub.heard()).isZero();
    }

    @Test
    void whatIsNotJsonIsAnsweredAndNothingBreaks() throws Exception {
        Client client = new Client("/ws");
        for (String text : new String[] {
            "hello",
            "[]",
            "{",
            "{}{}",
            "{\"method\":\"SUBSCRIBE\",\"method\":\"UNSUBSCRIBE\",\"id\":1}",
            "[".repeat(5_000),
            "{\"id\":" + "9".repeat(1_000) + "}",
            "{\"method\":\"SUBSCRIBE\",\"params\":[[[[[[[[[[1]]]]]]]]]],\"id\":1}",
            "\u0000",
        }) {
            assertThat(client.ask(text))
                    .as(text)
                    .startsWith("{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column ");
        }
    }

    @Test
    void aHastyClientIsDisconnected() throws Exception {
        Client client = new Client("/ws");
        for (int i = 0; i < 6; i++) {
            client.socket
                    .sendText("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}", true)
                    .join();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(client.next()).isEqualTo("{\"result\":[],\"id\":" + i + "}");
        }
        assertThat(client.next()).isEqualTo("closed 1008 Too many requests");
    }

    @Test
    void oneConnectionListensToAtMostSoManyStreams() throws Exception {
        Client client = new Client("/ws");
        StringBuilder params = new StringBuilder("\"s0\"");
        for (int i = 1; i < 1_024; i++) {
            params.append(",\"s").append(i).append('"');
        }
        assertThat(client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[" + params + "],\"id\":1}"))
                .isEqualTo("{\"result\":null,\"id\":1}");
        assertThat(client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"one-more\"],\"id\":2}"))
                .contains("too many parameters");
        assertThat(hub.heard()).isEqualTo(1_024);
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        Client client = new Client("/stream?streams=a@trade/b@trade");
        Client other = new Client("/ws/a@trade");
        awaitHeard(2);
        client.socket.sendClose(1000, "").join();
        awaitHeard(1);
        publish("a@trade", "{}");
        assertThat(other.next()).isEqualTo("{}");
        other.socket.abort();
        awaitHeard(0);
        assertThat(hub.isHeard("a@trade")).isFalse();
    }
}
