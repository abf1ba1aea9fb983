package dev.tandem.sweep.check;

import dev.tandem.model.Times;
import java.util.List;
import java.util.Locale;

/** What was found, for a terminal. */
public final class CheckText {
    private CheckText() {}

    /** @param strategy its name */
    public static String of(CheckResult result, String strategy) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s: %s",
                strategy,
                result.isClean()
                        ? "clean"
                        : result.findings().size() == 1
                                ? "1 thing is wrong"
                                : result.findings().size() + " things are wrong");
        line(
                text,
                "%,d bars, %,d decisions; %,d runs with another future, %,d with a later start (%,d decisions compared)",
                result.bars(),
                result.decisions(),
                result.futures(),
                result.starts(),
                result.compared());
        if (result.decisions() == 0) {
            line(text, "It decided nothing on these data: there was nothing to compare.");
        }
        if (!result.reads().isEmpty()) {
            line(text, "It opens the data file itself: %s", String.join(", ", result.reads()));
        }
        for (Finding finding : result.findings()) {
            text.append('\n');
            line(
                    text,
                    "%s at bar %d, %s%s",
                    finding.kind().text().toUpperCase(Locale.ROOT),
                    finding.bar(),
                    Times.text(finding.timeNanos()),
                    finding.atClose() ? "" : ", after a fill within it");
            line(text, "  decided       %s", decisions(finding.decided()));
            line(text, "  otherwise     %s", decisions(finding.decidedOtherwise()));
            line(text, "  %s.", finding.explanation());
            Finding.Read read = finding.read();
            if (read != null) {
                line(
                        text,
                        "  what was read %s of %s, which closes at %s%s",
                        read.fields().isEmpty() ? "a value" : String.join(", ", read.fields()),
                        read.firstBar() == read.lastBar()
                                ? "bar " + read.firstBar()
                                : "bars " + read.firstBar() + " to " + read.lastBar() + ", the first of",
                        Times.text(read.firstTimeNanos()),
                        read.where().isEmpty() ? "" : ", in the file opened at " + String.join(", ", read.where()));
            }
        }
        return text.toString();
    }

    private static String decisions(List<String> decisions) {
        return decisions.isEmpty() ? "nothing" : String.join("; ", decisions);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
