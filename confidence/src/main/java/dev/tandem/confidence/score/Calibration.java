package dev.tandem.confidence.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores of everybody together and of each agent, with how sure one can be of them.
 *
 * @param all of everybody together
 * @param agents of each, in the order of their names
 */
public record Calibration(Part all, Map<String, Part> agents) {
    /** The seed when nobody says another. */
    public static final long SEED = 42;

    /** The scores of some rows, and how sure one can be of them. */
    public record Part(Scores scores, BlockBootstrap intervals) {}

    /** With blocks of the usual length, and the usual seed. */
    public static Calibration of(List<Outcome> outcomes) {
        return of(outcomes, 0, SEED);
    }

    /**
     * @param outcomes in any order
     * @param block how many consecutive times a block of the bootstrap has; 0 for the cube root of their number
     * @throws IllegalArgumentException if there are none
     */
    public static Calibration of(List<Outcome> outcomes, int block, long seed) {
        List<Outcome> inOrder = new ArrayList<>(outcomes);
        inOrder.sort(Comparator.comparingLong(Outcome::timeNanos));
        Map<String, List<Outcome>> byAgent = new TreeMap<>();
        for (Outcome outcome : inOrder) {
            byAgent.computeIfAbsent(outcome.agent(), agent -> new ArrayList<>()).add(outcome);
        }
        Map<String, Part> agents = new LinkedHashMap<>();
        byAgent.forEach((agent, rows) -> agents.put(agent, part(rows, block, seed)));
        return new Calibration(part(inOrder, block, seed), agents);
    }

    private static Part part(List<Outcome> inOrder, int block, long seed) {
        return new Part(Scores.of(inOrder), BlockBootstrap.of(inOrder, block, seed));
    }
}
