package dev.tandem.webhook;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts every message once: by its own id, the id of its delivery, or its content. Remembers for a while, and no more than
 * so many; when it is full nothing is forgotten early, nothing more is taken. Safe for any thread.
 */
final class Deduplication {
    /** What was seen. */
    static final class Seen {
        final String requestId;
        final String bodyHash;
        final long nanos;
        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile boolean kept;

        Seen(String requestId, String bodyHash, long nanos) {
            this.requestId = requestId;
            this.bodyHash = bodyHash;
            this.nanos = nanos;
        }

        void settle(boolean isKept) {
            kept = isKept;
            settled.countDown();
        }

        /** Waits until the first of them is durable, or was not kept after all. */
        boolean awaitKept() throws InterruptedException {
            return settled.await(10, TimeUnit.SECONDS) && kept;
        }
    }

    /** What came of a try to be the first. */
    sealed interface Answer {
        record First(Seen seen) implements Answer {}

        record Again(Seen before) implements Answer {}

        record Conflict(Seen before) implements Answer {}

        record Full() implements Answer {}
    }

    private final long windowNanos;
    private final int most;
    private final Map<String, Seen> seen = new HashMap<>();
    private final ArrayDeque<Map.Entry<String, Seen>> order = new ArrayDeque<>();

    Deduplication(long windowNanos, int most) {
        this.windowNanos = windowNanos;
        this.most = most;
    }

    /** Looks without taking. */
    synchronized @Nullable Answer look(List<String> keys, String bodyHash, long now) {
        forget(now);
        for (String key : keys) {
            Seen before = seen.get(key);
            if (before != null) {
                return before.bodyHash.equals(bodyHash) ? new Answer.Again(before) : new Answer.Conflict(before);
            }
        }
        return null;
    }

    /** Takes all of the names, or none. */
    synchronized Answer reserve(String requestId, List<String> keys, String bodyHash, long now) {
        Answer before = look(keys, bodyHash, now);
        if (before != null) {
            return before;
        }
        if (seen.size() + keys.size() > most) {
            return new Answer.Full();
        }
        Seen first = new Seen(requestId, bodyHash, now);
        for (String key : keys) {
            seen.put(key, first);
            order.add(Map.entry(key, first));
        }
        return new Answer.First(first);
    }

    /** Gives names back that were taken for something that could not be kept. */
    synchronized void release(List<String> keys, Seen taken) {
        keys.forEach(key -> seen.remove(key, taken));
        order.removeIf(each -> each.getValue().equals(taken));
    }

    private void forget(long now) {
        Map.Entry<String, Seen> oldest;
        while ((oldest = order.peek()) != null && now - oldest.getValue().nanos > windowNanos) {
            order.remove();
            seen.remove(oldest.getKey(), oldest.getValue());
        }
    }

    synchronized int size() {
        return seen.size();
    }

    /** How many names wait for their time to be forgotten: as many as there are. */
    synchronized int waiting() {
        return order.size();
    }
}
