package dev.tandem.sweep;

/** Told of a search while it goes on; one call at a time, from any thread. */
public interface SweepListener {
    /** So many trials are to be made. */
    default void planned(long trials) {}

    /**
     * A trial is done, in the order of their numbers as far as possible.
     *
     * @throws RuntimeException to end the search
     */
    void finished(Trial trial);
}
