package dev.tandem.sweep.check;

import dev.tandem.marketdata.BarColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Changes what comes after a bar, and looks whether anything before it changes. */
final class FutureTest {
    private final Runs runs;
    private final Findings words;
    private final BarColumns bars;
    private int count;

    FutureTest(Runs runs, Findings words, BarColumns bars) {
        this.runs = runs;
        this.words = words;
        this.bars = bars;
    }

    int count() {
        return count;
    }

    /** The first thing that is found, if there is any. */
    Optional<Finding> run(Tape truth, List<Integer> cuts, LongConsumer progress) {
        for (int i = 0; i < cuts.size(); i++) {
            int cut = cuts.get(i);
            Optional<Supplier<Finding>> unborn = Optional.empty();
            int born = 0;
            for (Futures future : Futures.ALL) {
                Tape other = with(future, cut);
                int different = Tape.firstDifference(truth, other, 2 * cut + 1);
                boolean failsAtOnce = other.failsAtOnce() && !truth.failsAtOnce();
                born += failsAtOnce ? 0 : 1;
                if (different >= 0 && !failsAtOnce) {
                    return Optional.of(describe(truth, other, future, different));
                }
                if (different >= 0) {
                    unborn = Optional.of(() -> describe(truth, other, future, different));
                }
            }
            // a file that is too short for it, say, is not what it would have read; but it must run on some other
            // future
            if (born == 0 && unborn.isPresent()) {
                return Optional.of(unborn.get().get());
            }
            progress.accept(1000L * i / cuts.size());
        }
        return withinBars(truth);
    }

    private Tape with(Futures future, int cut) {
        count++;
        int end = future == Futures.ENDED ? bars.index(cut) + 1 : Integer.MAX_VALUE;
        return runs.with(future.after(bars.index(cut)), end, 2 * cut + 1);
    }

    /** What is decided after a fill must not know how the bar of the fill ends. */
    private Optional<Finding> withinBars(Tape truth) {
        List<Integer> steps =
                truth.stepsWithFills().stream().filter(step -> (step & 1) == 0).toList();
        int first = Math.min(steps.size(), 20);
        for (int i = 0; i < Math.min(steps.size(), 60); i++) {
            int step = steps.get(i < first ? i : (int) ((long) (i - first) * steps.size() / 40));
            int bar = step >> 1;
            double middle = (bars.highTicks(bar) + bars.lowTicks(bar)) / 2.0;
            double there = bars.closeTicks(bar) > middle ? bars.lowTicks(bar) : bars.highTicks(bar);
            double factor = there / bars.closeTicks(bar);
            int row = bars.index(bar);
            World.RowChange close = (at, field) -> at == row && field == World.Field.CLOSE ? factor : 1;
            count++;
            Tape other = runs.with(close, Integer.MAX_VALUE, step + 1);
            int different = Tape.firstDifference(truth, other, step);
            if (different >= 0) {
                return Optional.of(words.withinBar(different, truth, other));
            }
        }
        return Optional.empty();
    }

    /** Which bars of the future it depends on. */
    private Finding describe(Tape truth, Tape other, Futures future, int step) {
        int bar = step >> 1;
        int row = bars.index(bar);
        int last = bars.index(bars.size() - 1);
        if (future == Futures.ENDED) {
            return words.lookAhead(step, truth, other, row + 1, last, List.of());
        }
        World.RowChange change = future.after(row);
        IntPredicate upTo = to -> differs(truth, change.within(row + 1, to + 1), step);
        if (!upTo.test(last)) {
            // it depends on how much is changed at once: whatever it is, it is ahead
            return words.lookAhead(step, truth, other, row + 1, last, List.of());
        }
        int nearest = smallest(row + 1, last, upTo);
        int farthest =
                last - smallest(0, last - row - 1, back -> differs(truth, change.within(last - back, last + 1), step));
        if (nearest > farthest) {
            // no single stretch of the future decides it, but much of it together
            return words.wholeSeries(step, truth, other);
        }
        List<String> fields = new ArrayList<>();
        for (World.Field field : World.Field.values()) {
            if (differs(truth, change.within(row + 1, nearest + 1).only(field), step)) {
                fields.add(field.name().toLowerCase(Locale.ROOT));
            }
        }
        return words.lookAhead(step, truth, other, nearest, farthest, fields);
    }

    private boolean differs(Tape truth, World.RowChange change, int step) {
        count++;
        Tape other = runs.withFile(change, step | 1);
        // a row that no market could have is not what it would have read
        return !other.isStillborn() && Tape.firstDifference(truth, other, step) >= 0;
    }

    /** The smallest number for which something is so that stays so; {@code high} is known to be one. */
    private static int smallest(int low, int high, IntPredicate is) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = from + (to - from) / 2;
            if (is.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return to;
    }
}
