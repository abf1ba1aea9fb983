package dev.tandem.sim;

/**
 * How long something is on its way, where ticks are replayed.
 *
 * <p>What leaves later never overtakes: as on one connection, it arrives with what went before at the earliest.
 */
@FunctionalInterface
public interface Latency {
    /** Everything is there at once. */
    Latency NONE = new Latency() {
        @Override
        public long nanos(long atNanos) {
            return 0;
        }

        @Override
        public boolean isNone() {
            return true;
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /**
     * How long that takes which leaves at this moment, in nanoseconds, not negative. Asked once for each thing that leaves, in
     * order; the same questions get the same answers in each run.
     */
    long nanos(long atNanos);

    /** Whether nothing is ever late; then it is not asked. */
    default boolean isNone() {
        return false;
    }
}
