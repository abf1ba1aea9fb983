package dev.tandem.crash;

import org.jspecify.annotations.Nullable;

/**
 * The life of one process of a session. Every moment at which it touches the world outside is counted, and at one of them
 * it ends: what it does afterwards reaches nobody, and nobody reaches it.
 */
final class Lifeline {
    /** A process has ended. No exception: nothing in the process may handle it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("the process was killed", null, false, false);
        }
    }

    static final long NEVER = Long.MAX_VALUE;

    private final long last;
    private long moments;
    private long startup = -1;
    private final long afterStartup;
    private boolean dead;
    private @Nullable Thread session;

    /**
     * @param last the moment at which it ends, from 1
     * @param afterStartup the moment at which it ends, from 1 after the market has first been let go on
     */
    Lifeline(long last, long afterStartup) {
        this.last = last;
        this.afterStartup = afterStartup;
    }

    void runsOn(Thread thread) {
        session = thread;
    }

    /** Something is about to happen, or has just happened. */
    synchronized void moment() {
        if (dead) {
            throw new Killed();
        }
        moments++;
        if (moments >= last || (startup >= 0 && moments - startup > afterStartup)) {
            dead = true;
            Thread thread = session;
            if (thread != null && !Thread.currentThread().equals(thread)) {
                thread.interrupt();
            }
            throw new Killed();
        }
    }

    /** The session is built up again, and lets the market go on. */
    synchronized void started() {
        if (startup < 0) {
            startup = moments;
        }
    }

    synchronized boolean isDead() {
        return dead;
    }

    synchronized long moments() {
        return moments;
    }
}
