package dev.tandem.confidence.consensus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What agents have earned: how much each one's opinion weighs, and who errs together with whom. Learns from settled
 * opinions only.
 *
 * <p><b>Weight.</b> How much of an agent's log-odds the outcomes bear out: the slope of a logistic regression without
 * intercept of "it rose" on the log-odds that it stated, held between 0 and 1. Honest agents have 1, those who are too
 * sure less, those who guess 0. <b>Cold start:</b> an agent without a record weighs 0.5; this is the mean of a normal
 * prior with deviation 0.5, so that some dozens of outcomes outweigh it.
 *
 * <p><b>Errors.</b> Two opinions of the same moment may agree because both are right: that is no reason to count them
 * less. What counts is whether they still go together <em>once it is known what happened</em>: the correlation of their
 * log-odds within "it rose" and within "it fell". Copies have 1, independent agents about 0, however skilled they are. An
 * agent's share is {@code 1 / Σ correlations} with those who vote with it, itself included: ten copies count as one.
 * <b>Cold start:</b> below {@value #FEW} common moments the correlation is taken to be 0.5; from then on what is less
 * than two standard errors from 0, or below it, is 0.
 *
 * <p>One thread.
 */
public final class TrackRecord {
    /** What an agent without a record weighs. */
    public static final double COLD_WEIGHT = 0.5;

    /** How strongly two agents are taken to err together before it is known. */
    public static final double COLD_CORRELATION = 0.5;

    /** Below so many common moments nothing is known of how two agents err. */
    public static final int FEW = 30;

    private static final double PRIOR_VARIANCE = 0.25;

    private final int window;
    private final Map<String, Agent> agents = new HashMap<>();

    private static final class Agent {
        final SequencedMap<Long, Settled> settled = new LinkedHashMap<>();
        double weight = COLD_WEIGHT;
        boolean stale;
    }

    private record Settled(double logOdds, boolean rose) {}

    /** @param window how many of each agent's last opinions count */
    public TrackRecord(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("a record has at least one opinion, was " + window);
        }
        this.window = window;
    }

    /**
     * An opinion has been settled.
     *
     * @param moment what the opinion was about: those of several agents with the same number are about the same
     * @param rose whether it would have been right to say that the price rises
     */
    public void settled(long moment, Vote vote, boolean rose) {
        Agent agent = agents.computeIfAbsent(vote.agent(), name -> new Agent());
        agent.settled.put(moment, new Settled(vote.logOdds(), rose));
        if (agent.settled.size() > window) {
            agent.settled.pollFirstEntry();
        }
        agent.stale = true;
    }

    /** How much an agent's opinion weighs, from 0 to 1. */
    public double weight(String name) {
        Agent agent = agents.get(name);
        if (agent == null) {
            return COLD_WEIGHT;
        }
        if (agent.stale) {
            agent.weight = Math.min(1, Math.max(0, slope(agent)));
            agent.stale = false;
        }
        return agent.weight;
    }

    /** Newton's method on one number; the loss is convex. */
    private static double slope(Agent agent) {
        double a = COLD_WEIGHT;
        for (int round = 0; round < 30; round++) {
            double gradient = (a - COLD_WEIGHT) / PRIOR_VARIANCE;
            double curvature = 1 / PRIOR_VARIANCE;
            for (Settled each : agent.settled.values()) {
                double p = 1 / (1 + Math.exp(-a * each.logOdds()));
                gradient += (p - (each.rose() ? 1 : 0)) * each.logOdds();
                curvature += p * (1 - p) * each.logOdds() * each.logOdds();
            }
            double step = Math.max(-1, Math.min(1, gradient / curvature));
            a -= step;
            if (Math.abs(step) < 1e-10) {
                break;
            }
        }
        return a;
    }

    /** How much each of these agents counts, given that all of them vote: 1 if it errs with nobody. */
    public double[] shares(List<String> voting) {
        int n = voting.size();
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            sums[i] += 1;
            for (int j = i + 1; j < n; j++) {
                double together = correlation(voting.get(i), voting.get(j));
                sums[i] += together;
                sums[j] += together;
            }
        }
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) {
            shares[i] = 1 / sums[i];
        }
        return shares;
    }

    /** How strongly the errors of two agents go together, from 0 to 1. */
    public double correlation(String one, String other) {
        Agent a = agents.get(one);
        Agent b = agents.get(other);
        if (a == null || b == null) {
            return COLD_CORRELATION;
        }
        // Sums for "it fell" and "it rose": count, x, y, xx, yy, xy.
        double[][] sums = new double[2][6];
        int common = 0;
        for (Map.Entry<Long, Settled> entry : a.settled.entrySet()) {
            Settled mine = entry.getValue();
            Settled theirs = b.settled.get(entry.getKey());
            if (theirs == null || theirs.rose() != mine.rose()) {
                continue;
            }
            double x = mine.logOdds();
            double y = theirs.logOdds();
            double[] s = sums[mine.rose() ? 1 : 0];
            s[0]++;
            s[1] += x;
            s[2] += y;
            s[3] += x * x;
            s[4] += y * y;
            s[5] += x * y;
            common++;
        }
        if (common < FEW) {
            return COLD_CORRELATION;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (double[] s : sums) {
            if (s[0] > 0) {
                xx += s[3] - s[1] * s[1] / s[0];
                yy += s[4] - s[2] * s[2] / s[0];
                xy += s[5] - s[1] * s[2] / s[0];
            }
        }
        // Opinions that never vary say nothing about errors; two that never do are as good as copies.
        double flat = 1e-12 * common;
        if (xx <= flat || yy <= flat) {
            return xx <= flat && yy <= flat ? 1 : 0;
        }
        double correlation = Math.min(1, xy / Math.sqrt(xx * yy));
        return correlation < 2 / Math.sqrt(common) ? 0 : correlation;
    }
}
