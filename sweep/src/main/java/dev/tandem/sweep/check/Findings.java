package dev.tandem.sweep.check;

import dev.tandem.marketdata.BarColumns;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what was found into words. */
final class Findings {
    private final BarColumns bars;
    private final Subject subject;

    Findings(BarColumns bars, Subject subject) {
        this.bars = bars;
        this.subject = subject;
    }

    Finding notRepeatable(int step, Tape a, Tape b) {
        return at(
                FindingKind.NOT_REPEATABLE,
                step,
                texts(a, step),
                texts(b, step),
                null,
                "two runs on the same data decide differently: it must hang on random numbers, the clock or another"
                        + " thing outside of the data");
    }

    Finding staticState(int step, Tape a, Tape b) {
        return at(
                FindingKind.STATIC_STATE,
                step,
                texts(a, step),
                texts(b, step),
                null,
                "a second run in the same process decides differently: static fields remember the first one");
    }

    Finding withinBar(int step, Tape a, Tape b) {
        int bar = step >> 1;
        Finding.Read read = new Finding.Read(
                bars.index(bar), bars.index(bar), bars.closeTimeNanos(bar), 0, List.of("close"), subject.reads());
        return at(
                FindingKind.LOOK_AHEAD,
                step,
                texts(a, step),
                texts(b, step),
                read,
                "what it does after a fill hangs on the close of the bar in which it was filled, which had not ended: a"
                        + " bar that was kept shows the one that is happening");
    }

    /** @param nearest row of the nearest bar that it depends on */
    Finding lookAhead(int step, Tape a, Tape b, int nearest, int farthest, List<String> fields) {
        int bar = step >> 1;
        int row = bars.index(bar);
        int first = placeOf(nearest);
        Finding.Read read = new Finding.Read(
                nearest, farthest, bars.closeTimeNanos(first), (long) nearest - row, fields, subject.reads());
        String which = fields.isEmpty() ? "a value" : fields.size() == 1 ? "the " + fields.getFirst() : "numbers";
        String explanation = nearest == farthest
                ? "it read " + which + " of bar " + nearest + ", " + ahead(nearest - row) + " ahead"
                : "it read " + which + " from bar " + nearest + " (" + ahead(nearest - row) + " ahead) to bar "
                        + farthest + (farthest >= bars.index(bars.size() - 1) ? ", the last one" : "");
        return at(FindingKind.LOOK_AHEAD, step, texts(a, step), texts(b, step), read, explanation);
    }

    /** A statistic over the whole series: no bar of it decides alone. */
    Finding wholeSeries(int step, Tape a, Tape b) {
        int bar = step >> 1;
        int next = Math.min(bar + 1, bars.size() - 1);
        int last = bars.index(bars.size() - 1);
        Finding.Read read =
                new Finding.Read(bars.index(next), last, bars.closeTimeNanos(next), 1, List.of(), subject.reads());
        return at(
                FindingKind.LOOK_AHEAD,
                step,
                texts(a, step),
                texts(b, step),
                read,
                "it hangs on many bars of the future together, from bar " + bars.index(next) + " up to the last one, "
                        + last + ", as a mean or a scale over the whole series does");
    }

    Finding warmUp(int bar, int start, Tape truth, Tape late, int different, int starts, int worst) {
        return at(
                FindingKind.WARM_UP,
                2 * bar + 1,
                texts(truth, 2 * bar + 1),
                texts(late, 2 * (bar - start) + 1),
                null,
                String.format(
                        Locale.ROOT,
                        "with a history that begins at bar %d it decides differently, %s after the start; %d of %d"
                                + " starts show such a difference, up to %s after the start: it decides before it has"
                                + " seen enough, or never forgets how it began",
                        bars.index(start),
                        ahead(bar - start),
                        different,
                        starts,
                        ahead(worst)));
    }

    private Finding at(
            FindingKind kind,
            int step,
            List<String> decided,
            List<String> otherwise,
            Finding.@Nullable Read read,
            String explanation) {
        int bar = Math.min(step >> 1, bars.size() - 1);
        return new Finding(
                kind,
                bars.index(bar),
                bars.closeTimeNanos(bar),
                (step & 1) == 1,
                decided,
                otherwise,
                read,
                explanation);
    }

    private static List<String> texts(Tape tape, int step) {
        return tape.at(step).stream().map(Decision::text).toList();
    }

    private static String ahead(int rows) {
        return rows == 1 ? "1 bar" : rows + " bars";
    }

    private int placeOf(int row) {
        int low = 0;
        int high = bars.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bars.index(middle) < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
