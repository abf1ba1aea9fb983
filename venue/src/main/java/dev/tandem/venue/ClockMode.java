package dev.tandem.venue;

/** How time passes at the venue. */
public enum ClockMode {
    /** It stands still until somebody says {@code POST /tandem/next}; a bar has two steps. */
    LOCKSTEP("lockstep", 0, 0),
    /** As fast as it did. */
    REAL_TIME("1x", 60, 1),
    /** Sixty times as fast. */
    SIXTY_TIMES("60x", 60, 60),
    /** As fast as this machine can. */
    MAX("max", 4, 0);

    private final String text;
    private final int points;
    private final int speed;

    ClockMode(String text, int points, int speed) {
        this.text = text;
        this.points = points;
        this.speed = speed;
    }

    /** As on the command line. */
    public String text() {
        return text;
    }

    /** Points of the path through a bar. */
    int points() {
        return points;
    }

    /** How many times faster than the market; 0 where nothing waits. */
    int speed() {
        return speed;
    }
}
