package dev.tandem.runtime.session;

import dev.tandem.engine.Unprotected;
import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows since when each position has been without its stop, and says what is due: its exits are to be placed again, or it
 * is to be closed. Each position has its own time: one that has just lost its stop does not inherit that of another.
 *
 * <p>A position whose stop is back is forgotten. One that is to be closed begins anew, so that a close which is refused is
 * asked for again after the same time. One thread; whoever asks brings the time.
 */
final class NakedWatch {
    /** How often exits are placed again at most, however short the limit is. */
    static final long LEAST_PAUSE = 200_000_000L;

    private final long rearmAfter;
    private final long closeAfter;
    private final Map<Place, Since> since = new HashMap<>();

    /** A position: what, and where. */
    private record Place(Instrument instrument, String exchange) {}

    /** @param rearmed when its exits were last placed again; only if they were */
    private record Since(long nanos, boolean wasRearmed, long rearmed) {}

    /**
     * A position that something has to be done about.
     *
     * @param ageNanos for how long it has been without its stop
     */
    record Due(Instrument instrument, String exchange, long ageNanos) {}

    /**
     * What has to be done now.
     *
     * @param close positions that have been without their stop for too long
     * @param rearm others, whose exits have to be placed again
     */
    record Verdict(List<Due> close, List<Due> rearm) {}

    NakedWatch(SafetyLimits limits) {
        this.rearmAfter = limits.rearmAfter().toNanos();
        this.closeAfter = limits.nakedAfter().toNanos();
    }

    /**
     * Looks once.
     *
     * @param naked the positions without their stop, all of them
     * @param now by a clock that never goes back
     */
    Verdict look(List<Unprotected> naked, long now) {
        Set<Place> seen = new HashSet<>();
        List<Due> close = new ArrayList<>();
        List<Due> rearm = new ArrayList<>();
        for (Unprotected each : naked) {
            Place place = new Place(each.instrument(), each.exchange());
            if (!seen.add(place)) {
                continue;
            }
            Since known = since.computeIfAbsent(place, p -> new Since(now, false, 0));
            long age = now - known.nanos;
            Due due = new Due(each.instrument(), each.exchange(), age);
            if (age >= closeAfter) {
                close.add(due);
                since.put(place, new Since(now, false, 0));
            } else if (age >= rearmAfter
                    && (!known.wasRearmed || now - known.rearmed >= Math.max(LEAST_PAUSE, rearmAfter))) {
                rearm.add(due);
                since.put(place, new Since(known.nanos, true, now));
            }
        }
        since.keySet().retainAll(seen);
        return new Verdict(close, rearm);
    }
}
