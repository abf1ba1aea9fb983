package dev.tandem.web;

/**
 * Why the server itself refuses a request, before or instead of a handler.
 *
 * <p>The {@linkplain #code() code} is what a client sees; an {@link ErrorFormat} can put it into another protocol's
 * words.
 */
public enum Refusal {
    /** Not HTTP, or HTTP that two readers could read in two ways. */
    MALFORMED(400, "malformed", true),
    /** A path with an encoded slash, {@code ..}, an empty segment or the like. */
    PATH(400, "path", false),
    /** The body ended before its announced length, or its chunks are broken. */
    INCOMPLETE_BODY(400, "incomplete-body", true),
    /** A browser sends it for a page of another origin. */
    ORIGIN(403, "origin", false),
    /** Nothing is here. */
    NOT_FOUND(404, "not-found", false),
    /** Something is here, but not for this method; the header field Allow says for which. */
    METHOD(405, "method", false),
    /** Longer than {@link WebLimits#bodyBytes()}. */
    BODY_TOO_LARGE(413, "body-too-large", true),
    /** The request line alone is longer than {@link WebLimits#headerBytes()}. */
    URI_TOO_LONG(414, "uri-too-long", true),
    /** A compressed body: nothing here unpacks what a stranger packed. */
    ENCODED_BODY(415, "encoded-body", true),
    /** An Expect that is not {@code 100-continue}. */
    EXPECTATION(417, "expectation", true),
    /** Asked for under a name that is not this server's (DNS rebinding). */
    HOST(421, "host", true),
    /** A websocket is here, and this is no handshake for one. */
    UPGRADE(426, "upgrade", false),
    /** Longer than {@link WebLimits#headerBytes()}. */
    HEADERS_TOO_LARGE(431, "headers-too-large", true),
    /** Our fault; the log has the exception under the request's id. */
    INTERNAL(500, "internal", false),
    /** As many requests as {@link WebLimits#requestsAtOnce()} are being handled. Nothing was done: try again. */
    OVERLOADED(503, "overloaded", true),
    /** The server is stopping. Nothing was done: try again. */
    STOPPING(503, "stopping", true);

    private final int status;
    private final String code;
    private final boolean closes;

    Refusal(int status, String code, boolean closes) {
        this.status = status;
        this.code = code;
        this.closes = closes;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One or two words, the same in every release. */
    public String code() {
        return code;
    }

    /** Whether the connection is of no use afterwards. */
    boolean closes() {
        return closes;
    }

    static Refusal ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 417 -> EXPECTATION;
            case 421 -> HOST;
            case 426 -> UPGRADE;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> OVERLOADED;
            case 500 -> INTERNAL;
            // Also 501 and 505: what we do not speak is the client's mistake, not a fault of ours.
            default -> MALFORMED;
        };
    }
}
