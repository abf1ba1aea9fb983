package dev.tandem.xchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A venue's stream of what happens to the account's orders, as a doorbell: when it rings, the orders are looked after
 * at once, by asking. So reports are the same with a stream and without, an event that comes twice or too late does no
 * harm, and what was missed while the stream was down is found when it is back. Polling goes on underneath, slower than
 * the stream and never stopped by it.
 */
final class NewsStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NewsStream.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(30);
    /** Venues ping every few minutes at the latest: who is silent for longer is not there any more. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** No event about an order is nearly as long, in characters. */
    private static final int LONGEST = 1_000_000;

    private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    private static final long LAST_PAUSE_NANOS = 60_000_000_000L;

    private final Correspondent venue;
    private final Consumer<News> news;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean closed;
    private boolean connected;
    private boolean broken;
    private long heardNanos;

    /** @param news told by any thread what has happened; must not block */
    NewsStream(Correspondent venue, Consumer<News> news) {
        this.venue = venue;
        this.news = news;
        this.thread = Thread.ofVirtual().name("tandem-xchange-stream").start(this::run);
    }

    /** Whether it is there at the moment. */
    boolean isConnected() {
        lock.lock();
        try {
            return connected;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_NANOS;
        try {
            while (!isClosed()) {
                WebSocket socket = null;
                try {
                    socket = connect(venue.openStream());
                    pause = FIRST_PAUSE_NANOS;
                    LOG.info("the stream of orders is there");
                    // What happened before it was there was not told by it.
                    news.accept(News.Anything.INSTANCE);
                    untilBroken();
                    LOG.warn("the stream of orders has ended; it is opened again, and orders are asked for meanwhile");
                } catch (VenueException | ExecutionException | TimeoutException e) {
                    LOG.debug("the stream of orders cannot be opened: {}", e.getMessage());
                } finally {
                    connected(false);
                    if (socket != null) {
                        socket.abort();
                    }
                }
                rest(pause);
                pause = Math.min(LAST_PAUSE_NANOS, 2 * pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WebSocket connect(URI address) throws InterruptedException, ExecutionException, TimeoutException {
        lock.lock();
        try {
            broken = false;
            heardNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
        WebSocket socket = http.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .buildAsync(address, new Ear())
                .get(CONNECT.toSeconds(), TimeUnit.SECONDS);
        connected(true);
        return socket;
    }

    private void connected(boolean now) {
        lock.lock();
        try {
            connected = now;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void untilBroken() throws InterruptedException, VenueException {
        long kept = System.nanoTime();
        while (true) {
            lock.lockInterruptibly();
            try {
                if (!broken && !closed && changed.awaitNanos(FIRST_PAUSE_NANOS) > 0) {
                    continue;
                }
                if (broken || closed || System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            if (System.nanoTime() - kept > KEEP_ALIVE.toNanos()) {
                venue.keepStream();
                kept = System.nanoTime();
            }
        }
    }

    private void rest(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void heard() {
        lock.lock();
        try {
            heardNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private void broken() {
        lock.lock();
        try {
            broken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Listens, and understands no more than whom it is about. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder event = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard();
            event.append(data);
            if (last || event.length() > LONGEST) {
                News told = last ? venue.news(event.toString()) : News.Anything.INSTANCE;
                event.setLength(0);
                news.accept(told);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            heard();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            broken();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            broken();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        http.shutdownNow();
    }
}
