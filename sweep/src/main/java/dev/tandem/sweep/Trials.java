package dev.tandem.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The trials of a search while it goes on: makes them, and hands them to the listener in their order. Thread-safe. */
final class Trials {
    /** Makes the runs of a point. */
    interface Evaluation {
        List<RunSummary> of(long point);
    }

    private final SearchSpace space;
    private final SweepListener listener;
    private final BooleanSupplier stop;
    private final Map<Long, Trial> known;
    private final boolean inTurn;
    private final List<Trial> finished = new ArrayList<>();
    private final TreeMap<Long, Trial> waiting = new TreeMap<>();
    private long expected = 1;
    private long resumed;
    private volatile boolean stopped;

    /** @param inTurn whether the listener is told in the order of the numbers, in place of at once */
    Trials(SearchSpace space, SweepListener listener, BooleanSupplier stop, Map<Long, Trial> known, boolean inTurn) {
        this.space = space;
        this.listener = listener;
        this.stop = stop;
        this.known = known;
        this.inTurn = inTurn;
    }

    void begin(long planned) {
        listener.planned(planned);
    }

    /** Whether no more trials are to be made. */
    boolean isStopped() {
        if (!stopped && stop.getAsBoolean()) {
            stopped = true;
        }
        return stopped;
    }

    /** Makes a trial, or takes it over from an earlier search. What its strategy throws is its result. */
    Trial make(long number, long point, Evaluation evaluation) {
        Trial again = takeOver(number, point);
        if (again != null) {
            return again;
        }
        List<RunSummary> runs;
        try {
            runs = evaluation.of(point);
        } catch (ClusterException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return failed(number, point, message(e));
        }
        // what a listener throws is no result of the trial: it ends the search
        return made(number, point, runs);
    }

    /** Takes a trial over from an earlier search; null if it was not made there. */
    @Nullable
    Trial takeOver(long number, long point) {
        Trial earlier = known.get(point);
        if (earlier == null) {
            return null;
        }
        Trial again = new Trial(number, point, earlier.parameters(), earlier.runs(), earlier.error());
        add(again, true);
        return again;
    }

    Trial made(long number, long point, List<RunSummary> runs) {
        Trial trial = new Trial(number, point, space.point(point), runs, null);
        add(trial, false);
        return trial;
    }

    Trial failed(long number, long point, String error) {
        Trial trial = new Trial(number, point, space.point(point), List.of(), error);
        add(trial, false);
        return trial;
    }

    /** What is said of a trial whose strategy threw this. */
    static String message(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private synchronized void add(Trial trial, boolean old) {
        finished.add(trial);
        if (old) {
            resumed++;
        }
        if (!inTurn) {
            tell(trial);
            return;
        }
        waiting.put(trial.number(), trial);
        for (Trial next = waiting.get(expected); next != null; next = waiting.get(expected)) {
            waiting.remove(expected++);
            tell(next);
        }
    }

    private void tell(Trial trial) {
        try {
            listener.finished(trial);
        } catch (RuntimeException e) {
            stopped = true;
            throw e;
        }
    }

    /** All trials in the order of their numbers. Those that waited for one before them, which did not come, are told now. */
    synchronized List<Trial> inOrder() {
        waiting.values().forEach(this::tell);
        waiting.clear();
        finished.sort(Comparator.comparingLong(Trial::number));
        return List.copyOf(finished);
    }

    synchronized long resumed() {
        return resumed;
    }
}
