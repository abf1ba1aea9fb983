package dev.tandem.xchange;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A beat on a virtual thread of its own. */
final class ThreadBeat implements Pulse.Beat {
    /** How long a beat that is under way is waited for. */
    private static final Duration LAST_BEAT = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean closed;
    private boolean wanted;

    ThreadBeat(String name, Duration interval, Runnable action) {
        this.thread = Thread.ofVirtual().name(name).start(() -> beat(interval.toNanos(), action));
    }

    private void beat(long interval, Runnable action) {
        try {
            while (await(interval)) {
                action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean await(long interval) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = interval;
            while (!closed && !wanted && left > 0) {
                left = changed.awaitNanos(left);
            }
            wanted = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void now() {
        lock.lock();
        try {
            wanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
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
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        // It only asks questions: whatever it waits for is not needed any more.
        thread.interrupt();
        try {
            thread.join(LAST_BEAT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
