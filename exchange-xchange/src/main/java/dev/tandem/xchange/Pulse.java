package dev.tandem.xchange;

import java.time.Duration;

/** What makes a plugin look after its orders now and then; tests do it by hand. */
@FunctionalInterface
interface Pulse {
    /** A beat that goes on until it is closed; no beat begins after that. */
    interface Beat extends AutoCloseable {
        /** Beats once as soon as possible. */
        default void now() {}

        @Override
        void close();
    }

    Beat every(Duration interval, Runnable action);

    /** One virtual thread; an action that takes longer than the interval delays the next. */
    static Pulse onVirtualThread(String name) {
        return (interval, action) -> new ThreadBeat(name, interval, action);
    }
}
