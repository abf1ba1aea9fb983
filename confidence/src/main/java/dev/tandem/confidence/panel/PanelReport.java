package dev.tandem.confidence.panel;

import dev.tandem.confidence.score.Outcome;
import dev.tandem.confidence.settle.Settled;
import java.util.List;

/**
 * What a panel did and how good it was.
 *
 * @param counts from signals to orders
 * @param opinions what came of each agent's opinions, without their notes
 * @param decisions what came of the panel's decisions, also those that the gate denied
 * @param latest the opinions that were settled last, with their notes, in the order in which they were
 * @param recalibration what was learned from: none, isotonic, platt
 * @param passedBefore decisions that reached the threshold before the recalibration
 * @param passedAfter decisions that reach it after it
 * @param weights of each agent at the end
 */
public record PanelReport(
        PanelCounts counts,
        List<Settled> opinions,
        List<Settled> decisions,
        List<Settled> latest,
        String recalibration,
        long passedBefore,
        long passedAfter,
        List<AgentWeight> weights) {
    public PanelReport {
        opinions = List.copyOf(opinions);
        decisions = List.copyOf(decisions);
        latest = List.copyOf(latest);
        weights = List.copyOf(weights);
    }

    /** How much an agent's opinion weighed at the end. */
    public record AgentWeight(String agent, double weight) {}

    /** The agents' opinions, to be scored by what they stated. */
    public List<Outcome> outcomes(String instrument) {
        return opinions.stream()
                .map(s -> outcome(s, instrument, s.opinion().stated()))
                .toList();
    }

    /** The panel's decisions, to be scored by the confidence that the gate saw. */
    public List<Outcome> decided(String instrument) {
        return decisions.stream()
                .map(s -> outcome(s, instrument, s.opinion().used()))
                .toList();
    }

    private static Outcome outcome(Settled settled, String instrument, double confidence) {
        return new Outcome(
                settled.opinion().madeNanos(),
                settled.opinion().who(),
                instrument,
                settled.opinion().up(),
                confidence,
                settled.cameTrue());
    }
}
