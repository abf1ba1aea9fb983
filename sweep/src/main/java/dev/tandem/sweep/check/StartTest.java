package dev.tandem.sweep.check;

import dev.tandem.marketdata.BarColumns;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the history begin later. From where the strategy decides something itself, it says that it has seen enough; then it
 * must decide what it decides with all of the history, wherever the two are in the same position.
 */
final class StartTest {
    private final Runs runs;
    private final Findings words;
    private final BarColumns bars;
    private final int span;
    private int count;
    private long compared;

    /** @param span how many bars are looked at after each start */
    StartTest(Runs runs, Findings words, BarColumns bars, int span) {
        this.runs = runs;
        this.words = words;
        this.bars = bars;
        this.span = span;
    }

    int count() {
        return count;
    }

    long compared() {
        return compared;
    }

    /** The earliest thing that is found, if there is any. */
    Optional<Finding> run(Tape truth, List<Integer> starts, LongConsumer progress) {
        boolean alwaysIn = isAlwaysIn(truth);
        int worst = -1;
        Difference first = null;
        int different = 0;
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            count++;
            Tape late = runs.from(start, Math.min(bars.size(), start + span));
            Difference found = compare(truth, late, start, alwaysIn);
            if (found != null) {
                different++;
                worst = Math.max(worst, found.bar - start);
                if (first == null || found.bar < first.bar) {
                    first = found;
                }
            }
            progress.accept(1000L * i / starts.size());
        }
        return first == null
                ? Optional.empty()
                : Optional.of(words.warmUp(first.bar, first.start, truth, first.late, different, count, worst));
    }

    /**
     * @param bar at which two runs differ
     * @param start where the shorter history begins
     * @param late what was done with it
     */
    private record Difference(int bar, int start, Tape late) {}

    /** Whether it has a position at every close since its first fill: then being flat says that it is not ready. */
    private static boolean isAlwaysIn(Tape truth) {
        boolean entered = false;
        for (int bar = 0; bar < truth.bars(); bar++) {
            entered |= truth.lots(bar) != 0;
            if (entered && truth.lots(bar) == 0) {
                return false;
            }
        }
        return entered;
    }

    private @Nullable Difference compare(Tape truth, Tape late, int start, boolean alwaysIn) {
        if (late.decisions().isEmpty()) {
            return null;
        }
        boolean quantities = !truth.readsMoney();
        int ready = start + late.decisions().getFirst().bar();
        for (int bar = ready; bar < start + late.bars() && bar < truth.bars(); bar++) {
            List<Decision> wanted = truth.at(2 * bar + 1);
            List<Decision> done = late.at(2 * (bar - start) + 1);
            if (wanted.isEmpty() && done.isEmpty()) {
                continue;
            }
            if (isSamePosition(truth, late, start, bar)) {
                compared++;
                if (!isSame(wanted, done, start, quantities)) {
                    return new Difference(bar, start, late);
                }
            } else if (alwaysIn && late.lastFill(bar - start) == Tape.NEVER && wanted.isEmpty()) {
                // with all of the history it is in the market and stays there
                compared++;
                if (entersAgainst(truth.lots(bar), done)) {
                    return new Difference(bar, start, late);
                }
            }
        }
        return null;
    }

    private static boolean isSame(List<Decision> wanted, List<Decision> done, int start, boolean quantities) {
        if (wanted.size() != done.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            Decision d = done.get(i);
            Decision moved = new Decision(d.step() + 2 * start, d.shape(), d.numbers(), d.text());
            if (!wanted.get(i).isNearlySame(moved, quantities)) {
                return false;
            }
        }
        return true;
    }

    private static boolean entersAgainst(long lots, List<Decision> done) {
        String against = lots > 0 ? "submit SELL" : "submit BUY";
        return done.stream().anyMatch(decision -> decision.shape().startsWith(against));
    }

    /** The last fill was the same one; or neither has filled anything since the start, and both have no position. */
    private static boolean isSamePosition(Tape truth, Tape late, int start, int bar) {
        int lateBar = bar - start;
        if (truth.lots(bar) != late.lots(lateBar) || truth.openOrders(bar) != late.openOrders(lateBar)) {
            return false;
        }
        long mine = late.lastFill(lateBar);
        long its = truth.lastFill(bar);
        if (mine == Tape.NEVER) {
            return truth.lots(bar) == 0 && (its == Tape.NEVER || its >> 32 < 2L * start);
        }
        return its == mine + ((2L * start) << 32);
    }
}
