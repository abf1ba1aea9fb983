package dev.tandem.xchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line on loopback between a plugin and a venue's server, on which something can be made to happen to the orders that are
 * sent; what it carries it carries unchanged, streams as well.
 */
final class Line implements AutoCloseable {
    private static final Pattern CLIENT_ID = Pattern.compile("(?:newC|aboveC|belowC)lientOrderId=([^&]+)");

    /** What happens to the next order. */
    enum Trouble {
        NONE,
        /** Read, not passed on, and the connection is reset. */
        LOSE_BEFORE,
        /** Passed on, and the connection is reset instead of an answer. */
        LOSE_AFTER,
        /** Read, not passed on, and answered with 429. */
        TOO_MANY,
        /** Passed on, and the answer waits until {@link #letGo}. */
        HOLD,
        /** Read, not passed on, and the connection is closed politely. */
        CLOSE_BEFORE,
        /** Passed on, and the connection is closed politely instead of an answer. */
        CLOSE_AFTER,
        /** Passed on, and half of the answer comes back. */
        CUT,
        /** Answered, and then the kept connection is closed without a word. */
        STALE
    }

    private record Message(String head, byte[] body) {
        String firstLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        boolean isOrder() {
            return firstLine().startsWith("POST /api/v3/order");
        }

        boolean upgrades() {
            return head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
        }

        void writeTo(OutputStream out) throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(body);
            out.write(whole.toByteArray());
            out.flush();
        }
    }

    private final InetSocketAddress venue;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong orders = new AtomicLong();
    private final Object held = new Object();
    private final int port;
    private final Map<String, Integer> posts = new ConcurrentHashMap<>();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private volatile @Nullable Supplier<Trouble> supplier;
    private volatile Trouble next = Trouble.NONE;
    /** A socket that is being closed may let somebody in for a moment. */
    private volatile boolean cut;

    private boolean holding;
    private volatile @Nullable ServerSocket door;

    Line(URI venue) {
        this.venue = new InetSocketAddress(venue.getHost(), venue.getPort());
        this.port = open(0);
    }

    private int open(int wanted) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            door = opened;
            Thread.startVirtualThread(() -> accept(opened));
            return opened.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Orders that were read, whatever then became of them; a pair is one. */
    long orders() {
        return orders.get();
    }

    void next(Trouble trouble) {
        if (trouble == Trouble.HOLD) {
            synchronized (held) {
                holding = true;
            }
        }
        next = trouble;
    }

    /** What happens to each order from now on. */
    void always(Supplier<Trouble> troubles) {
        supplier = troubles;
    }

    /** How often an order of that name was read. */
    int posts(String clientId) {
        return posts.getOrDefault(clientId, 0);
    }

    /** How often something was asked for, such as {@code GET /api/v3/openOrders}. */
    int requests(String methodAndPath) {
        return requests.getOrDefault(methodAndPath, 0);
    }

    void letGo() {
        synchronized (held) {
            holding = false;
            held.notifyAll();
        }
    }

    /** Nobody gets in, and whoever is in is thrown out. */
    void cut() {
        ServerSocket open = door;
        door = null;
        cut = true;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(Line::drop);
        sockets.clear();
    }

    void mend() {
        cut = false;
        open(port);
    }

    private static void drop(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket socket = opened.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the line is cut or over.
        }
    }

    private void serve(Socket client) {
        try (Socket server = new Socket()) {
            server.connect(venue);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            sockets.add(server);
            InputStream asked = new BufferedInputStream(client.getInputStream());
            InputStream answered = new BufferedInputStream(server.getInputStream());
            while (true) {
                Message request = read(asked);
                if (request == null) {
                    break;
                }
                if (request.upgrades()) {
                    tunnel(request, client, asked, server, answered);
                    return;
                }
                if (!pass(request, client, server, answered)) {
                    break;
                }
            }
        } catch (IOException e) {
            // One of the two is gone, and so is the other.
        } finally {
            if (client.isOutputShutdown()) {
                closeQuietly(client);
            } else {
                drop(client);
            }
            sockets.remove(client);
        }
    }

    private boolean pass(Message request, Socket client, Socket server, InputStream answered) throws IOException {
        if (cut) {
            return false;
        }
        requests.merge(request.firstLine().split("[? ]HTTP|\\?", 2)[0], 1, Integer::sum);
        Trouble trouble = Trouble.NONE;
        if (request.isOrder()) {
            orders.incrementAndGet();
            Matcher name = CLIENT_ID.matcher(new String(request.body(), StandardCharsets.UTF_8));
            while (name.find()) {
                posts.merge(name.group(1), 1, Integer::sum);
            }
            Supplier<Trouble> troubles = supplier;
            synchronized (this) {
                trouble = troubles == null ? next : troubles.get();
                next = Trouble.NONE;
            }
        }
        if (trouble == Trouble.LOSE_BEFORE) {
            return false;
        }
        if (trouble == Trouble.CLOSE_BEFORE) {
            client.shutdownOutput();
            return false;
        }
        if (trouble == Trouble.TOO_MANY) {
            byte[] body = "{\"code\":-1003,\"msg\":\"Too many requests.\"}".getBytes(StandardCharsets.UTF_8);
            new Message(
                            "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: 1\r\n"
                                    + "Content-Length: " + body.length + "\r\n\r\n",
                            body)
                    .writeTo(client.getOutputStream());
            return true;
        }
        request.writeTo(server.getOutputStream());
        Message answer = read(answered);
        if (answer == null || trouble == Trouble.LOSE_AFTER) {
            return false;
        }
        if (trouble == Trouble.CLOSE_AFTER) {
            client.shutdownOutput();
            return false;
        }
        if (trouble == Trouble.CUT) {
            new Message(answer.head(), Arrays.copyOf(answer.body(), answer.body().length / 2))
                    .writeTo(client.getOutputStream());
            client.shutdownOutput();
            return false;
        }
        if (trouble == Trouble.HOLD) {
            synchronized (held) {
                while (holding) {
                    try {
                        held.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }
            }
        }
        answer.writeTo(client.getOutputStream());
        if (trouble == Trouble.STALE) {
            client.shutdownOutput();
            return false;
        }
        return true;
    }

    private static void tunnel(Message request, Socket client, InputStream asked, Socket server, InputStream answered)
            throws IOException {
        request.writeTo(server.getOutputStream());
        Thread.startVirtualThread(() -> {
            try {
                asked.transferTo(server.getOutputStream());
            } catch (IOException e) {
                drop(server);
            }
        });
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[8_192];
        int count;
        while ((count = answered.read(buffer)) >= 0) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    /** A request or an answer; null at the end. */
    private static @Nullable Message read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                if (head.size() > 0) {
                    throw new SocketException("cut in the middle of a head");
                }
                return null;
            }
            head.write(next);
            last = last << 8 | next;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
                throw new IOException("the line carries no chunks: " + text);
            }
        }
        byte[] body = in.readNBytes(length);
        return new Message(text, body);
    }

    @Override
    public void close() {
        letGo();
        cut();
    }
}
