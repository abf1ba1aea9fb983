package dev.tandem.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An address at which a venue can be reached, or cannot: the venue itself goes on meanwhile. */
final class Relay implements AutoCloseable {
    private final URI venue;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    private Relay(URI venue, ServerSocket server) {
        this.venue = venue;
        this.port = server.getLocalPort();
        this.server = server;
        accept(server);
    }

    static Relay to(URI venue) throws IOException {
        return new Relay(venue, listen(0));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    /** From here on nobody listens, and all connections are gone. */
    synchronized void down() throws IOException {
        ServerSocket listening = server;
        server = null;
        if (listening != null) {
            listening.close();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    synchronized void up() throws IOException {
        ServerSocket listening = listen(port);
        server = listening;
        accept(listening);
    }

    private void accept(ServerSocket listening) {
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    sockets.add(client);
                    Socket there = new Socket(venue.getHost(), venue.getPort());
                    sockets.add(there);
                    pump(client, there);
                    pump(there, client);
                    if (listening.isClosed()) {
                        client.close();
                        there.close();
                    }
                } catch (IOException e) {
                    // It was closed, or one of the two was: the next one is accepted if there is still a door.
                    continue;
                }
            }
        });
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One of them has ended the connection; both are closed now.
                return;
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }

    @Override
    public void close() throws IOException {
        down();
    }
}
