package dev.tandem.web;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request from the server underneath, refuses what is to be refused, and gives the rest to its handler. */
final class Dispatcher extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final byte[] NO_BODY = {};
    private static final int LONG_BODIES = 8;
    private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");

    private final Routes routes;
    private final WebLimits limits;
    private final Counters counters;
    private final ErrorFormat errors;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Set<String> hosts;
    private final WebSocketUpgrade upgrade;
    /** Bodies that are longer than usual, all of them together. */
    private final Semaphore longBodies = new Semaphore(LONG_BODIES);

    private volatile boolean stopping;

    Dispatcher(WebServerBuilder options, Counters counters, WebSocketUpgrade upgrade) {
        this.routes = options.routes;
        this.limits = options.limits;
        this.errors = options.errors;
        this.clock = options.clock;
        this.ids = options.requestIds;
        this.hosts = Set.copyOf(options.hosts);
        this.counters = counters;
        this.upgrade = upgrade;
    }

    void stopTaking() {
        stopping = true;
    }

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request from, org.eclipse.jetty.server.Response to, Callback callback) {
        ClientConnection connection = ClientConnection.of(from);
        connection.enter(Phase.BODY);
        counters.requests.increment();
        counters.inFlight.incrementAndGet();
        Exchange exchange = new Exchange(this, ids.get(), connection, from, to, callback);
        try {
            take(exchange);
        } catch (RuntimeException e) {
            LOG.error("request {}: it could not be handled", exchange.id(), e);
            exchange.refuse(Refusal.INTERNAL);
        }
        return true;
    }

    /** Refuses it, or reads its body on the way to its handler. */
    private void take(Exchange exchange) {
        org.eclipse.jetty.server.Request from = exchange.from();
        Refusal refusal = stopping ? Refusal.STOPPING : foreign(from);
        if (refusal != null) {
            exchange.refuse(refusal);
            return;
        }
        HttpURI uri = from.getHttpURI();
        String path = PathText.decode(uri.getPath());
        if (path == null) {
            exchange.refuse(Refusal.PATH);
            return;
        }
        Routes.Match match = routes.find(path);
        if (match == null) {
            exchange.refuse(Refusal.NOT_FOUND);
            return;
        }
        RequestHandler handler = match.place().handler(from.getMethod());
        WebSocketEndpoint webSocket = match.place().webSocket;
        if (webSocket != null && (handler == null || from.getHeaders().contains(HttpHeader.UPGRADE))) {
            Request request = request(exchange, path, match.parameters(), NO_BODY);
            if (!upgrade.upgrade(request, webSocket, exchange)) {
                exchange.refuse(Refusal.UPGRADE);
            }
            return;
        }
        if (handler == null) {
            exchange.refuse(Refusal.METHOD, "Allow", match.place().allow());
            return;
        }
        if (isEncoded(from.getHeaders())) {
            exchange.refuse(Refusal.ENCODED_BODY);
            return;
        }
        int longest = Math.max(limits.bodyBytes(), match.place().bodyBytes);
        if (from.getLength() > longest) {
            exchange.refuse(Refusal.BODY_TOO_LARGE);
            return;
        }
        new BodyReader(exchange, limits.bodyBytes(), longest, longBodies) {
            @Override
            void complete(byte[] body) {
                try {
                    answer(exchange, handler, request(exchange, path, match.parameters(), body));
                } finally {
                    release();
                }
            }
        }.read();
    }

    private void answer(Exchange exchange, RequestHandler handler, Request request) {
        exchange.connection().enter(Phase.HANDLING);
        Response response;
        if (counters.handling.incrementAndGet() > limits.requestsAtOnce()) {
            counters.handling.decrementAndGet();
            exchange.refuse(Refusal.OVERLOADED, "Retry-After", "1");
            return;
        }
        try {
            response = Objects.requireNonNull(handler.handle(request), "the handler gave no answer");
        } catch (Throwable e) {
            LOG.error("request {}: its handler failed", exchange.id(), e);
            exchange.refuse(Refusal.INTERNAL);
            return;
        } finally {
            counters.handling.decrementAndGet();
        }
        try {
            exchange.send(response);
        } finally {
            response.afterwards().run();
        }
    }

    /** The answer for a refusal, marked so that the connection ends where it cannot go on. */
    Response refusal(Refusal refusal, String id) {
        counters.refused.increment();
        Response response = errors.of(refusal, id);
        return refusal.closes() || stopping ? response.thenClose() : response;
    }

    boolean isTakingNoMore() {
        return stopping;
    }

    Counters counters() {
        return counters;
    }

    private Request request(Exchange exchange, String path, Map<String, String> parameters, byte[] body) {
        org.eclipse.jetty.server.Request from = exchange.from();
        HttpFields sent = from.getHeaders();
        String[] fields = new String[2 * sent.size()];
        int i = 0;
        for (HttpField field : sent) {
            fields[i++] = field.getName();
            fields[i++] = field.getValue() == null ? "" : field.getValue();
        }
        return new Request(
                exchange.id(),
                from.getMethod(),
                path,
                from.getHttpURI().getQuery(),
                parameters,
                new Headers(fields),
                body,
                exchange.connection().remote(),
                from.getConnectionMetaData().isSecure(),
                clock.instant());
    }

    /** Whether a browser was lured here: by another site's page, or by a name that was made to point here. */
    private @Nullable Refusal foreign(org.eclipse.jetty.server.Request from) {
        HttpFields headers = from.getHeaders();
        if (!hosts.isEmpty()) {
            String name = org.eclipse.jetty.server.Request.getServerName(from);
            if (name == null || !hosts.contains(name.toLowerCase(Locale.ROOT))) {
                return Refusal.HOST;
            }
        }
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin == null) {
            return null;
        }
        String host = headers.get(HttpHeader.HOST);
        int scheme = origin.indexOf("://");
        boolean same =
                host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
        return same ? null : Refusal.ORIGIN;
    }

    private static boolean isEncoded(HttpFields headers) {
        String encoding = headers.get(HttpHeader.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    /** Writes head and body of an answer in one go. */
    static void write(
            org.eclipse.jetty.server.Response to, Response response, boolean close, String id, Callback done) {
        to.setStatus(response.status());
        HttpFields.Mutable headers = to.getHeaders();
        if (!response.contentType().isEmpty()) {
            headers.put(HttpHeader.CONTENT_TYPE, response.contentType());
        }
        headers.put("X-Request-Id", id);
        Headers more = response.headers();
        for (int i = 0; i < more.size(); i++) {
            headers.add(more.name(i), more.value(i));
        }
        if (close) {
            headers.put(CLOSE);
        }
        to.write(true, ByteBuffer.wrap(response.body()), done);
    }

    /** What the server underneath refuses by itself, such as what is not HTTP. */
    boolean refuseMalformed(
            org.eclipse.jetty.server.Request from, org.eclipse.jetty.server.Response to, Callback callback) {
        String id = ids.get();
        to.getHeaders().clear();
        Response response = refusal(Refusal.ofStatus(to.getStatus()), id);
        ClientConnection.of(from).enter(Phase.ANSWERING);
        write(to, response, true, id, callback);
        return true;
    }
}
