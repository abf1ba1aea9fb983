package dev.tandem.xchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A websocket whose messages one thread takes, whole and one after the other. */
final class TextSocket implements AutoCloseable {
    /** The longest message that is one: what is longer is the end of the connection, not of our memory. */
    private static final int LONGEST = 1 << 20;
    /** Messages that wait to be taken. */
    private static final int ROOM = 10_000;

    /** What comes of waiting. */
    sealed interface News {
        record Text(String text) implements News {}

        record Over(String why) implements News {}

        record Nothing() implements News {}
    }

    private static final News NOTHING = new News.Nothing();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>(ROOM);
    private final Duration patience;
    private volatile long heardNanos = System.nanoTime();
    private volatile @Nullable String over;
    private volatile @Nullable WebSocket socket;

    /** Opens sockets, with one client for all of them. */
    static final class Caller implements AutoCloseable {
        private final Duration patience;
        private final HttpClient http;

        Caller(Duration patience) {
            this.patience = patience;
            this.http = HttpClient.newBuilder().connectTimeout(patience).build();
        }

        TextSocket open(URI address) throws InterruptedException, ExecutionException, TimeoutException {
            TextSocket socket = new TextSocket(patience);
            socket.socket = http.newWebSocketBuilder()
                    .connectTimeout(patience)
                    .buildAsync(address, socket.new Ear())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return socket;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private TextSocket(Duration patience) {
        this.patience = patience;
    }

    /** The next message, or that there is none until then. What was received before the end comes before the end. */
    News next(Duration wait) throws InterruptedException {
        String text = messages.poll();
        if (text != null) {
            return new News.Text(text);
        }
        String why = over;
        if (why != null) {
            return new News.Over(why);
        }
        text = messages.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        return text == null ? NOTHING : text.isEmpty() ? next(Duration.ZERO) : new News.Text(text);
    }

    /** Whether messages wait to be taken. */
    boolean isBehind() {
        return !messages.isEmpty();
    }

    /** When anything was last heard, be it a ping. */
    long heardNanos() {
        return heardNanos;
    }

    void send(String text) throws InterruptedException, ExecutionException, TimeoutException {
        WebSocket open = socket;
        if (open != null) {
            open.sendText(text, true).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Asks whether somebody is there, by the protocol's ping and, where the venue has one, by a message. */
    void ping(@Nullable String message) throws InterruptedException, ExecutionException, TimeoutException {
        WebSocket open = socket;
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (message != null) {
            send(message);
        }
    }

    private void end(String why) {
        if (over == null) {
            over = why;
        }
        // Whoever waits wakes up.
        messages.offer("");
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heardNanos = System.nanoTime();
            if (parts.length() + data.length() > LONGEST) {
                end("a message is longer than " + LONGEST + " characters");
                from.abort();
                return null;
            }
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                if (!text.isEmpty() && !messages.offer(text)) {
                    end(ROOM + " messages wait to be read");
                    from.abort();
                    return null;
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end("the venue has closed it with " + code + (reason.isEmpty() ? "" : " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end("the connection broke: " + ErrorTable.words(error));
        }
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
