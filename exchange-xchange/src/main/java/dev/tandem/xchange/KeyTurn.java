package dev.tandem.xchange;

import java.io.IOException;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;

/**
 * One API key, one request at a time, in order: so that nonces arrive as they were drawn. Cancels go before orders, orders
 * before questions; within that, whoever came first. Nothing goes out faster than the venue allows.
 */
final class KeyTurn {
    /** The HTTP status of a venue that has had enough of us, and how long to stay away if it does not say. */
    private static final int BANNED = 418;

    private static final long BANNED_SECONDS = 120;

    /** Who goes first. */
    enum Priority {
        CANCEL,
        ORDER,
        QUERY
    }

    /** A request to the venue. */
    interface Call<T> {
        T call() throws IOException;
    }

    /** Time that passes, as far as waiting is concerned; nothing really waits in a test. */
    interface Timer {
        long nanos();

        void await(Condition condition, long nanos) throws InterruptedException;

        /** The JVM's own. */
        Timer SYSTEM = new Timer() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void await(Condition condition, long nanos) throws InterruptedException {
                condition.awaitNanos(nanos);
            }
        };
    }

    private record Ticket(Priority priority, long number) implements Comparable<Ticket> {
        @Override
        public int compareTo(Ticket other) {
            int first = priority.compareTo(other.priority);
            return first != 0 ? first : Long.compare(number, other.number);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Ticket> waiting = new PriorityQueue<>();
    private final Timer timer;
    private final RateBudget budget;
    private final ErrorTable errors;
    private final long patienceNanos;
    private boolean busy;
    private long lastNumber;

    /**
     * @param patience how long a request may wait for its turn before it is not sent at all
     */
    KeyTurn(Timer timer, RateBudget budget, ErrorTable errors, Duration patience) {
        this.timer = timer;
        this.budget = budget;
        this.errors = errors;
        this.patienceNanos = patience.toNanos();
    }

    /** Changes the budget, between two requests. */
    void adjust(ObjLongConsumer<RateBudget> change) {
        lock.lock();
        try {
            change.accept(budget, timer.nanos());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a request when its turn comes.
     *
     * @param weight what it counts at the venue
     * @throws VenueException with what the venue said, or with {@link ErrorKind#NOT_SENT} if its turn did not come
     */
    <T> T ask(Priority priority, int weight, Call<T> call) throws VenueException {
        enter(priority, weight);
        try {
            return call.call();
        } catch (IOException | RuntimeException e) {
            VenueError error = errors.classify(e);
            long pause = error.retryAfterSeconds() == 0 && error.status() == BANNED
                    ? BANNED_SECONDS
                    : error.retryAfterSeconds();
            if (error.is(ErrorKind.RATE_LIMITED) && pause > 0) {
                adjust((limits, now) ->
                        limits.closeUntil(now + Duration.ofSeconds(pause).toNanos()));
            }
            throw new VenueException(error);
        } finally {
            leave();
        }
    }

    private void enter(Priority priority, int weight) throws VenueException {
        lock.lock();
        try {
            Ticket ticket = new Ticket(priority, ++lastNumber);
            waiting.add(ticket);
            changed.signalAll();
            long deadline = timer.nanos() + patienceNanos;
            try {
                while (true) {
                    long now = timer.nanos();
                    long wait = deadline - now;
                    if (!busy && ticket.equals(waiting.peek())) {
                        long tooEarly = budget.take(priority, weight, now);
                        if (tooEarly == 0) {
                            busy = true;
                            return;
                        }
                        if (tooEarly > wait) {
                            throw new VenueException(VenueError.notSent("the venue's rate limit leaves no room for "
                                    + millis(tooEarly) + " ms, and a request waits " + millis(patienceNanos)
                                    + " ms at most"));
                        }
                        wait = tooEarly;
                    }
                    if (wait <= 0) {
                        throw new VenueException(VenueError.notSent("its turn did not come within "
                                + millis(patienceNanos) + " ms: " + (waiting.size() - 1) + " other requests wait"));
                    }
                    timer.await(changed, wait);
                }
            } finally {
                waiting.remove(ticket);
                changed.signalAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VenueException(VenueError.notSent("interrupted before it was sent"));
        } finally {
            lock.unlock();
        }
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private void leave() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
