package dev.tandem.venue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How time passes at the venue: {@code lockstep}, {@code 1x}, {@code 60x} or any other multiple, {@code max}.
 *
 * @param text as on the command line
 * @param points of the path through a bar
 * @param speed how many times faster than the market; 0 where nothing waits
 */
public record ClockMode(String text, int points, int speed) {
    /** It stands still until somebody says {@code POST /tandem/next}; a bar has two steps, a tick has one. */
    public static final ClockMode LOCKSTEP = new ClockMode("lockstep", 0, 0);
    /** As fast as it did. */
    public static final ClockMode REAL_TIME = times(1);
    /** Sixty times as fast. */
    public static final ClockMode SIXTY_TIMES = times(60);
    /** As fast as this machine can. */
    public static final ClockMode MAX = new ClockMode("max", 4, 0);

    private static final int FASTEST = 1_000_000;
    private static final Pattern MULTIPLE = Pattern.compile("([1-9][0-9]{0,6})x");

    /**
     * So many times as fast as the market was.
     *
     * @throws IllegalArgumentException if it is not from 1 to 1,000,000
     */
    public static ClockMode times(int speed) {
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("time passes 1 to " + FASTEST + " times as fast, not " + speed);
        }
        return new ClockMode(speed + "x", 60, speed);
    }

    /** Reads what is on the command line; null if it is nothing of that. */
    public static @Nullable ClockMode parse(String text) {
        if (text.equals(LOCKSTEP.text)) {
            return LOCKSTEP;
        }
        if (text.equals(MAX.text)) {
            return MAX;
        }
        Matcher multiple = MULTIPLE.matcher(text);
        if (!multiple.matches()) {
            return null;
        }
        int speed = Integer.parseInt(multiple.group(1));
        return speed > FASTEST ? null : times(speed);
    }

    boolean standsStill() {
        return equals(LOCKSTEP);
    }
}
