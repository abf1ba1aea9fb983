package dev.tandem.web;

/**
 * Listens to one websocket client.
 *
 * <p>Called one call at a time, in the order of the client's messages; it may block, and the client's next message then
 * waits. A listener that throws ends the conversation (1011).
 */
@FunctionalInterface
public interface WebSocketListener {
    /** The client sent a message: valid UTF-8, within {@link WebLimits#webSocketMessageBytes()}. */
    void text(String message);

    /**
     * The conversation is over, for whatever reason; called exactly once, after the last {@link #text}.
     *
     * @param code 1000 and 1001 for an end that was agreed upon, 1006 for a connection that was lost or dropped
     */
    default void closed(int code) {}
}
