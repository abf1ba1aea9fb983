package dev.tandem.confidence.panel;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many of what, from the signals that came in to the orders that went out.
 *
 * <ul>
 *   <li>signals = refused + late + doubled + counted
 *   <li>rounds = no quorum + undecided + vetoed + dissent + decided
 *   <li>decided = repeated + held + ordered
 *   <li>ordered = denied + cut + passed; the gate counts both denied and cut
 *   <li>entered in the shadow = settled + open, of agents and of the consensus
 * </ul>
 */
public final class PanelCounts {
    /** So many different reasons are told apart. */
    static final int REASONS = 100;

    private static final String OTHER = "for another reason";

    long signals;
    final Map<String, Long> refused = new TreeMap<>();
    long late;
    long doubled;
    long counted;
    long forecasts;
    long expired;
    long rounds;
    long noQuorum;
    long undecided;
    long vetoed;
    long dissent;
    long decided;
    long repeated;
    long held;
    long ordered;
    long cut;
    long passed;
    final Map<String, Long> denied = new TreeMap<>();
    long horizonExits;
    long entered;
    long settled;
    long open;
    long forgotten;

    PanelCounts() {}

    void refuse(String why) {
        count(refused, why);
    }

    void deny(String why) {
        count(denied, why);
    }

    /** Reasons have values in them, so there may be any number of them. */
    private static void count(Map<String, Long> reasons, String why) {
        reasons.merge(reasons.size() < REASONS || reasons.containsKey(why) ? why : OTHER, 1L, Long::sum);
    }

    /** Signals that arrived. */
    public long signals() {
        return signals;
    }

    /** Signals that cannot be, by the reason; never coerced into something else. */
    public Map<String, Long> refused() {
        return Map.copyOf(refused);
    }

    public long late() {
        return late;
    }

    public long doubled() {
        return doubled;
    }

    /** Signals that became votes. */
    public long counted() {
        return counted;
    }

    /** Votes of forecasters within this process. */
    public long forecasts() {
        return forecasts;
    }

    /** Votes that lived too long. */
    public long expired() {
        return expired;
    }

    /** Closes at which there was a vote. */
    public long rounds() {
        return rounds;
    }

    public long noQuorum() {
        return noQuorum;
    }

    public long undecided() {
        return undecided;
    }

    public long vetoed() {
        return vetoed;
    }

    public long dissent() {
        return dissent;
    }

    public long decided() {
        return decided;
    }

    /** Decisions out of the same votes as the one before. */
    public long repeated() {
        return repeated;
    }

    /** Decisions for what is held already. */
    public long held() {
        return held;
    }

    /** Decisions that became an order. */
    public long ordered() {
        return ordered;
    }

    /** Reversals of which the gate let only the closing part pass. */
    public long cut() {
        return cut;
    }

    /** Orders that passed the gate whole. */
    public long passed() {
        return passed;
    }

    /** Orders that the gate stopped, by the reason. */
    public Map<String, Long> denied() {
        return Map.copyOf(denied);
    }

    /** Positions that were closed because their horizon was over. */
    public long horizonExits() {
        return horizonExits;
    }

    /** Opinions that were entered in the shadow. */
    public long entered() {
        return entered;
    }

    public long settled() {
        return settled;
    }

    /** Opinions that were not settled when the run ended. */
    public long open() {
        return open;
    }

    /** Those that were settled and are not among what is scored any more. */
    public long forgotten() {
        return forgotten;
    }

    /** Which sum does not add up; empty if all do. */
    public String mismatch() {
        long refusals = refused.values().stream().mapToLong(Long::longValue).sum();
        long denials = denied.values().stream().mapToLong(Long::longValue).sum();
        if (signals != refusals + late + doubled + counted) {
            return "signals";
        }
        if (rounds != noQuorum + undecided + vetoed + dissent + decided) {
            return "rounds";
        }
        if (decided != repeated + held + ordered) {
            return "decided";
        }
        if (ordered != denials + cut + passed) {
            return "ordered";
        }
        return entered == settled + open ? "" : "entered";
    }
}
