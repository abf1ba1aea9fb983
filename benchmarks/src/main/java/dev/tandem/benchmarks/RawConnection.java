package dev.tandem.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The floor of a request: one socket that is kept open, a request in one write, an answer read up to its length. It knows
 * as much of HTTP as this takes.
 */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;
    private final byte[] buffer = new byte[64 * 1024];
    private int filled;

    RawConnection(URI uri) {
        try {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            host = uri.getHost() + ":" + uri.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts an order, and sees to it that it was filled. */
    void order(String form) {
        try {
            out.write(("POST /api/v3/order HTTP/1.1\r\nHost: " + host + "\r\nX-MBX-APIKEY: " + VenueProcess.KEY
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                            + "\r\n\r\n" + form)
                    .getBytes(StandardCharsets.US_ASCII));
            read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() throws IOException {
        filled = 0;
        int body = -1;
        int length = -1;
        while (body < 0 || filled < body + length) {
            int more = in.read(buffer, filled, buffer.length - filled);
            if (more < 0) {
                throw new EOFException("the server has closed the connection");
            }
            filled += more;
            if (body < 0) {
                String head = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
                int end = head.indexOf("\r\n\r\n");
                if (end >= 0) {
                    body = end + 4;
                    length = length(head.substring(0, body).toLowerCase(Locale.ROOT));
                }
            }
        }
        WireOrder.mustBeFilled(
                Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.US_ASCII)),
                new String(buffer, body, length, StandardCharsets.UTF_8));
    }

    private static int length(String head) throws IOException {
        int at = head.indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("an answer without its length: " + head);
        }
        int from = at + "\r\ncontent-length:".length();
        return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).strip());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
