package dev.tandem.web;

/**
 * What happens at a websocket's path: for each client that connects, somebody to talk to.
 *
 * <pre>{@code
 * server.webSocket("/ws/{stream}", (request, peer) -> text -> peer.send("you said " + text));
 * }</pre>
 */
@FunctionalInterface
public interface WebSocketEndpoint {
    /**
     * A client has connected.
     *
     * @param request the handshake, with its path parameters and query
     * @param peer the client; it can be sent to at once, from any thread
     * @return who listens to it
     */
    WebSocketListener open(Request request, WebSocketPeer peer);
}
