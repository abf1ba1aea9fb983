package dev.tandem.web;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@link WebServer} is to be. Listens on loopback, on any free port, unless told otherwise. */
public final class WebServerBuilder {
    final Routes routes = new Routes();
    final Set<String> hosts = new HashSet<>();
    ListenAddress listen = ListenAddress.parse("127.0.0.1:0");
    WebLimits limits = WebLimits.defaults();
    ErrorFormat errors = ErrorFormat.JSON;
    InstantSource clock = InstantSource.system();
    Supplier<String> requestIds = new RequestIds(System.nanoTime());

    @Nullable
    Tls tls;

    WebServerBuilder() {}

    /**
     * Where to listen: {@code 127.0.0.1:8080}, {@code [::1]:0}, {@code 0.0.0.0:443}. Port 0 is any free one.
     *
     * @throws IllegalArgumentException if it is not an address and a port
     */
    public WebServerBuilder listen(String address) {
        listen = ListenAddress.parse(address);
        return this;
    }

    /** What a client may cost. */
    public WebServerBuilder limits(WebLimits value) {
        limits = value;
        return this;
    }

    /** Serves HTTPS only, with this certificate. */
    public WebServerBuilder tls(Tls value) {
        tls = value;
        return this;
    }

    /** How the server's own refusals look; by default {@link ErrorFormat#JSON}. */
    public WebServerBuilder errors(ErrorFormat value) {
        errors = value;
        return this;
    }

    /** What {@link Request#receivedAt()} is read from. Deadlines are real time, whatever this clock says. */
    public WebServerBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /** Where request ids come from: printable ASCII, safe for any thread. */
    public WebServerBuilder requestIds(Supplier<String> value) {
        requestIds = value;
        return this;
    }

    /**
     * Answers only when asked for under one of these names (without port), so that no web page can reach a server on
     * loopback by a name of its own that it lets point there. Without this, under any name.
     */
    public WebServerBuilder hosts(String... names) {
        for (String name : names) {
            hosts.add(name.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** {@link #hosts} with the names of loopback: {@code localhost}, {@code 127.0.0.1}, {@code [::1]}. */
    public WebServerBuilder loopbackHosts() {
        hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
        return this;
    }

    /**
     * What to do with a request. A segment {@code {name}} of the path takes any text and is read with
     * {@link Request#pathParameter}. A route for GET answers HEAD too.
     *
     * @throws IllegalArgumentException if there is such a route already, or path or method is none
     */
    public WebServerBuilder route(String method, String path, RequestHandler handler) {
        routes.add(method, path, handler);
        return this;
    }

    /**
     * Lets bodies at this path be longer than {@link WebLimits#bodyBytes} says. Only a few of that kind are held at the same
     * time, since anybody can send them: who comes when there are more is answered with 503.
     */
    public WebServerBuilder bodies(String path, int bytes) {
        routes.allowBodies(path, bytes);
        return this;
    }

    /** Takes websockets at a path, beside its routes if it has any. */
    public WebServerBuilder webSocket(String path, WebSocketEndpoint endpoint) {
        routes.add(path, endpoint);
        return this;
    }

    /**
     * Starts it; when this returns, it listens.
     *
     * @throws WebServerException if it cannot, saying where it would have listened
     */
    public WebServer start() {
        return WebServer.start(this);
    }
}
