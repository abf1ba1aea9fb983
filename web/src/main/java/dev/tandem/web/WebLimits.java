package dev.tandem.web;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a client may cost: bytes, time and connections.
 *
 * <p>The times are totals, not pauses between bytes: who sends one byte a second is cut off as well.
 *
 * <pre>{@code
 * WebLimits.defaults().withBodyBytes(16 * 1024).withHeaderTime(Duration.ofSeconds(2));
 * }</pre>
 *
 * @param bodyBytes a longer body is answered with 413
 * @param headerBytes a longer request line is answered with 414, a longer header with 431
 * @param headerTime from the connection, or the first byte of a further request, to the end of the header; with TLS the
 *     handshake is within it
 * @param bodyTime from the end of the header to the end of the body
 * @param responseTime from the first byte of the answer to its last, while the client takes its time to read
 * @param idleTime how long a connection may wait for its next request
 * @param connections how many at the same time
 * @param connectionsPerAddress how many at the same time from one address (IPv6: from one /64 network)
 * @param requestsAtOnce how many requests are handled at the same time before 503; a waiting body is no such request
 * @param webSocketMessageBytes a longer message from a client closes its websocket (1009)
 * @param webSocketQueueMessages a client for which more messages wait is dropped
 * @param webSocketQueueBytes a client for which more bytes wait is dropped
 * @param webSocketSilence how long a websocket may be silent; it is pinged three times as often
 */
public record WebLimits(
        int bodyBytes,
        int headerBytes,
        Duration headerTime,
        Duration bodyTime,
        Duration responseTime,
        Duration idleTime,
        int connections,
        int connectionsPerAddress,
        int requestsAtOnce,
        int webSocketMessageBytes,
        int webSocketQueueMessages,
        int webSocketQueueBytes,
        Duration webSocketSilence) {

    /** Every limit must be positive. */
    public WebLimits {
        positive("bodyBytes", bodyBytes);
        if (headerBytes < 256) {
            throw new IllegalArgumentException("headerBytes must be at least 256, was " + headerBytes);
        }
        positive("headerTime", headerTime);
        positive("bodyTime", bodyTime);
        positive("responseTime", responseTime);
        positive("idleTime", idleTime);
        positive("connections", connections);
        positive("connectionsPerAddress", connectionsPerAddress);
        positive("requestsAtOnce", requestsAtOnce);
        positive("webSocketMessageBytes", webSocketMessageBytes);
        positive("webSocketQueueMessages", webSocketQueueMessages);
        positive("webSocketQueueBytes", webSocketQueueBytes);
        positive("webSocketSilence", webSocketSilence);
    }

    /**
     * Bodies of 64 KiB, headers of 16 KiB; 5 s for a header, 5 s for a body, 20 s for an answer, 60 s between requests;
     * 1,024 connections, 512 from one address, 256 requests at once; websockets: messages of 64 KiB, 4,096 messages or
     * 4 MiB waiting, 60 s of silence.
     */
    public static WebLimits defaults() {
        return new WebLimits(
                64 * 1024,
                16 * 1024,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                1_024,
                512,
                256,
                64 * 1024,
                4_096,
                4 * 1024 * 1024,
                Duration.ofSeconds(60));
    }

    /** The same with another {@code bodyBytes}. */
    public WebLimits withBodyBytes(int bytes) {
        return with(draft -> draft.bodyBytes = bytes);
    }

    /** The same with another {@code headerBytes}. */
    public WebLimits withHeaderBytes(int bytes) {
        return with(draft -> draft.headerBytes = bytes);
    }

    /** The same with another {@code headerTime}. */
    public WebLimits withHeaderTime(Duration time) {
        return with(draft -> draft.headerTime = time);
    }

    /** The same with another {@code bodyTime}. */
    public WebLimits withBodyTime(Duration time) {
        return with(draft -> draft.bodyTime = time);
    }

    /** The same with another {@code responseTime}. */
    public WebLimits withResponseTime(Duration time) {
        return with(draft -> draft.responseTime = time);
    }

    /** The same with another {@code idleTime}. */
    public WebLimits withIdleTime(Duration time) {
        return with(draft -> draft.idleTime = time);
    }

    /** The same with another {@code connections}. */
    public WebLimits withConnections(int count) {
        return with(draft -> draft.connections = count);
    }

    /** The same with another {@code connectionsPerAddress}. */
    public WebLimits withConnectionsPerAddress(int count) {
        return with(draft -> draft.connectionsPerAddress = count);
    }

    /** The same with another {@code requestsAtOnce}. */
    public WebLimits withRequestsAtOnce(int count) {
        return with(draft -> draft.requestsAtOnce = count);
    }

    /** The same with another {@code webSocketMessageBytes}. */
    public WebLimits withWebSocketMessageBytes(int bytes) {
        return with(draft -> draft.webSocketMessageBytes = bytes);
    }

    /** The same with another {@code webSocketQueueMessages}. */
    public WebLimits withWebSocketQueueMessages(int count) {
        return with(draft -> draft.webSocketQueueMessages = count);
    }

    /** The same with another {@code webSocketQueueBytes}. */
    public WebLimits withWebSocketQueueBytes(int bytes) {
        return with(draft -> draft.webSocketQueueBytes = bytes);
    }

    /** The same with another {@code webSocketSilence}. */
    public WebLimits withWebSocketSilence(Duration time) {
        return with(draft -> draft.webSocketSilence = time);
    }

    private WebLimits with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.limits();
    }

    /** These limits while one of them changes. */
    private static final class Draft {
        int bodyBytes;
        int headerBytes;
        Duration headerTime;
        Duration bodyTime;
        Duration responseTime;
        Duration idleTime;
        int connections;
        int connectionsPerAddress;
        int requestsAtOnce;
        int webSocketMessageBytes;
        int webSocketQueueMessages;
        int webSocketQueueBytes;
        Duration webSocketSilence;

        Draft(WebLimits limits) {
            bodyBytes = limits.bodyBytes;
            headerBytes = limits.headerBytes;
            headerTime = limits.headerTime;
            bodyTime = limits.bodyTime;
            responseTime = limits.responseTime;
            idleTime = limits.idleTime;
            connections = limits.connections;
            connectionsPerAddress = limits.connectionsPerAddress;
            requestsAtOnce = limits.requestsAtOnce;
            webSocketMessageBytes = limits.webSocketMessageBytes;
            webSocketQueueMessages = limits.webSocketQueueMessages;
            webSocketQueueBytes = limits.webSocketQueueBytes;
            webSocketSilence = limits.webSocketSilence;
        }

        WebLimits limits() {
            return new WebLimits(
                    bodyBytes,
                    headerBytes,
                    headerTime,
                    bodyTime,
                    responseTime,
                    idleTime,
                    connections,
                    connectionsPerAddress,
                    requestsAtOnce,
                    webSocketMessageBytes,
                    webSocketQueueMessages,
                    webSocketQueueBytes,
                    webSocketSilence);
        }
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive() || value.toDays() > 1) {
            throw new IllegalArgumentException(name + " must be positive and at most a day, was " + value);
        }
    }
}
