package dev.tandem.web;

import java.net.InetSocketAddress;

/**
 * A client at the other end of a websocket.
 *
 * <p>Safe for any thread; nothing here blocks. What is sent waits in a queue of its own, and a client that does not
 * read fast enough to keep it within {@link WebLimits#webSocketQueueMessages()} and
 * {@link WebLimits#webSocketQueueBytes()} is dropped: a market stream with holes is worse than none.
 */
public interface WebSocketPeer {
    /** The id of the handshake's request. */
    String id();

    /** The TCP peer. */
    InetSocketAddress remote();

    /**
     * Sends a text message, after those sent before.
     *
     * @return false if the client is gone, or is dropped because of this message
     */
    boolean send(String message);

    /**
     * Sends a text message that is UTF-8 already: encode once, send to many.
     *
     * @param utf8 valid UTF-8; not copied, so not to be changed afterwards
     * @return as {@link #send}
     */
    boolean sendUtf8(byte[] utf8);

    /** How many messages wait. */
    int queued();

    /** Ends the conversation after what was sent before; further messages are not taken. */
    void close(int code, String reason);

    /** Breaks the connection at once, without a farewell: for a venue that plays a bad day. */
    void drop();
}
