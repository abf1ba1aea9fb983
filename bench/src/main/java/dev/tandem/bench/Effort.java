package dev.tandem.bench;

/**
 * How much is measured.
 *
 * @param warmUpMillis how long a run is repeated, at most, until it gets no faster
 * @param measureMillis how long the strategy is measured, and again to tell its parts from each other
 * @param leastRounds how many rounds there are, whatever they take
 * @param mostRounds how many there are at most
 */
public record Effort(long warmUpMillis, long measureMillis, int leastRounds, int mostRounds) {
    /** For a verdict: up to half a minute. */
    public static final Effort FULL = new Effort(10_000, 8_000, 5, 51);

    /** For a look: a few seconds. */
    public static final Effort QUICK = new Effort(1_500, 1_000, 3, 15);

    /** About how long it all takes at most, for a progress bar. */
    public long millis() {
        return warmUpMillis + 2 * measureMillis;
    }
}
