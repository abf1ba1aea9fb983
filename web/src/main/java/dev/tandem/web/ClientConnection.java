package dev.tandem.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's TCP connection, and until when what it does must be done.
 *
 * <p>The server underneath knows pauses only; a client that sends a byte a second never pauses. So each phase has a
 * deadline, {@link Deadlines} looks at it a few times a second, and who is late is cut off.
 */
final class ClientConnection extends SocketChannelEndPoint {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final long NEVER = Long.MAX_VALUE;

    private final WebLimits limits;
    private final Counters counters;
    /** Kept, because a closed channel has forgotten it. */
    private final InetSocketAddress remote;

    private volatile Phase phase = Phase.HEADER;
    /** By {@link System#nanoTime}; written after the phase it belongs to. */
    private volatile long deadline;

    private volatile @Nullable WebSocketSession webSocket;

    ClientConnection(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            WebLimits limits,
            Counters counters) {
        super(channel, selector, key, scheduler);
        this.limits = limits;
        this.counters = counters;
        this.remote = super.getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address
                : InetSocketAddress.createUnresolved("unknown", 0);
        this.deadline = after(limits.headerTime());
    }

    /** The connection that a request came over, with or without TLS. */
    static ClientConnection of(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return (ClientConnection) endPoint;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0 && phase == Phase.IDLE) {
            enter(Phase.HEADER);
        }
        return filled;
    }

    void enter(Phase next) {
        // In between, the sweep must not hold the old deadline against the new phase.
        deadline = NEVER;
        phase = next;
        deadline = switch (next) {
            case HEADER -> after(limits.headerTime());
            case BODY -> after(limits.bodyTime());
            case ANSWERING, WEBSOCKET_WRITING -> after(limits.responseTime());
            case LINGERING -> after(Duration.ofSeconds(1));
            case IDLE -> after(limits.idleTime());
            case HANDLING, WEBSOCKET -> NEVER;
        };
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    Phase phase() {
        return phase;
    }

    void become(WebSocketSession session) {
        webSocket = session;
        enter(Phase.WEBSOCKET);
    }

    @Nullable
    WebSocketSession webSocket() {
        return webSocket;
    }

    /** Cuts off a client that is late; called a few times a second. */
    void check(long now) {
        long until = deadline;
        if (until != NEVER && now - until > 0) {
            switch (phase) {
                case HEADER -> counters.slowHeaders.increment();
                case BODY -> counters.slowBodies.increment();
                case ANSWERING, WEBSOCKET_WRITING -> counters.slowReaders.increment();
                case IDLE -> counters.idle.increment();
                case LINGERING, HANDLING, WEBSOCKET -> {}
            }
            if (phase == Phase.IDLE || phase == Phase.LINGERING) {
                close();
            } else {
                cutOff();
            }
        } else if (webSocket instanceof WebSocketSession session) {
            session.check(now);
        }
    }

    /** Ends the connection with a reset: nothing waits in the kernel for a client that does not read. */
    void cutOff() {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException | UnsupportedOperationException alreadyClosed) {
            // Then there is nothing to reset.
            LOG.trace("closed before it could be reset", alreadyClosed);
        }
        close(new IOException("cut off"));
    }

    InetSocketAddress remote() {
        return remote;
    }
}
