package dev.tandem.confidence.consensus;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Whose votes count now: one per agent, the one that was made last, for as long as it lives.
 *
 * <p>One instrument, one thread.
 */
public final class Ballot {
    /** So many ids are remembered: a sender that tries again does so within minutes. */
    private static final int REMEMBERED = 100_000;

    private final long ttlNanos;
    private final Map<String, Vote> votes = new LinkedHashMap<>();
    private final SequencedSet<String> ids = new LinkedHashSet<>();
    private long expired;

    /** What became of a vote. */
    public enum Receipt {
        /** It counts; an older one of the same agent does not any more. */
        COUNTED,
        /** It came when it had lived too long already. */
        LATE,
        /** The same vote was received before, or the agent has made a later one. */
        DOUBLE
    }

    /** @param ttlNanos how long a vote counts after it was made; 0 for ever */
    public Ballot(long ttlNanos) {
        if (ttlNanos < 0) {
            throw new IllegalArgumentException("a vote cannot live " + ttlNanos + " ns");
        }
        this.ttlNanos = ttlNanos;
    }

    /**
     * A vote arrives.
     *
     * @param id the agent's name of it; empty if it has none
     */
    public Receipt receive(String id, Vote vote, long nowNanos) {
        if (!id.isEmpty() && !ids.add(vote.agent() + '\0' + id)) {
            return Receipt.DOUBLE;
        }
        if (ids.size() > REMEMBERED) {
            ids.removeFirst();
        }
        if (isOver(vote, nowNanos)) {
            return Receipt.LATE;
        }
        Vote before = votes.get(vote.agent());
        if (before != null && before.madeNanos() >= vote.madeNanos()) {
            return Receipt.DOUBLE;
        }
        votes.put(vote.agent(), vote);
        return Receipt.COUNTED;
    }

    /** The votes that count at a moment; those that have lived too long are gone then. */
    public List<Vote> votes(long nowNanos) {
        for (Iterator<Vote> each = votes.values().iterator(); each.hasNext(); ) {
            if (isOver(each.next(), nowNanos)) {
                each.remove();
                expired++;
            }
        }
        return List.copyOf(votes.values());
    }

    /** How many have lived too long while they counted. */
    public long expired() {
        return expired;
    }

    private boolean isOver(Vote vote, long nowNanos) {
        return ttlNanos > 0 && nowNanos - vote.madeNanos() > ttlNanos;
    }
}
