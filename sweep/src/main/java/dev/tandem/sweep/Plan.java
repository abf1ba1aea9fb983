package dev.tandem.sweep;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which combinations are tried, known before the first one is.
 *
 * @param points their numbers in the space, in the order in which they are tried
 * @param refused how many the strategy's constructor refused
 * @param why what it said to the first of them; empty if there is none
 */
record Plan(long[] points, long refused, String why) {
    /** Draws in vain before it is clear that there is nothing to draw. */
    private static final int PATIENCE = 1_000;

    static Plan of(SearchSpace space, SweepOptions options, TrialRunner runner) {
        Plan plan = options.method() == SearchMethod.GRID || space.size() <= 4 * options.trials()
                ? grid(space, options, runner)
                : draw(space, options, runner);
        if (plan.points.length == 0) {
            throw new IllegalArgumentException(
                    plan.refused > 0
                            ? "the strategy refuses all " + plan.refused
                                    + " combinations of parameters, the first one with: " + plan.why
                            : "no combination of parameters is left: none of the " + space.size() + " satisfies "
                                    + String.join(
                                            " and ",
                                            space.conditions().stream()
                                                    .map(condition -> "'" + condition + "'")
                                                    .toList()));
        }
        return plan;
    }

    private static Plan grid(SearchSpace space, SweepOptions options, TrialRunner runner) {
        boolean all = options.method() == SearchMethod.GRID;
        long[] wanted = space.wanted(all ? options.trials() : SweepOptions.MOST_TRIALS * 4);
        int count = 0;
        String why = "";
        for (long point : wanted) {
            Optional<String> refusal = runner.refusal(space.point(point));
            if (refusal.isEmpty()) {
                wanted[count++] = point;
            } else if (why.isEmpty()) {
                why = refusal.get();
            }
        }
        long refused = (long) wanted.length - count;
        if (!all) {
            shuffle(wanted, count, options.seed());
        }
        return new Plan(Arrays.copyOf(wanted, (int) Math.min(count, options.trials())), refused, why);
    }

    private static void shuffle(long[] points, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count - 1; i++) {
            int other = i + random.nextInt(count - i);
            long point = points[i];
            points[i] = points[other];
            points[other] = point;
        }
    }

    private static Plan draw(SearchSpace space, SweepOptions options, TrialRunner runner) {
        SplittableRandom random = new SplittableRandom(options.seed());
        Set<Long> drawn = new LinkedHashSet<>();
        long refused = 0;
        long inVain = 0;
        String why = "";
        while (drawn.size() < options.trials() && inVain < PATIENCE + 10L * options.trials()) {
            long point = random.nextLong(space.size());
            var parameters = space.point(point);
            if (drawn.contains(point) || !space.isWanted(parameters)) {
                inVain++;
                continue;
            }
            Optional<String> refusal = runner.refusal(parameters);
            if (refusal.isEmpty()) {
                drawn.add(point);
            } else {
                why = refused == 0 ? refusal.get() : why;
                refused++;
                inVain++;
            }
        }
        return new Plan(drawn.stream().mapToLong(Long::longValue).toArray(), refused, why);
    }
}
