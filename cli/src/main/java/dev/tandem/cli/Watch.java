package dev.tandem.cli;

import dev.tandem.runtime.metrics.Meters;
import dev.tandem.runtime.metrics.SessionMeters;
import dev.tandem.runtime.notify.Heartbeat;
import dev.tandem.runtime.notify.Note;
import dev.tandem.runtime.notify.Notifier;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SessionListener;
import dev.tandem.runtime.session.SessionStatus;
import dev.tandem.web.Response;
import dev.tandem.web.WebServer;
import dev.tandem.web.WebServerException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What of a running session can be seen and heard from outside: metrics, health, notifications, a heartbeat, a log. */
final class Watch implements AutoCloseable {
    private final WatchArguments arguments;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Meters meters = new Meters();
    private final SessionLog log;
    private final Notifier notifier;
    private final Map<String, LiveSession> sessions = new LinkedHashMap<>();
    private volatile boolean closing;
    private @Nullable WebServer web;
    private @Nullable Heartbeat heartbeat;

    Watch(WatchArguments arguments, Terminal terminal, InstantSource clock) {
        this.arguments = arguments;
        this.terminal = terminal;
        this.clock = clock;
        this.log = SessionLog.open(arguments.logFile(), arguments.logFormat());
        this.notifier = new Notifier(arguments.destinations());
    }

    /**
     * Who listens to a strategy.
     *
     * @param lines what is said on standard error; it is left out where that is for programs
     */
    SessionListener listener(String strategy, SessionListener lines) {
        Set<String> topics = arguments.topics();
        return (topic, text) -> {
            if (!log.isJson()) {
                lines.said(topic, text);
            }
            log.said(strategy, topic, text);
            if (topics.contains(topic)) {
                notifier.send(new Note(clock.instant(), strategy, topic, text));
            }
        };
    }

    /** What is measured of a strategy. */
    void measure(String strategy, LiveSession session) {
        SessionMeters measured = new SessionMeters(meters, strategy);
        session.probe(measured);
        measured.of(session, clock);
        sessions.put(strategy, session);
    }

    /**
     * Opens the doors.
     *
     * @param alive whether every session that should run does
     */
    void start(BooleanSupplier alive) {
        String address = arguments.metrics();
        if (address != null) {
            meters.counter("tandem_notifications_sent", "Messages that arrived", notifier::sent);
            meters.counter("tandem_notifications_failed", "Messages and notes that did not", notifier::failed);
            try {
                web = WebServer.builder()
                        .listen(address)
                        .route(
                                "GET",
                                "/metrics",
                                request -> Response.of(
                                        200, Meters.CONTENT_TYPE, meters.text().getBytes(StandardCharsets.UTF_8)))
                        .route("GET", "/health/live", request -> Response.json(200, "{\"status\":\"live\"}"))
                        .route("GET", "/health/ready", request -> ready(alive))
                        .start();
            } catch (WebServerException | IllegalArgumentException e) {
                throw UserError.option("--metrics", address, String.valueOf(e.getMessage()));
            }
            if (!web.isLoopback()) {
                terminal.err().println("tandem: the metrics can be read by everybody who reaches " + web.uri());
            }
            terminal.err().println("tandem: metrics at " + web.uri() + "/metrics");
        }
        String pulse = arguments.heartbeat();
        if (pulse != null) {
            heartbeat = new Heartbeat(pulse, arguments.heartbeatEvery(), () -> !closing && alive.getAsBoolean());
        }
    }

    private Response ready(BooleanSupplier alive) {
        boolean begun = sessions.values().stream().allMatch(session -> session.status() != null);
        long halted = sessions.values().stream()
                .map(LiveSession::status)
                .filter(status -> status != null && !isTrading(status))
                .count();
        boolean good = begun && alive.getAsBoolean();
        return Response.json(
                good ? 200 : 503,
                "{\"status\":\"" + (good ? "ready" : begun ? "stopped" : "starting") + "\",\"strategies\":"
                        + sessions.size() + ",\"notActive\":" + halted + "}");
    }

    private static boolean isTrading(SessionStatus status) {
        return status.state().equals("active");
    }

    @Override
    public void close() {
        closing = true;
        if (heartbeat != null) {
            heartbeat.close();
        }
        if (web != null) {
            web.close();
        }
        notifier.close();
        log.close();
    }
}
