package dev.tandem.sweep.check;

import dev.tandem.engine.StrategyException;
import dev.tandem.marketdata.BarColumns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Runs a strategy again and again and compares every order and every cancel, with price, size, exits and confidence.
 *
 * <ol>
 *   <li>On the same data twice: does it do the same?
 *   <li>With another future: bars after a cut are scrambled, fall, rise, or are not there. What it decided up to the cut must
 *       be the same. Cuts are at the bars at which it decided something, the first ones before all others, and at bars
 *       between them.
 *   <li>Within a bar: after a fill, the close of that bar must not matter.
 *   <li>With a later start: from where it decides something itself and is in the same position, it must decide the same.
 * </ol>
 *
 * <p>What is changed is changed in the data file as well, for a strategy that reads it itself.
 */
public final class StrategyCheck {
    private static final int FIRST_CUTS = 12;
    private static final int CUTS = 60;
    private static final int STARTS = 48;
    private static final int BARS_AFTER_A_START = 3_000;

    private final Subject subject;
    private final BarColumns bars;
    private final Runs runs;

    public StrategyCheck(Subject subject, BarColumns bars) {
        this.subject = subject;
        this.bars = bars;
        this.runs = new Runs(subject, bars);
    }

    /**
     * Checks.
     *
     * @param progress told how many thousandths are done
     * @throws StrategyException if the strategy fails on the true data
     */
    public CheckResult run(LongConsumer progress) {
        Tape truth = runs.untouched(subject.fresh(World.of(bars)));
        Tape second = runs.untouched(subject.again(World.of(bars)));
        Tape third = runs.untouched(subject.fresh(World.of(bars)));
        List<Finding> findings = new ArrayList<>();
        Findings words = new Findings(bars, subject);
        int different = Tape.firstDifference(truth, third, Integer.MAX_VALUE);
        if (different >= 0) {
            findings.add(words.notRepeatable(different, truth, third));
            return result(truth, 0, 0, 0, findings);
        }
        different = Tape.firstDifference(truth, second, Integer.MAX_VALUE);
        if (different >= 0) {
            findings.add(words.staticState(different, truth, second));
        }
        FutureTest future = new FutureTest(runs, words, bars);
        future.run(truth, cuts(truth), thousandths -> progress.accept(thousandths * 7 / 10))
                .ifPresent(findings::add);
        if (findings.stream().anyMatch(finding -> finding.kind() == FindingKind.LOOK_AHEAD)) {
            // what knows the future does not say how much of the past it needs
            return result(truth, future.count(), 0, 0, findings);
        }
        StartTest start = new StartTest(runs, words, bars, BARS_AFTER_A_START);
        start.run(truth, starts(truth), thousandths -> progress.accept(700 + thousandths * 3 / 10))
                .ifPresent(findings::add);
        return result(truth, future.count(), start.count(), start.compared(), findings);
    }

    private CheckResult result(Tape truth, int futures, int starts, long compared, List<Finding> findings) {
        return new CheckResult(
                bars.size(),
                truth.decisions().size(),
                futures,
                starts,
                compared,
                subject.reads(),
                List.copyOf(findings));
    }

    /** Bars after which the future is another one, in their order. */
    private List<Integer> cuts(Tape truth) {
        List<Integer> decided = new ArrayList<>(new LinkedHashSet<>(
                truth.decisions().stream().map(Decision::bar).toList()));
        Set<Integer> cuts = new TreeSet<>();
        decided.stream().limit(FIRST_CUTS).forEach(cuts::add);
        for (int i = 0; i < CUTS && !decided.isEmpty(); i++) {
            cuts.add(decided.get((int) ((long) i * decided.size() / CUTS)));
        }
        for (int i = 1; i <= CUTS / 3; i++) {
            cuts.add((int) ((long) i * bars.size() / (CUTS / 3 + 1)));
        }
        cuts.removeIf(cut -> cut >= bars.size() - 1);
        return List.copyOf(cuts);
    }

    /** Bars at which the history begins: shortly before decisions, and anywhere. */
    private List<Integer> starts(Tape truth) {
        List<Decision> decisions = truth.decisions();
        Set<Integer> starts = new TreeSet<>();
        int[] before = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233};
        for (int i = 0; i < STARTS && !decisions.isEmpty(); i++) {
            Decision near = decisions.get((int) ((long) i * decisions.size() / STARTS));
            starts.add(near.bar() - before[i % before.length]);
        }
        for (int i = 1; i <= STARTS / 3; i++) {
            starts.add((int) ((long) i * bars.size() / (STARTS / 3 + 1)));
        }
        starts.removeIf(start -> start < 1 || start > bars.size() - 10);
        return List.copyOf(starts);
    }
}
