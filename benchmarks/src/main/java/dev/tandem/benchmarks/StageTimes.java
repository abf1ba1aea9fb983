package dev.tandem.benchmarks;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** When each event was due and what happened to it when: each moment is written by one thread, and read after the run. */
final class StageTimes {
    private static final String[] STAGES = {"late source", "inbox", "engine", "lane", "writing"};
    private static final int DUE = 0;
    private static final int POSTED = 1;
    private static final int TAKEN = 2;
    private static final int DECIDED = 3;
    private static final int SENDING = 4;
    private static final int WRITTEN = 5;

    private final long[][] at = new long[WRITTEN + 1][];
    private final int warmUp;

    /** @param warmUp so many events are not counted */
    StageTimes(int events, int warmUp) {
        this.warmUp = warmUp;
        for (int i = 0; i < at.length; i++) {
            at[i] = new long[events];
        }
    }

    void due(int event, long nanos) {
        at[DUE][event] = nanos;
    }

    void posted(int event) {
        at[POSTED][event] = System.nanoTime();
    }

    void taken(int event) {
        at[TAKEN][event] = System.nanoTime();
    }

    /** The engine hands its order to the lane. */
    void decided(int event) {
        at[DECIDED][event] = System.nanoTime();
    }

    void sending(int event) {
        at[SENDING][event] = System.nanoTime();
    }

    void written(int event) {
        at[WRITTEN][event] = System.nanoTime();
    }

    /** From when an event should have come to its order on the socket. */
    Histogram fromDue() {
        return between(DUE, WRITTEN);
    }

    /** From when it came. */
    Histogram fromPosted() {
        return between(POSTED, WRITTEN);
    }

    private Histogram between(int from, int to) {
        Histogram h = new Histogram(3);
        for (int i = warmUp; i < at[from].length; i++) {
            h.recordValue(Math.max(0, at[to][i] - at[from][i]));
        }
        return h;
    }

    /** The stages, one after the other. */
    String stages() {
        StringBuilder text = new StringBuilder(200);
        for (int stage = 0; stage < STAGES.length; stage++) {
            Histogram h = between(stage, stage + 1);
            text.append(String.format(
                    Locale.ROOT,
                    "%s%s %.1f/%.1f",
                    stage == 0 ? "" : ", ",
                    STAGES[stage],
                    h.getValueAtPercentile(50) / 1e3,
                    h.getValueAtPercentile(99) / 1e3));
        }
        return text.toString();
    }
}
