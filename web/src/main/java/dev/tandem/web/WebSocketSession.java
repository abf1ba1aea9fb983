package dev.tandem.web;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One websocket: frames in, messages out through a bounded queue. */
final class WebSocketSession implements FrameHandler, WebSocketPeer {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSession.class);
    private static final byte[] NOTHING = {};

    private final Request request;
    private final ClientConnection connection;
    private final WebSocketEndpoint endpoint;
    private final WebLimits limits;
    private final Counters counters;
    private final Flusher flusher = new Flusher();

    private final Object lock = new Object();
    private final Deque<Outgoing> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean sending = true;

    /** Null until the endpoint has said who listens: nothing leaves, and so nothing can end, before that. */
    private volatile @Nullable CoreSession session;

    private @Nullable WebSocketListener listener;
    private @Nullable CloseStatus ended;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(0);
    private volatile long heard = System.nanoTime();
    private volatile long pinged = heard;

    private record Outgoing(byte opCode, byte[] payload, int code) {}

    WebSocketSession(
            Request request,
            ClientConnection connection,
            WebSocketEndpoint endpoint,
            WebLimits limits,
            Counters counters) {
        this.request = request;
        this.connection = connection;
        this.endpoint = endpoint;
        this.limits = limits;
        this.counters = counters;
    }

    // What the client does

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        counters.webSockets.incrementAndGet();
        connection.become(this);
        try {
            listens(endpoint.open(request, this));
        } catch (RuntimeException e) {
            LOG.error("websocket {}: the endpoint failed", request.id(), e);
            close(CloseStatus.SERVER_ERROR, "internal");
        }
        session = opened;
        callback.succeeded();
        flusher.iterate();
        opened.demand();
    }

    private void listens(WebSocketListener told) {
        CloseStatus already;
        synchronized (lock) {
            listener = told;
            already = ended;
        }
        if (already != null) {
            told.closed(already.getCode());
        }
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        heard = System.nanoTime();
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> onText(frame);
            case OpCode.BINARY -> close(CloseStatus.BAD_DATA, "text only");
            case OpCode.PING -> enqueue(new Outgoing(OpCode.PONG, bytes(frame), 0));
            default -> {}
        }
        callback.succeeded();
        CoreSession open = session;
        if (open != null && frame.getOpCode() != OpCode.CLOSE) {
            open.demand();
        }
    }

    private void onText(Frame frame) {
        byte[] part = bytes(frame);
        if (message.size() + part.length > limits.webSocketMessageBytes()) {
            message.reset();
            close(CloseStatus.MESSAGE_TOO_LARGE, "message too large");
            return;
        }
        message.writeBytes(part);
        if (!frame.isFin()) {
            return;
        }
        ByteBuffer whole = ByteBuffer.wrap(message.toByteArray());
        message.reset();
        WebSocketListener told;
        synchronized (lock) {
            told = sending ? listener : null;
        }
        if (told == null) {
            return;
        }
        try {
            told.text(StandardCharsets.UTF_8.newDecoder().decode(whole).toString());
        } catch (CharacterCodingException e) {
            close(CloseStatus.BAD_PAYLOAD, "not UTF-8");
        } catch (RuntimeException e) {
            LOG.error("websocket {}: the listener failed", request.id(), e);
            close(CloseStatus.SERVER_ERROR, "internal");
        }
    }

    private static byte[] bytes(Frame frame) {
        if (!frame.hasPayload()) {
            return NOTHING;
        }
        ByteBuffer payload = frame.getPayload().slice();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("websocket {} failed", request.id(), cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        WebSocketListener told;
        synchronized (lock) {
            sending = false;
            queue.clear();
            queuedBytes = 0;
            told = listener;
            ended = status;
        }
        counters.webSockets.decrementAndGet();
        try {
            if (told != null) {
                told.closed(status.getCode());
            }
        } catch (RuntimeException e) {
            LOG.error("websocket {}: the listener failed", request.id(), e);
        }
        callback.succeeded();
    }

    // What we do

    @Override
    public String id() {
        return request.id();
    }

    @Override
    public InetSocketAddress remote() {
        return connection.remote();
    }

    @Override
    public boolean send(String text) {
        return sendUtf8(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean sendUtf8(byte[] utf8) {
        return enqueue(new Outgoing(OpCode.TEXT, utf8, 0));
    }

    @Override
    public int queued() {
        synchronized (lock) {
            return queue.size();
        }
    }

    @Override
    public void close(int code, String reason) {
        // A close frame has room for 123 bytes of reason.
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 123) {
            throw new IllegalArgumentException("a reason has at most 123 bytes, was " + bytes.length);
        }
        enqueue(new Outgoing(OpCode.CLOSE, bytes, code));
    }

    @Override
    public void drop() {
        synchronized (lock) {
            sending = false;
            queue.clear();
            queuedBytes = 0;
        }
        connection.cutOff();
    }

    private boolean enqueue(Outgoing outgoing) {
        boolean tooSlow;
        synchronized (lock) {
            if (!sending) {
                return false;
            }
            tooSlow = queue.size() >= limits.webSocketQueueMessages()
                    || queuedBytes + outgoing.payload.length > limits.webSocketQueueBytes();
            if (!tooSlow) {
                queue.add(outgoing);
                queuedBytes += outgoing.payload.length;
                sending = outgoing.opCode != OpCode.CLOSE;
            }
        }
        if (tooSlow) {
            counters.webSocketsDropped.increment();
            drop();
            return false;
        }
        flusher.iterate();
        return true;
    }

    /** Called a few times a second. */
    void check(long now) {
        long silence = limits.webSocketSilence().toNanos();
        if (now - heard > silence) {
            counters.webSocketsDropped.increment();
            drop();
        } else if (now - pinged > silence / 3) {
            pinged = now;
            enqueue(new Outgoing(OpCode.PING, NOTHING, 0));
        }
    }

    /** Sends one message after the other; several that wait go out in one write. */
    private final class Flusher extends IteratingCallback {
        private int sentBytes;

        @Override
        protected Action process() {
            CoreSession open = session;
            if (open == null) {
                return Action.IDLE;
            }
            Outgoing next;
            boolean more;
            synchronized (lock) {
                queuedBytes -= sentBytes;
                sentBytes = 0;
                next = queue.poll();
                more = !queue.isEmpty();
            }
            if (next == null) {
                connection.enter(Phase.WEBSOCKET);
                return Action.IDLE;
            }
            sentBytes = next.payload.length;
            connection.enter(Phase.WEBSOCKET_WRITING);
            if (next.opCode == OpCode.CLOSE) {
                open.close(next.code, new String(next.payload, StandardCharsets.UTF_8), this);
            } else {
                Frame frame = new Frame(next.opCode, ByteBuffer.wrap(next.payload));
                open.sendFrame(
                        new OutgoingEntry.Builder(frame, this).batch(more).build());
            }
            return Action.SCHEDULED;
        }

        @Override
        protected void onFailure(Throwable cause) {
            LOG.debug("websocket {} cannot be written to", request.id(), cause);
            drop();
        }
    }
}
