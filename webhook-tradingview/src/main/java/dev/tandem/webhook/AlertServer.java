package dev.tandem.webhook;

import dev.tandem.runtime.metrics.Meters;
import dev.tandem.web.Request;
import dev.tandem.web.Response;
import dev.tandem.web.WebServer;
import dev.tandem.web.WebServerBuilder;
import dev.tandem.web.WebStats;
import dev.tandem.webhook.alert.AlertReader;
import dev.tandem.webhook.alert.Message;
import dev.tandem.webhook.alert.VerdictJson;
import dev.tandem.webhook.auth.Doorman;
import dev.tandem.webhook.auth.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes TradingView's alerts over HTTP and has them carried out.
 *
 * <pre>{@code
 * try (AlertServer server = AlertServer.start(options)) {
 *     server.uri();   // http://127.0.0.1:8080
 * }
 * }</pre>
 *
 * <p>{@code POST /webhooks/tradingview} and {@code POST /webhooks/tradingview/TOKEN} take alerts, {@code POST /v1/signals}
 * and {@code POST /v1/forecasts} what agents say, if somebody trades on it; {@code GET /inbox} shows
 * what came of them, {@code GET /health/live} and {@code /health/ready} say how it is, {@code GET /metrics} counts.
 */
public final class AlertServer implements AutoCloseable {
    /** Where alerts are sent to. */
    public static final String PATH = "/webhooks/tradingview";

    /** Below it are the doors for agents: {@code signals}, {@code forecasts}, {@code openapi.json}. */
    public static final String AGENTS = "/v1/";

    private static final Logger LOG = LoggerFactory.getLogger(AlertServer.class);
    private static final int SHOWN = 500;
    private static final int FORECAST_BYTES = 4 * 1024 * 1024;

    private final AlertServerOptions options;
    private final Inbox inbox;
    private final Meters metrics;
    private final AlertDesk desk;
    private final AlertIntake intake;
    private final WebServer web;
    private boolean closed;

    private AlertServer(AlertServerOptions options) {
        this.options = options;
        this.inbox = new Inbox();
        this.metrics = new Meters();
        this.desk = new AlertDesk(
                options.journal(),
                options.markets(),
                options.gates(),
                options.clock(),
                inbox,
                metrics,
                options.agents());
        this.intake = new AlertIntake(options, desk, inbox, metrics);
        try {
            this.web = server().start();
        } catch (RuntimeException e) {
            desk.start();
            desk.close();
            throw e;
        }
        countRequests();
        desk.start();
        warmUp();
    }

    /** Has everything that an alert passes through been loaded before the first one comes: TradingView waits three seconds. */
    private static void warmUp(AlertServerOptions options) {
        AlertReader reader = new AlertReader(options.rules());
        Doorman doorman = new Doorman(options.senders());
        byte[] body =
                "{\"ticker\":\"WARM:UP\",\"action\":\"buy\",\"quantity\":\"1.5\",\"timenow\":\"2026-01-01T00:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8);
        Instant now = options.clock().instant();
        for (int i = 0; i < 200; i++) {
            Message message = reader.parse(body);
            doorman.ask(
                    new Doorman.Credentials("warm-up", "w", "0", "v1,AAAA", "sha256=00", "t=0,v1=00", false),
                    body,
                    message.secrets(),
                    now);
            VerdictJson.of(reader.judge(message, now, false));
            String record = new AlertRecord(
                            "warm-up", i, 200, "ignored", "", "", List.of("k"), "", i, Map.of("id", "w"), List.of())
                    .text();
            AlertRecord.parse(record);
        }
    }

    /** A few requests of our own, so that the first one of others does not wait for the server to get ready inside. */
    private void warmUp() {
        if (options.tls() != null) {
            return;
        }
        String request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (int i = 0; i < 20; i++) {
            try (Socket socket =
                    new Socket(web.address().getAddress(), web.address().getPort())) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                LOG.debug("the server could not be warmed up", e);
                return;
            }
        }
    }

    /**
     * Opens the journals, carries out what was left undone, and listens.
     *
     * @throws IllegalArgumentException if nobody could be told from anybody else and others than this machine could send
     * @throws dev.tandem.runtime.journal.JournalException if the journal cannot be opened
     * @throws dev.tandem.web.WebServerException if it cannot listen
     */
    public static AlertServer start(AlertServerOptions options) {
        warmUp(options);
        return new AlertServer(options);
    }

    private WebServerBuilder server() {
        String prefix = Long.toString(options.clock().millis(), 36) + "-";
        AtomicLong count = new AtomicLong();
        WebServerBuilder builder = WebServer.builder()
                .listen(options.listen())
                .limits(options.limits())
                .clock(options.clock())
                .requestIds(() -> prefix + Long.toString(count.incrementAndGet(), 36))
                .route("POST", PATH, request -> intake.take(request, null))
                .route("POST", PATH + "/{token}", request -> intake.take(request, request.pathParameter("token")))
                .route("GET", "/inbox", this::inbox)
                .route("GET", "/health/live", request -> Response.json(200, "{\"status\":\"live\"}"))
                .route("GET", "/health/ready", request -> ready())
                .route("GET", "/metrics", this::metrics);
        AgentOptions agents = options.agents();
        if (agents != null) {
            doors(builder, agents.agents());
        }
        if (options.tls() != null) {
            builder.tls(options.tls());
        }
        return builder;
    }

    private void doors(WebServerBuilder builder, Agents agents) {
        for (Agents.Kind kind : Agents.Kind.values()) {
            AgentReading reading = new AgentReading(agents, kind, desk.agentInstruments());
            String path = AGENTS + kind.text() + "s";
            builder.route("POST", path, request -> intake.take(request, null, reading))
                    .route(
                            "POST",
                            path + "/{token}",
                            request -> intake.take(request, request.pathParameter("token"), reading));
        }
        // Sample paths are long: 100 of 1,000 steps are about 2 MB.
        builder.bodies(AGENTS + "forecasts", FORECAST_BYTES).bodies(AGENTS + "forecasts/{token}", FORECAST_BYTES);
        builder.route("GET", AGENTS + "panel", this::panel);
        agents.documents()
                .forEach((name, json) -> builder.route("GET", AGENTS + name, request -> Response.json(200, json)));
    }

    // What can be read

    private Response inbox(Request request) {
        if (!mayRead(request)) {
            return unauthorized(request);
        }
        List<InboxEntry> entries = inbox.latest(limit(request));
        Response response = isBrowser(request)
                ? page(InboxPage.html(entries, desk.trouble(), desk.halted(), intake.isSilent()))
                : Response.json(200, InboxPage.json(entries));
        return response.withHeader("Cache-Control", "no-store");
    }

    /** Calibration and weights of agents, for who may read the inbox. */
    private Response panel(Request request) throws InterruptedException {
        if (!mayRead(request)) {
            return unauthorized(request);
        }
        boolean browser = isBrowser(request);
        Map<String, String> reports;
        try {
            reports = desk.agentReports(browser ? Agents.Desk::section : Agents.Desk::report);
        } catch (TimeoutException e) {
            return Response.json(503, "{\"error\":\"busy\",\"requestId\":\"" + request.id() + "\"}");
        }
        Response response = browser ? page(PanelPage.html(reports)) : Response.json(200, PanelPage.json(reports));
        return response.withHeader("Cache-Control", "no-store");
    }

    private static boolean isBrowser(Request request) {
        String accept = request.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** A page on which nothing runs, and that nobody else shows as a part of his. */
    private static Response page(String html) {
        return Response.html(200, html)
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
    }

    private static Response unauthorized(Request request) {
        return Response.json(401, "{\"error\":\"unauthorized\",\"requestId\":\"" + request.id() + "\"}")
                .withHeader("WWW-Authenticate", "Basic realm=\"Tandem inbox\", charset=\"UTF-8\"")
                .withHeader("Cache-Control", "no-store");
    }

    /** {@code ?limit=5000}; as many as are kept at most. */
    private static int limit(Request request) {
        String query = request.rawQuery();
        return query != null && query.matches("limit=[0-9]{1,5}") ? Integer.parseInt(query.substring(6)) : SHOWN;
    }

    /** {@code Authorization: Bearer SECRET}, or a browser's password; without configured senders whoever is on this machine. */
    private boolean mayRead(Request request) {
        String given = presented(request);
        boolean known = false;
        if (given != null) {
            for (Secret reader : readers()) {
                known |= reader.matches(given);
            }
        }
        return known || (options.senders().everybody() && options.readers().isEmpty() && isLocal(request));
    }

    private List<Secret> readers() {
        if (!options.readers().isEmpty()) {
            return options.readers();
        }
        List<Secret> readers = new ArrayList<>(options.senders().signing());
        if (options.senders().urlToken() != null) {
            readers.add(options.senders().urlToken());
        }
        if (options.senders().bodySecret() != null) {
            readers.add(options.senders().bodySecret());
        }
        return readers;
    }

    private static @Nullable String presented(Request request) {
        String header = request.headers().single("Authorization");
        if (header == null) {
            return null;
        }
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isLocal(Request request) {
        InetAddress sender = intake.sender(request);
        return sender != null && sender.isLoopbackAddress() && request.headers().count("X-Forwarded-For") == 0;
    }

    private Response ready() {
        String trouble = intake.isDraining() ? "stopping" : desk.trouble().isEmpty() ? "" : "unavailable";
        return trouble.isEmpty()
                ? Response.json(
                        200,
                        "{\"status\":\"ready\",\"silent\":" + intake.isSilent() + ",\"halted\":"
                                + !desk.halted().isEmpty() + "}")
                : Response.json(503, "{\"status\":\"" + trouble + "\"}");
    }

    private Response metrics(Request request) {
        if (!isLocal(request) && !mayRead(request)) {
            return Response.json(401, "{\"error\":\"unauthorized\",\"requestId\":\"" + request.id() + "\"}");
        }
        return Response.of(200, Meters.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8));
    }

    private void countRequests() {
        level("tandem_web_connections", "Connections that are open", stats -> stats.connections());
        level("tandem_web_requests", "Requests so far", stats -> stats.requests());
        level("tandem_web_refused", "Requests that were refused", stats -> stats.refused());
        level("tandem_web_turned_away", "Connections that were too many", stats -> stats.turnedAway());
        level(
                "tandem_web_slow_clients",
                "Clients that were too slow",
                stats -> stats.slowHeaders() + stats.slowBodies() + stats.slowReaders());
    }

    private void level(String name, String help, ToLongFunction<WebStats> value) {
        metrics.level(name, help, () -> value.applyAsLong(web.stats()));
    }

    // From outside

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return web.address();
    }

    /** {@code http://127.0.0.1:8080}. */
    public URI uri() {
        return web.uri();
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return web.isLoopback();
    }

    /** Alerts that were accepted and are not carried out yet. */
    public int waiting() {
        return desk.waiting();
    }

    /** What has been counted so far, as {@code GET /metrics} shows it. */
    public String counted() {
        return metrics.text();
    }

    /**
     * Stops: messages that come now are answered with 503, to be sent again; those under way are answered; what was accepted
     * is carried out. Idempotent.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        intake.drain();
        web.stop(Duration.ofSeconds(5));
        desk.close();
    }
}
