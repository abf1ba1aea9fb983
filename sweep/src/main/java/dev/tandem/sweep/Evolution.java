package dev.tandem.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.MersenneTwister;

/**
 * One of several independent evolutions, each on a thread of its own: Hipparchus asks for one point after the other, so
 * one evolution keeps one core busy. It walks on the places of the ranges, as if they were continuous, and a point is
 * rounded to the nearest place; what was tried before costs nothing. When it has settled it starts again elsewhere, until
 * its share of the trials is used up.
 */
final class Evolution {
    /** So many at most; the number depends on the trials alone, so that the result does not depend on the machine. */
    private static final int ISLANDS = 4;

    private static final int TRIALS_OF_AN_ISLAND = 25;
    private static final double BAD = 1e9;
    private static final int RESTARTS = 200;

    private final SearchSpace space;
    private final SweepOptions options;
    private final TrialRunner runner;
    private final int island;
    private final int islands;
    private final long share;
    private final Map<Long, Double> scores = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private long made;

    Evolution(SearchSpace space, SweepOptions options, TrialRunner runner, int island, int islands) {
        this.space = space;
        this.options = options;
        this.runner = runner;
        this.island = island;
        this.islands = islands;
        this.share = options.trials() / islands + (island < options.trials() % islands ? 1 : 0);
    }

    static int islands(long trials) {
        return Math.clamp(trials / TRIALS_OF_AN_ISLAND, 1, ISLANDS);
    }

    /** Combinations that the constructor refused. */
    long refused() {
        return refused.size();
    }

    /** The share is used up, or the search is stopped. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    void run(Trials trials, Trials.Evaluation evaluation) {
        MersenneTwister random = new MersenneTwister(options.seed() * 31 + island);
        try {
            for (int restart = 0; restart < RESTARTS; restart++) {
                evolve(random, trials, evaluation);
            }
        } catch (Enough e) {
            return;
        }
    }

    private void evolve(MersenneTwister random, Trials trials, Trials.Evaluation evaluation) {
        int dimensions = space.ranges().size();
        double[] low = new double[dimensions];
        double[] high = new double[dimensions];
        double[] start = new double[dimensions];
        double[] sigma = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            int size = space.ranges().get(i).size();
            low[i] = -0.5;
            high[i] = size - 0.5;
            start[i] = low[i] + size * random.nextDouble();
            sigma[i] = Math.max(size / 3.0, 0.3);
        }
        int population = 4 + (int) (3 * Math.log(Math.max(dimensions, 2)));
        CMAESOptimizer optimizer = new CMAESOptimizer(
                10_000,
                0,
                true,
                0,
                0,
                random,
                false,
                (iteration, before, now) -> iteration > 10 && settled(before.getPoint(), now.getPoint()));
        try {
            optimizer.optimize(
                    new MaxEval(Integer.MAX_VALUE),
                    new ObjectiveFunction(point -> score(point, trials, evaluation)),
                    GoalType.MAXIMIZE,
                    new SimpleBounds(low, high),
                    new InitialGuess(start),
                    new CMAESOptimizer.Sigma(sigma),
                    new CMAESOptimizer.PopulationSize(population));
        } catch (MathRuntimeException e) {
            // the covariance has degenerated: as good as settled, the next start begins elsewhere
            return;
        }
    }

    private static boolean settled(double[] before, double[] now) {
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(before[i] - now[i]) > 0.25) {
                return false;
            }
        }
        return true;
    }

    private double score(double[] point, Trials trials, Trials.Evaluation evaluation) {
        int[] places = new int[point.length];
        for (int i = 0; i < places.length; i++) {
            places[i] =
                    Math.clamp(Math.round(point[i]), 0, space.ranges().get(i).size() - 1);
        }
        long number = space.number(places);
        Double known = scores.get(number);
        if (known != null) {
            return known;
        }
        if (made == share || trials.isStopped()) {
            throw new Enough();
        }
        Map<String, String> parameters = space.point(number);
        double score;
        if (!space.isWanted(parameters)) {
            score = -BAD;
        } else if (runner.refusal(parameters).isPresent()) {
            refused.add(number);
            score = -BAD;
        } else {
            Trial trial = trials.make(made++ * islands + island + 1, number, evaluation);
            score = trial.score(options.objective());
            score = Double.isNaN(score) ? -BAD : Math.clamp(score, -BAD, BAD);
        }
        scores.put(number, score);
        return score;
    }
}
