package dev.tandem.xchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A venue on loopback that answers questions and talks on websockets, down to the bytes: whole messages, messages in parts,
 * half of one, none.
 */
final class StreamServer implements AutoCloseable {
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");

    /** What the venue says. */
    interface Script {
        /** The answer to a question, JSON; null if there is no such question. */
        @Nullable
        String answer(String target) throws IOException;

        /** Somebody has connected, or is to be turned away with an exception. */
        void connected(Caller caller, String target) throws IOException;

        /** Somebody has said something. */
        void said(Caller caller, String text) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    StreamServer(Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    List<Caller> callers() {
        return callers;
    }

    /** What was asked and said here, in order. */
    List<String> heard() {
        return heard;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String target = head.split(" ", 3)[1];
                heard.add(target);
                Matcher key = KEY.matcher(head);
                if (key.find()) {
                    talk(socket, in, key.group(1), target);
                    return;
                }
                String body = script.answer(target);
                byte[] bytes = (body == null ? "{\"code\":-1,\"msg\":\"no such thing\"}" : body)
                        .getBytes(StandardCharsets.UTF_8);
                OutputStream out = socket.getOutputStream();
                out.write(("HTTP/1.1 " + (body == null ? "404 Not Found" : "200 OK")
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(bytes);
                out.flush();
            }
        } catch (IOException e) {
            // Whoever has called has hung up, or has been hung up on.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            bytes.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private void talk(Socket socket, InputStream in, String key, String target) throws IOException {
        Caller caller = new Caller(socket);
        try {
            String accept = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII)));
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            script.connected(caller, target);
            callers.add(caller);
            caller.listen(new DataInputStream(in));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            callers.remove(caller);
        }
    }

    /** One who listens. */
    final class Caller {
        private final Socket socket;
        private volatile boolean mute;

        Caller(Socket socket) {
            this.socket = socket;
        }

        private void listen(DataInputStream in) throws IOException {
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte() & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] mask = in.readNBytes(4);
                byte[] data = in.readNBytes(length);
                for (int i = 0; i < data.length; i++) {
                    data[i] ^= mask[i % 4];
                }
                switch (first & 0x0f) {
                    case 1 -> {
                        String text = new String(data, StandardCharsets.UTF_8);
                        heard.add(text);
                        if (!mute) {
                            script.said(this, text);
                        }
                    }
                    case 8 -> {
                        return;
                    }
                    case 9 -> {
                        heard.add("ping");
                        frame(0x8a, data);
                    }
                    default -> {}
                }
            }
        }

        private synchronized void frame(int first, byte[] data) throws IOException {
            if (mute) {
                return;
            }
            write(first, data, data.length);
        }

        private void write(int first, byte[] data, int sent) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(first);
            if (data.length < 126) {
                out.write(data.length);
            } else {
                out.write(126);
                out.write(data.length >> 8);
                out.write(data.length);
            }
            out.write(data, 0, sent);
            socket.getOutputStream().write(out.toByteArray());
            socket.getOutputStream().flush();
        }

        void say(String text) throws IOException {
            frame(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        /** In three frames, with a ping between two of them. */
        synchronized void sayInParts(String text) throws IOException {
            byte[] all = text.getBytes(StandardCharsets.UTF_8);
            int third = all.length / 3;
            frame(0x01, java.util.Arrays.copyOfRange(all, 0, third));
            frame(0x89, new byte[0]);
            frame(0x00, java.util.Arrays.copyOfRange(all, third, 2 * third));
            frame(0x80, java.util.Arrays.copyOfRange(all, 2 * third, all.length));
        }

        /** Half of it, and then the line is dead. */
        synchronized void sayHalf(String text) throws IOException {
            byte[] all = text.getBytes(StandardCharsets.UTF_8);
            write(0x81, all, all.length / 2);
            reset();
        }

        /** Says nothing any more, and does not hang up either. */
        void fallSilent() {
            mute = true;
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Hangs up as venues do after a day. */
        void hangUp() throws IOException {
            frame(0x88, new byte[] {0x03, (byte) 0xe9});
            socket.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            for (Caller caller : callers) {
                caller.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
