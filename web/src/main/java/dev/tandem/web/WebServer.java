package dev.tandem.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for HTTP/1.1 and websockets, and cannot be worn down by those who call.
 *
 * <pre>{@code
 * WebServer server = WebServer.builder()
 *         .listen("127.0.0.1:0")
 *         .route("POST", "/webhooks/tradingview", request -> Response.json(200, "{}"))
 *         .start();
 * server.uri();   // http://127.0.0.1:40123
 * }</pre>
 *
 * <p>Safe for any thread.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final Server server;
    private final GuardedConnector connector;
    private final Dispatcher dispatcher;
    private final Deadlines deadlines;
    private final Counters counters;
    private final InetSocketAddress address;
    private final boolean secure;
    private boolean stopped;

    private WebServer(
            Server server,
            GuardedConnector connector,
            Dispatcher dispatcher,
            Deadlines deadlines,
            Counters counters,
            InetSocketAddress address,
            boolean secure) {
        this.server = server;
        this.connector = connector;
        this.dispatcher = dispatcher;
        this.deadlines = deadlines;
        this.counters = counters;
        this.address = address;
        this.secure = secure;
    }

    /** A server that is yet to be started. */
    public static WebServerBuilder builder() {
        return new WebServerBuilder();
    }

    static WebServer start(WebServerBuilder options) {
        Counters counters = new Counters();
        Deadlines deadlines = new Deadlines(options.limits);
        Server server = new Server(threads());
        GuardedConnector connector =
                new GuardedConnector(server, options.limits, counters, deadlines, protocols(options));
        ListenAddress listen = options.listen;
        connector.setHost(listen.address().getHostAddress());
        connector.setPort(listen.port());
        server.addConnector(connector);
        WebSocketUpgrade upgrade = new WebSocketUpgrade(server, options.limits, counters);
        Dispatcher dispatcher = new Dispatcher(options, counters, upgrade);
        server.setHandler(dispatcher);
        server.setErrorHandler(dispatcher::refuseMalformed);
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (Exception e) {
            stopQuietly(server);
            throw new WebServerException(
                    "cannot listen on " + text(listen.address(), listen.port()) + ": " + reason(e), e);
        }
        deadlines.start();
        InetSocketAddress address = new InetSocketAddress(listen.address(), connector.getLocalPort());
        WebServer started =
                new WebServer(server, connector, dispatcher, deadlines, counters, address, options.tls != null);
        LOG.info("listening on {}, {}", started.uri(), started.reach());
        return started;
    }

    private static QueuedThreadPool threads() {
        // The platform threads wait for sockets; handlers run on virtual ones.
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("web");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("web-request-"));
        return threads;
    }

    private static ConnectionFactory[] protocols(WebServerBuilder options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(options.limits.headerBytes());
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setIdleTimeout(-1);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (options.tls == null) {
            return new ConnectionFactory[] {plain};
        }
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStore(options.tls.keyStore());
        ssl.setKeyStorePassword(options.tls.password());
        ssl.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        ssl.setRenegotiationAllowed(false);
        return new ConnectionFactory[] {new SslConnectionFactory(ssl, plain.getProtocol()), plain};
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** {@code http://127.0.0.1:40123}, without a slash at the end. */
    public URI uri() {
        return URI.create((secure ? "https://" : "http://") + text(address.getAddress(), address.getPort()));
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** For people: who can reach it. */
    public String reach() {
        return isLoopback() ? "for this machine only (loopback)" : "for every machine that can reach this address";
    }

    private static String text(InetAddress host, int port) {
        String name = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + name + "]" : name) + ":" + port;
    }

    /** What it has seen so far. */
    public WebStats stats() {
        return counters.read();
    }

    int addressesTracked() {
        return connector.addresses();
    }

    /**
     * Stops: takes no connections any more, answers further requests on open ones with 503, says good-bye to websockets
     * (1001), and lets what is in flight finish. What has not by then is cut off. Idempotent.
     *
     * @param limit how long to wait for what is in flight
     * @return whether everything finished
     */
    public synchronized boolean stop(Duration limit) {
        if (stopped) {
            return true;
        }
        stopped = true;
        connector.close();
        dispatcher.stopTaking();
        for (ClientConnection connection : deadlines.connections()) {
            if (connection.webSocket() instanceof WebSocketSession session) {
                session.close(1001, "stopping");
            }
        }
        long until = System.nanoTime() + limit.toNanos();
        while ((counters.inFlight.get() > 0 || counters.webSockets.get() > 0) && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        boolean finished = counters.inFlight.get() == 0;
        deadlines.close();
        stopQuietly(server);
        return finished;
    }

    /** Stops with five seconds for what is in flight. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(5));
    }

    private static void stopQuietly(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the web server did not stop cleanly", e);
        }
    }
}
