package dev.tandem.web;

/**
 * Answers one kind of request.
 *
 * <p>Called on a virtual thread of its own when the whole body is there, so it may block; several requests are handled
 * at the same time. A handler that throws is answered for with a 500 that says nothing but the request's id; the
 * exception goes to the log.
 */
@FunctionalInterface
public interface RequestHandler {
    /** The answer to this request. */
    Response handle(Request request) throws Exception;
}
