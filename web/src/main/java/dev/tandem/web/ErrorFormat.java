package dev.tandem.web;

import java.nio.charset.StandardCharsets;

/**
 * How the server says that it refuses a request by itself.
 *
 * <p>Never with anything that the client sent in it.
 */
@FunctionalInterface
public interface ErrorFormat {
    /** {@code {"error":"not-found","requestId":"…"}}. */
    ErrorFormat JSON = (refusal, requestId) -> Response.json(
            refusal.status(),
            ("{\"error\":\"" + refusal.code() + "\",\"requestId\":\"" + requestId + "\"}")
                    .getBytes(StandardCharsets.UTF_8));

    /** The answer for this refusal. Its status is the answer's own decision. */
    Response of(Refusal refusal, String requestId);
}
