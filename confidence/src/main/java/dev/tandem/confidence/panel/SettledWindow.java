package dev.tandem.confidence.panel;

import dev.tandem.confidence.settle.Settled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was settled last: as many as are scored, and the words of as many as are shown. */
final class SettledWindow {
    /** So many are listed one by one, with their notes. */
    static final int SHOWN = 1_000;

    private final Deque<Settled> scored = new ArrayDeque<>();
    private final Deque<Settled> shown = new ArrayDeque<>();
    private int most = Integer.MAX_VALUE;
    private long forgotten;

    /** Keeps no more than so many from now on. */
    void keep(int many) {
        most = many;
    }

    void add(Settled settled) {
        shown.add(settled);
        if (shown.size() > SHOWN) {
            shown.remove();
        }
        scored.add(settled.withoutNote());
        if (scored.size() > most) {
            scored.remove();
            forgotten++;
        }
    }

    /** In the order in which they were settled, without notes. */
    List<Settled> scored() {
        return List.copyOf(scored);
    }

    /** The last of them, with their notes. */
    List<Settled> shown() {
        return List.copyOf(shown);
    }

    /** How many were settled and are not scored any more. */
    long forgotten() {
        return forgotten;
    }
}
