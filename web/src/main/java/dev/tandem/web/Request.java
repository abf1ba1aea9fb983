package dev.tandem.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with its whole body, exactly as it came: a signature is checked over {@link #body()} and
 * {@link #rawQuery()} before anything is parsed.
 *
 * <p>The body is within {@link WebLimits#bodyBytes()} and as long as its headers promised; the path is free of tricks
 * (see {@link #path()}). Nothing else has been checked.
 */
public final class Request {
    private final String id;
    private final String method;
    private final String path;
    private final @Nullable String rawQuery;
    private final Map<String, String> pathParameters;
    private final Headers headers;
    private final byte[] body;
    private final InetSocketAddress remote;
    private final boolean secure;
    private final Instant receivedAt;

    Request(
            String id,
            String method,
            String path,
            @Nullable String rawQuery,
            Map<String, String> pathParameters,
            Headers headers,
            byte[] body,
            InetSocketAddress remote,
            boolean secure,
            Instant receivedAt) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.pathParameters = pathParameters;
        this.headers = headers;
        this.body = body;
        this.remote = remote;
        this.secure = secure;
        this.receivedAt = receivedAt;
    }

    /**
     * A request that no client sent: for the tests of a handler.
     *
     * @param target path and, after a question mark, the raw query
     */
    public static Request of(String method, String target, byte[] body) {
        int mark = target.indexOf('?');
        return new Request(
                "test",
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? null : target.substring(mark + 1),
                Map.of(),
                Headers.NONE,
                body,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
                false,
                Instant.EPOCH);
    }

    /** The same request with one header field more. */
    public Request withHeader(String name, String value) {
        return new Request(
                id,
                method,
                path,
                rawQuery,
                pathParameters,
                headers.with(name, value),
                body,
                remote,
                secure,
                receivedAt);
    }

    /** The same request from another peer. */
    public Request from(InetSocketAddress peer) {
        return new Request(id, method, path, rawQuery, pathParameters, headers, body, peer, secure, receivedAt);
    }

    /** The same request, received at another time. */
    public Request at(Instant time) {
        return new Request(id, method, path, rawQuery, pathParameters, headers, body, remote, secure, time);
    }

    Request with(Map<String, String> parameters, byte[] wholeBody) {
        return new Request(id, method, path, rawQuery, parameters, headers, wholeBody, remote, secure, receivedAt);
    }

    /** The id that this server gave it; it goes back in the header field {@code X-Request-Id} and into the log. */
    public String id() {
        return id;
    }

    /** {@code GET}, {@code POST}, …; always as sent, in capitals for every method that a route can have. */
    public String method() {
        return method;
    }

    /**
     * The path without the query, decoded. It is plain: no empty, {@code .} or {@code ..} segments, no encoded slash,
     * no backslash, no path parameter ({@code ;}), no control character; a path that has one is answered with 400.
     */
    public String path() {
        return path;
    }

    /** What stands after the question mark, not decoded; null without a question mark. */
    public @Nullable String rawQuery() {
        return rawQuery;
    }

    /**
     * The value of a {@code {name}} in the route's path.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}; it has " + pathParameters.keySet());
        }
        return value;
    }

    /** The header fields. */
    public Headers headers() {
        return headers;
    }

    /** The first value of a header field, or null. */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /** The body's bytes as they came; empty if there was none. The array is the request's own: do not change it. */
    public byte[] body() {
        return body;
    }

    /**
     * The body as UTF-8 text.
     *
     * @throws CharacterCodingException if it is not valid UTF-8; nothing is ever replaced
     */
    public String bodyText() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
    }

    /** The TCP peer. A proxy's header fields are not believed here; who trusts a proxy reads them. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** Whether it came over TLS to this server. */
    public boolean secure() {
        return secure;
    }

    /** When its header was complete, by the clock that the server was given. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Id, method and nothing else: a path or a query may hold a secret. */
    @Override
    public String toString() {
        return id + " " + method;
    }
}
