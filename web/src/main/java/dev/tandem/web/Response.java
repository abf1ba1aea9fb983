package dev.tandem.web;

import java.nio.charset.StandardCharsets;

/**
 * An answer: a status, a content type, bytes, header fields. Immutable.
 *
 * <pre>{@code
 * return Response.json(200, "{\"status\":\"accepted\"}").withHeader("Retry-After", "5");
 * }</pre>
 */
public final class Response {
    /** What is done to the connection instead of, or after, the answer. */
    enum Ending {
        KEEP,
        CLOSE,
        RESET
    }

    private static final byte[] NOTHING = {};
    private static final Runnable NO_MORE = () -> {};

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Headers headers;
    private final Ending ending;
    private final Runnable afterwards;

    private Response(int status, String contentType, byte[] body, Headers headers, Ending ending, Runnable afterwards) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
        this.ending = ending;
        this.afterwards = afterwards;
    }

    /**
     * An answer with a body.
     *
     * @param status 200 to 599
     * @param contentType as it goes into the header; empty for none
     * @param body its bytes; not copied, so not to be changed afterwards
     */
    public static Response of(int status, String contentType, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, was " + status);
        }
        requireFieldText(contentType);
        return new Response(status, contentType, body, Headers.NONE, Ending.KEEP, NO_MORE);
    }

    /** JSON. */
    public static Response json(int status, String json) {
        return json(status, json.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON that is UTF-8 already. */
    public static Response json(int status, byte[] json) {
        return of(status, "application/json", json);
    }

    /** Plain text. */
    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A page that a browser takes as a page, not as anything that it sniffs, and that no other page may frame. */
    public static Response html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("X-Frame-Options", "DENY")
                .withHeader("Referrer-Policy", "no-referrer");
    }

    /** No body. */
    public static Response empty(int status) {
        return of(status, "", NOTHING);
    }

    /** No answer: the connection is reset. For a venue that plays a bad day, and for nobody else. */
    public static Response reset() {
        return new Response(500, "", NOTHING, Headers.NONE, Ending.RESET, NO_MORE);
    }

    /**
     * The same with one header field more.
     *
     * @throws IllegalArgumentException if name or value could split the header (control characters) or the name is not
     *     a token
     */
    public Response withHeader(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(Response::isToken)) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a header field");
        }
        requireFieldText(value);
        return new Response(status, contentType, body, headers.with(name, value), ending, afterwards);
    }

    /** The same, after which the connection is closed. */
    public Response thenClose() {
        return new Response(status, contentType, body, headers, Ending.CLOSE, afterwards);
    }

    /**
     * The same, with something that is done when the answer has been handed to the network, so that the client does not wait
     * for it. It is done by the thread of the request, once, and also if the answer cannot be sent; it must be short, and it
     * must not matter to the answer.
     */
    public Response andThen(Runnable more) {
        return new Response(status, contentType, body, headers, ending, more);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The content type; empty if there is none. */
    public String contentType() {
        return contentType;
    }

    /** The body's bytes: the response's own, not to be changed. */
    public byte[] body() {
        return body;
    }

    /** The body as text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header fields beside the content type. */
    public Headers headers() {
        return headers;
    }

    Ending ending() {
        return ending;
    }

    Runnable afterwards() {
        return afterwards;
    }

    private static void requireFieldText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "a header field must be printable ASCII; at " + i + " is character " + (int) c);
            }
        }
    }

    private static boolean isToken(int c) {
        return c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    @Override
    public String toString() {
        return status + " " + contentType + ", " + body.length + " bytes";
    }
}
