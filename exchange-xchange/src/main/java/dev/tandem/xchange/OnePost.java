package dev.tandem.xchange;

import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one order is one request.
 *
 * <p>The JDK's {@code HttpURLConnection}, which XChange sits on, sends a POST again by itself when the connection breaks
 * before an answer: one order becomes two, and the second call even succeeds. The property
 * {@code sun.net.http.retryPost=false} turns that off, but it is read once, at the first HTTP of the JVM. So it is set as
 * soon as this class is loaded, and {@link #verify} does not believe it: it sends a POST to a socket of our own that hangs
 * up, and counts.
 */
final class OnePost {
    /** The JDK's switch. */
    static final String PROPERTY = "sun.net.http.retryPost";

    private static final int PROBE_TIMEOUT_MILLIS = 5_000;
    private static @Nullable String verdict;

    static {
        System.setProperty(PROPERTY, "false");
    }

    private OnePost() {}

    /** Sets the switch, if that is still in time. */
    static void prepare() {
        // Loading the class has done it; a program that set it to true in between did not mean to send orders twice.
        System.setProperty(PROPERTY, "false");
    }

    /**
     * @throws PluginException if this JVM repeats a POST by itself, or if that cannot be found out
     */
    static synchronized void verify() {
        if (verdict == null) {
            prepare();
            verdict = probe();
        }
        if (!verdict.isEmpty()) {
            throw new PluginException(verdict);
        }
    }

    private static String probe() {
        AtomicInteger posts = new AtomicInteger();
        try {
            ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            Thread reader = Thread.ofVirtual().name("one-post-probe").start(() -> hangUp(server, posts));
            try (server) {
                post(server.getLocalPort());
            }
            reader.join(PROBE_TIMEOUT_MILLIS);
        } catch (IOException e) {
            return "it cannot be found out whether this JVM repeats a POST by itself (one order would become two): "
                    + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while finding out whether this JVM repeats a POST by itself";
        }
        if (posts.get() == 1) {
            return "";
        }
        return "this JVM sends a POST again by itself when a connection breaks (1 POST became " + posts.get()
                + "): one order could become two. It is too late to turn that off, because HTTP was used before: start"
                + " Java with -D" + PROPERTY + "=false";
    }

    private static void hangUp(ServerSocket server, AtomicInteger posts) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                posts.incrementAndGet();
                socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                int next;
                while (!head.toString().endsWith("\r\n\r\nprobe") && (next = in.read()) >= 0) {
                    head.append((char) next);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    posts.addAndGet(100);
                }
                return;
            }
        }
    }

    private static void post(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/probe")
                        .toURL()
                        .openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
        connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        try {
            connection.getOutputStream().write("probe".getBytes(StandardCharsets.US_ASCII));
            int status = connection.getResponseCode();
            throw new IOException("the probe was answered with " + status);
        } catch (SocketException expected) {
            connection.disconnect();
        }
    }
}
