package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final int REQUESTS = 20_000;
    private static final byte[] ANSWER = "{\"status\":\"accepted\"}".getBytes(StandardCharsets.US_ASCII);

    /** The best of five rounds each, in turn, so that a busy machine is busy for both. */
    @Test
    @Tag("long")
    void oneKeptAliveClientIsAnsweredAboutAsFastAsByABareHandler() throws Exception {
        Server bare = new Server(new QueuedThreadPool(16, 4));
        ServerConnector connector = new ServerConnector(bare, 1, -1);
        connector.setHost("127.0.0.1");
        bare.addConnector(connector);
        bare.setHandler(new BareHandler());
        bare.start();
        double bareBest = Double.MAX_VALUE;
        double webBest = Double.MAX_VALUE;
        try (WebServer server = WebServer.builder()
                .route("POST", "/in", request -> Response.json(200, ANSWER))
                .start()) {
            for (int round = 0; round < 5; round++) {
                bareBest = Math.min(bareBest, medianMicros(connector.getLocalPort()));
                webBest = Math.min(webBest, medianMicros(server.address().getPort()));
            }
        } finally {
            bare.stop();
        }
        assertThat(webBest)
                .as("p50 in µs; the bare handler's is %.1f", bareBest)
                .isLessThan(1.5 * bareBest);
    }

    private static final class BareHandler extends Handler.Abstract {
        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response response, Callback callback)
                throws IOException {
            Content.Source.asByteBuffer(request);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, ByteBuffer.wrap(ANSWER), callback);
            return true;
        }
    }

    private static double medianMicros(int port) throws IOException {
        byte[] request = ("POST /in HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nUser-Agent: test\r\n"
                        + "Accept: */*\r\nContent-Length: 300\r\n\r\n" + "x".repeat(300))
                .getBytes(StandardCharsets.US_ASCII);
        long[] nanos = new long[REQUESTS];
        byte[] buffer = new byte[4_096];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = 0; i < REQUESTS; i++) {
                long begin = System.nanoTime();
                out.write(request);
                int read = 0;
                while (read == 0 || buffer[read - 1] != '}') {
                    int more = in.read(buffer, read, buffer.length - read);
                    if (more < 0) {
                        throw new IOException("the connection ended");
                    }
                    read += more;
                }
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return nanos[REQUESTS / 2] / 1_000.0;
    }
}
