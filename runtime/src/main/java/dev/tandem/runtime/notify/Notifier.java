package dev.tandem.runtime.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notes to their destinations. Whoever gives one never waits and never hears of trouble: each destination has a thread
 * and a short queue of its own. What comes faster than it can be sent goes out together in one message; what is too much for
 * the queue is left out, and said to be. A destination that does not answer is asked again twice, then the message is given
 * up.
 *
 * <p>May be used by any thread.
 */
public final class Notifier implements AutoCloseable {
    /** How patient it is, each for one try. */
    record Patience(Duration connect, Duration answer, Duration pause, Duration retry, Duration lastWords) {
        static final Patience STANDARD = new Patience(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(8));
    }

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int QUEUE = 200;
    private static final int TRIES = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Patience patience;
    private final HttpClient http;
    private final List<Line> lines = new ArrayList<>();

    public Notifier(List<Destination> destinations) {
        this(destinations, Patience.STANDARD);
    }

    Notifier(List<Destination> destinations, Patience patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        destinations.forEach(destination -> lines.add(new Line(destination)));
    }

    /** Sends it when it can; returns at once. */
    public void send(Note note) {
        lines.forEach(line -> line.add(note));
    }

    /** Messages that arrived. */
    public long sent() {
        return lines.stream().mapToLong(line -> line.sent).sum();
    }

    /** Messages that were given up, and notes that were left out. */
    public long failed() {
        return lines.stream().mapToLong(line -> line.failed).sum();
    }

    /** What waits is sent if that can be done in a few seconds. */
    @Override
    public void close() {
        lines.forEach(Line::end);
        long deadline = System.nanoTime() + patience.lastWords.toNanos();
        for (Line line : lines) {
            line.await(deadline);
        }
        http.shutdownNow();
    }

    /** One destination. */
    private final class Line {
        private final Destination destination;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final ArrayDeque<Note> waiting = new ArrayDeque<>();
        private final Thread thread;
        private boolean ending;
        private int leftOut;
        private volatile long sent;
        private volatile long failed;

        Line(Destination destination) {
            this.destination = destination;
            this.thread =
                    Thread.ofVirtual().name("notify-" + destination.name()).start(this::run);
        }

        void add(Note note) {
            lock.lock();
            try {
                if (ending) {
                    return;
                }
                if (waiting.size() == QUEUE) {
                    waiting.removeFirst();
                    leftOut++;
                    failed++;
                }
                waiting.add(note);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                ending = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(long deadline) {
            try {
                long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
                if (!thread.join(Duration.ofMillis(left))) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            try {
                for (List<Note> notes = next(); !notes.isEmpty(); notes = next()) {
                    deliver(notes);
                    lock.lock();
                    try {
                        if (!ending) {
                            changed.awaitNanos(waiting.isEmpty() ? 1 : patience.pause.toNanos());
                        }
                    } finally {
                        lock.unlock();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error(
                        "notifications to {} have ended: {}",
                        destination,
                        e.getClass().getName());
            }
        }

        /** As many as fit into a message; none when it is over. */
        private List<Note> next() throws InterruptedException {
            lock.lock();
            try {
                while (waiting.isEmpty() && !ending) {
                    changed.await();
                }
                List<Note> notes = new ArrayList<>();
                int length = 0;
                if (leftOut > 0 && !waiting.isEmpty()) {
                    notes.add(new Note(waiting.getFirst().time(), "", "notifications", leftOut + " were left out"));
                    length = notes.getFirst().line().length() + 1;
                    leftOut = 0;
                }
                while (!waiting.isEmpty()) {
                    Note note = shortened(waiting.getFirst());
                    length += note.line().length() + 1;
                    if (length > destination.longest() && !notes.isEmpty()) {
                        break;
                    }
                    notes.add(note);
                    waiting.removeFirst();
                }
                return notes;
            } finally {
                lock.unlock();
            }
        }

        private Note shortened(Note note) {
            int most = destination.longest() / 2;
            return note.text().length() <= most
                    ? note
                    : new Note(
                            note.time(),
                            note.strategy(),
                            note.topic(),
                            note.text().substring(0, most - 1) + "…");
        }

        private void deliver(List<Note> notes) throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(destination.address())
                    .timeout(patience.answer)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", "tandem")
                    .POST(HttpRequest.BodyPublishers.ofString(destination.body(notes)))
                    .build();
            String trouble = "";
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                Duration pause = patience.retry.multipliedBy(attempt);
                try {
                    HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
                    int code = answer.statusCode();
                    if (code / 100 == 2) {
                        sent++;
                        return;
                    }
                    trouble = "it answered " + code;
                    if (code != 429 && code < 500) {
                        break;
                    }
                    pause = retryAfter(answer, pause);
                } catch (IOException e) {
                    // Its words may have the address in them, which is a secret.
                    trouble = e.getClass().getSimpleName();
                }
                if (attempt < TRIES) {
                    Thread.sleep(pause);
                }
            }
            failed++;
            LOG.warn("{} notes could not be sent to {}: {}", notes.size(), destination, trouble);
        }

        private Duration retryAfter(HttpResponse<Void> answer, Duration otherwise) {
            OptionalLong seconds;
            try {
                seconds = answer.headers().firstValueAsLong("Retry-After");
            } catch (NumberFormatException e) {
                return otherwise;
            }
            if (seconds.isEmpty() || seconds.getAsLong() < 0) {
                return otherwise;
            }
            Duration asked = Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST_PAUSE.toSeconds()));
            return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        }
    }
}
