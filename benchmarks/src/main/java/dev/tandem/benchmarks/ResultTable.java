package dev.tandem.benchmarks;

import java.util.Locale;

/** The results for people. */
final class ResultTable {
    private static final String ROW = "  %-40s %8s %8s %8s %8s %8s%n";

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    ResultTable(Results results) {
        this.results = results;
    }

    String text() {
        String group = "";
        for (Row row : results.rows()) {
            if (!row.group().equals(group)) {
                group = row.group();
                line("%n%s%n", group);
                line(ROW, "", "cpu ns", "x floor", "ns", "best ns", "B");
            }
            Score score = results.score(row);
            line(
                    ROW,
                    row.label(),
                    number(score.cpuNanos()),
                    number(results.ratioToFloor(row)),
                    number(score.nanos()),
                    number(score.bestNanos()),
                    number(score.bytes()));
        }
        claims();
        memory();
        conditions();
        return text.toString();
    }

    private void claims() {
        line("%n%-54s %8s %8s  %-13s%n", "what is to hold", "cpu", "best ns", "bound");
        for (Claim claim : Claim.ALL) {
            Double ratio = results.ratio(claim, claim.counted());
            Double best = results.ratio(claim, Score::bestNanos);
            if (ratio != null && best != null) {
                line(
                        "  %-52s %8.2f %8.2f  %-13s %s%n",
                        claim.text(), ratio, best, claim.limit(), claim.isMetBy(ratio) ? "met" : "MISSED");
            }
        }
    }

    private void memory() {
        if (results.memory().isEmpty()) {
            return;
        }
        line("%nretained after a run of ta4j's rules, per bar%n");
        results.memory().forEach((name, bytes) -> line("  %-40s %,10.0f B%n", name, bytes));
    }

    private void conditions() {
        line(
                "%n%s, %d processors, %s, %s%nJVM %s, one fork per row and round%n%d round(s) in %d s, load %.1f before"
                        + " and %.1f after%s%n",
                results.conditions().cpu(),
                results.conditions().processors(),
                results.conditions().os(),
                results.conditions().jdk(),
                String.join(" ", results.jvm()),
                results.rounds(),
                results.seconds(),
                results.loadBefore(),
                results.loadAfter(),
                results.conditions().isBusyAt(results.loadBefore())
                        ? ": others were at work, take the ratios and not the times"
                        : "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
