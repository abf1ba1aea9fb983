package dev.tandem.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every connection a few times a second: a thousand of them take microseconds. */
final class Deadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final long pause;
    private final Thread thread;
    private volatile boolean closed;

    Deadlines(WebLimits limits) {
        Duration shortest = limits.headerTime();
        for (Duration time : new Duration[] {limits.bodyTime(), limits.responseTime(), limits.idleTime()}) {
            shortest = time.compareTo(shortest) < 0 ? time : shortest;
        }
        pause = Math.clamp(shortest.toNanos() / 8, 10_000_000L, 250_000_000L);
        thread = Thread.ofPlatform().daemon().name("web-deadlines").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void watch(ClientConnection connection) {
        connections.add(connection);
    }

    void forget(ClientConnection connection) {
        connections.remove(connection);
    }

    Set<ClientConnection> connections() {
        return connections;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(pause);
            long now = System.nanoTime();
            for (ClientConnection connection : connections) {
                try {
                    connection.check(now);
                } catch (RuntimeException e) {
                    LOG.warn("a connection could not be checked", e);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
