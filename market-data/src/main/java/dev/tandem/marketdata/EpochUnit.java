package dev.tandem.marketdata;

/**
 * The unit of timestamps that are numbers, told by their magnitude.
 *
 * <p>The years from 1677 to 2262 fit into 64 bits of nanoseconds. Each unit takes the numbers that mean a moment in
 * these years and that the next coarser unit could not hold: up to 9,223,372,036 is seconds, a thousand times that
 * milliseconds, and so on. So the unit of a number is certain from April 1970 on and before September 1969; nearer to
 * 1970 a number looks like one of a coarser unit, which is why the largest number of a <em>file</em> decides and not
 * each for itself.
 */
enum EpochUnit {
    SECONDS("seconds", 1_000_000_000L),
    MILLISECONDS("milliseconds", 1_000_000L),
    MICROSECONDS("microseconds", 1_000L),
    NANOSECONDS("nanoseconds", 1L);

    /** A number below this says nothing about a jump: it is within three years of 1970 in every unit. */
    private static final long TOO_SMALL_TO_TELL = 100_000_000L;

    private static final long JUMP = 200;

    private final String text;
    private final long nanos;

    EpochUnit(String text, long nanos) {
        this.text = text;
        this.nanos = nanos;
    }

    long nanos() {
        return nanos;
    }

    /** The largest number that is taken for this unit. */
    long largest() {
        return Long.MAX_VALUE / nanos;
    }

    static EpochUnit of(long number) {
        long magnitude = magnitude(number);
        if (magnitude <= SECONDS.largest()) {
            return SECONDS;
        }
        if (magnitude <= MILLISECONDS.largest()) {
            return MILLISECONDS;
        }
        return magnitude <= MICROSECONDS.largest() ? MICROSECONDS : NANOSECONDS;
    }

    /**
     * Whether two neighbouring timestamps cannot be of one unit: another magnitude, and a jump of far more than a
     * series of one unit ever makes. (In milliseconds it would be one from the first days of 1970 to 1973 or later.)
     */
    static boolean mixed(long one, long other) {
        long a = magnitude(one);
        long b = magnitude(other);
        long small = Math.min(a, b);
        return small >= TOO_SMALL_TO_TELL && Math.max(a, b) / small >= JUMP && of(a) != of(b);
    }

    private static long magnitude(long number) {
        return number == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(number);
    }

    @Override
    public String toString() {
        return text;
    }
}
