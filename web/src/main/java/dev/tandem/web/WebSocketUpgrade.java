package dev.tandem.web;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/** Turns a handshake into a websocket. */
final class WebSocketUpgrade {
    private final WebSocketMappings mappings;
    private final WebLimits limits;
    private final Counters counters;

    WebSocketUpgrade(Server server, WebLimits limits, Counters counters) {
        this.mappings = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        this.limits = limits;
        this.counters = counters;
    }

    /** False if the request is no handshake; then nothing was answered. */
    boolean upgrade(Request request, WebSocketEndpoint endpoint, Exchange exchange) {
        WebSocketNegotiator negotiator = new WebSocketNegotiator() {
            @Override
            public FrameHandler negotiate(ServerUpgradeRequest from, ServerUpgradeResponse to, Callback callback) {
                // No compression: a small frame stays a small message.
                to.setExtensions(List.of());
                to.getHeaders().put("X-Request-Id", request.id());
                return new WebSocketSession(request, exchange.connection(), endpoint, limits, counters);
            }

            @Override
            public void customize(Configuration configuration) {
                // Ours are the deadlines and the pings.
                configuration.setIdleTimeout(Duration.ZERO);
                configuration.setMaxFrameSize(limits.webSocketMessageBytes());
                configuration.setMaxTextMessageSize(limits.webSocketMessageBytes());
            }
        };
        try {
            return mappings.upgrade(negotiator, exchange.from(), exchange.to(), exchange, null);
        } catch (WebSocketException | HttpException.RuntimeException e) {
            exchange.refuse(Refusal.MALFORMED);
            return true;
        }
    }
}
