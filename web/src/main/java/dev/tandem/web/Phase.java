package dev.tandem.web;

/** What a connection is doing, and so whose time is running. */
enum Phase {
    /** The client's: handshake, request line, header. */
    HEADER,
    /** The client's: the body. */
    BODY,
    /** Ours. */
    HANDLING,
    /** The client's: reading the answer. */
    ANSWERING,
    /** The client's: ending what we refused, so that it gets to read why. */
    LINGERING,
    /** Nobody's: waiting for a further request. */
    IDLE,
    /** A websocket with nothing to send. */
    WEBSOCKET,
    /** The client's: reading a websocket's messages. */
    WEBSOCKET_WRITING
}
