package dev.tandem.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What the tasks were like, for a line at the end. */
final class Tally {
    private final List<Long> nanos = new ArrayList<>();
    private long requests;
    private long sum;

    synchronized void add(Batch.Done done) {
        nanos.add(done.nanos());
        sum += done.nanos();
        requests += done.answers().length;
    }

    synchronized String text() {
        if (nanos.isEmpty()) {
            return "no task";
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%d trials in %d %s, %.0f ms each in the middle, %.1f s of work in all",
                requests,
                nanos.size(),
                nanos.size() == 1 ? "task" : "tasks",
                sorted.get(sorted.size() / 2) / 1e6,
                sum / 1e9);
    }
}
