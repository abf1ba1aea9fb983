package dev.tandem.venue;

import dev.tandem.web.WebServerBuilder;
import dev.tandem.web.WebSocketPeer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Market streams: who listens to which, and everybody gets what is published, encoded once.
 *
 * <p>Safe for any thread; events of one stream arrive in the order in which one thread published them.
 */
final class StreamHub {
    /** Messages that a client may send within a second. */
    private static final int MESSAGES_PER_SECOND = 5;

    private final InstantSource realTime;
    private final Faults faults;
    private final ConcurrentMap<String, Set<StreamClient>> listeners = new ConcurrentHashMap<>();

    /** @param realTime what clients' haste is measured with, whatever the venue's own clock says */
    StreamHub(InstantSource realTime) {
        this(realTime, Faults.NONE);
    }

    StreamHub(InstantSource realTime, Faults faults) {
        this.realTime = realTime;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    /** Adds {@code /ws}, {@code /ws/STREAM} and {@code /stream?streams=A/B} to a server. */
    WebServerBuilder install(WebServerBuilder server) {
        return server.webSocket("/ws", (request, peer) -> client(peer, false))
                .webSocket("/ws/{stream}", (request, peer) -> {
                    StreamClient client = client(peer, false);
                    client.subscribe(request.pathParameter("stream"));
                    return client;
                })
                .webSocket("/stream", (request, peer) -> {
                    StreamClient client = client(peer, true);
                    String streams = streams(request.rawQuery());
                    for (String stream : streams.split("/", -1)) {
                        client.subscribe(stream);
                    }
                    return client;
                });
    }

    private StreamClient client(WebSocketPeer peer, boolean combined) {
        return new StreamClient(this, peer, realTime, MESSAGES_PER_SECOND, combined);
    }

    private static String streams(@Nullable String query) {
        if (query == null) {
            return "";
        }
        for (String part : query.split("&", -1)) {
            if (part.startsWith("streams=")) {
                return part.substring(8).replace("%40", "@").replace("%2F", "/").replace("%2f", "/");
            }
        }
        return "";
    }

    void add(String stream, StreamClient client) {
        listeners.compute(stream, (name, clients) -> {
            Set<StreamClient> all = clients == null ? ConcurrentHashMap.newKeySet() : clients;
            all.add(client);
            return all;
        });
    }

    void remove(String stream, StreamClient client) {
        listeners.computeIfPresent(stream, (name, clients) -> {
            clients.remove(client);
            return clients.isEmpty() ? null : clients;
        });
    }

    /** Whether anybody listens: what nobody hears need not be written. */
    boolean isHeard(String stream) {
        return listeners.containsKey(stream);
    }

    /** How many streams somebody listens to. */
    int heard() {
        return listeners.size();
    }

    /**
     * Sends an event to everybody who listens.
     *
     * @param event JSON in UTF-8; not to be changed afterwards
     */
    void publish(String stream, byte[] event) {
        Set<StreamClient> clients = listeners.get(stream);
        if (clients == null) {
            return;
        }
        byte[] wrapped = null;
        for (StreamClient client : clients) {
            if (!client.isCombined()) {
                client.send(event);
            } else {
                wrapped = wrapped == null ? wrap(stream, event) : wrapped;
                client.send(wrapped);
            }
        }
    }

    /** {@code {"stream":"btcusdt@trade","data":{…}}}; a name that somebody could subscribe to needs no escapes. */
    private static byte[] wrap(String stream, byte[] event) {
        byte[] head = ("{\"stream\":\"" + stream + "\",\"data\":").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + event.length + 1);
        System.arraycopy(event, 0, all, head.length, event.length);
        all[all.length - 1] = '}';
        return all;
    }
}
