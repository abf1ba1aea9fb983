package dev.tandem.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Takes connections up to the limits, in all and from one address, and turns further ones away at once. */
final class GuardedConnector extends ServerConnector {
    private final WebLimits limits;
    private final Counters counters;
    private final Deadlines deadlines;
    /** Has an entry only for an address with open connections, so it cannot grow beyond their limit. */
    private final ConcurrentMap<Object, Integer> perAddress = new ConcurrentHashMap<>();

    GuardedConnector(
            Server server, WebLimits limits, Counters counters, Deadlines deadlines, ConnectionFactory... factories) {
        super(server, 1, -1, factories);
        this.limits = limits;
        this.counters = counters;
        this.deadlines = deadlines;
        // Ours are total times; the server's own would only count pauses.
        setIdleTimeout(0);
        setAcceptQueueSize(512);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        ClientConnection connection = new ClientConnection(channel, selector, key, getScheduler(), limits, counters);
        connection.setIdleTimeout(getIdleTimeout());
        return connection;
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        ClientConnection connection = (ClientConnection) endPoint;
        counters.accepted.increment();
        int all = counters.connections.incrementAndGet();
        int same = perAddress.merge(key(connection), 1, Integer::sum);
        deadlines.watch(connection);
        if (all > limits.connections() || same > limits.connectionsPerAddress()) {
            counters.turnedAway.increment();
            connection.cutOff();
        }
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        ClientConnection connection = (ClientConnection) endPoint;
        deadlines.forget(connection);
        counters.connections.decrementAndGet();
        perAddress.computeIfPresent(key(connection), (address, count) -> count == 1 ? null : count - 1);
        super.onEndPointClosed(endPoint);
    }

    int addresses() {
        return perAddress.size();
    }

    private static Object key(ClientConnection connection) {
        InetAddress address = connection.remote().getAddress();
        if (address instanceof Inet6Address) {
            // Who has one address of IPv6 has at least 2^64 of them.
            return ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), 8));
        }
        return address == null ? "unknown" : address;
    }
}
