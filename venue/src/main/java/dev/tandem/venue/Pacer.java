package dev.tandem.venue;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the market's moments happen when they are due, on a thread of its own. */
final class Pacer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

    private final VenueCore core;
    private final int speed;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param speed how many times faster than the market; 0 for no waiting */
    Pacer(VenueCore core, int speed) {
        this.core = core;
        this.speed = speed;
        this.thread = Thread.ofPlatform().name("venue-clock").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long due = System.nanoTime();
        try {
            while (!stopped) {
                synchronized (core) {
                    core.advance();
                    if (core.isOver()) {
                        return;
                    }
                    due += speed == 0 ? 0 : core.trading().waitNanos(core.steps()) / speed;
                }
                long wait = due - System.nanoTime();
                while (wait > 0 && !stopped) {
                    LockSupport.parkNanos(wait);
                    wait = due - System.nanoTime();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the market has stopped", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
