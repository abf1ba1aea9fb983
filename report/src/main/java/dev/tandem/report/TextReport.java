package dev.tandem.report;

import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A result for people, on one screen of a terminal: what was run, the key figures, the curve, the orders, the trades that
 * mattered, and what one should know before believing it.
 *
 * <pre>{@code
 * System.out.print(TextReport.text(result, TextReport.Options.DEFAULT));
 * }</pre>
 *
 * <p>Rounded for reading; the exact numbers are in {@link JsonReport}. Text that came from outside (names, paths) is
 * printed without control characters.
 */
public final class TextReport {
    /**
     * How it is to look.
     *
     * @param width columns of the terminal, from 60 to 120; others are taken as the nearest of these
     * @param ansi whether the terminal understands ANSI escapes for bold and color
     * @param formulas whether to end with the formula of each figure
     */
    public record Options(int width, boolean ansi, boolean formulas) {
        /** 96 columns, no color, no formulas. */
        public static final Options DEFAULT = new Options(96, false, false);

        public Options {
            width = Math.clamp(width, 60, 120);
        }

        /** For a terminal of so many columns. */
        public Options withWidth(int columns) {
            return new Options(columns, ansi, formulas);
        }

        /** With or without bold and color. */
        public Options withAnsi(boolean supported) {
            return new Options(width, supported, formulas);
        }

        /** With or without the formula of each figure. */
        public Options withFormulas(boolean shown) {
            return new Options(width, ansi, shown);
        }
    }

    private final RunResult run;
    private final Options options;
    private final Metrics metrics;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    private TextReport(RunResult run, Options options) {
        this.run = run;
        this.options = options;
        this.metrics = Metrics.of(run);
        this.ink = new Ink(options.ansi());
    }

    /** The report; each line ends with a newline. */
    public static String text(RunResult run, Options options) {
        TextReport report = new TextReport(run, options);
        report.compose();
        return String.join("\n", report.lines) + "\n";
    }

    private void compose() {
        header();
        section(new KeyFigures(run, metrics, options.width(), ink).lines());
        section(CurveLines.lines(run.equityCurve(), metrics.maxDrawdown(), options.width()));
        section(BandLines.lines(run, ink));
        section(orders());
        section(new TradeTable(run, options.width(), ink).lines());
        section(notes());
        section(receipt());
        if (options.formulas()) {
            section(formulas());
        }
    }

    private void section(List<String> section) {
        if (!section.isEmpty()) {
            lines.add("");
            lines.addAll(section);
        }
    }

    private void header() {
        int width = options.width();
        List<String> call = new ArrayList<>();
        call.add(Lines.startOf(Lines.printable(run.strategyName()), width));
        for (Map.Entry<String, String> parameter : Counts.inOrder(run.parameters())) {
            call.add(Lines.startOf(Lines.printable(parameter.getKey() + "=" + parameter.getValue()), width - 4));
        }
        List<String> called = Lines.joined(call, "  ", width, "", "    ");
        lines.add(ink.strong(called.getFirst()));
        lines.addAll(called.subList(1, called.size()));

        RunResult.Data data = run.data();
        Dates dates = Dates.fitting(data.fromNanos(), data.toNanos());
        String symbols = run.instruments().stream().map(Instrument::symbol).collect(Collectors.joining(", "));
        lines.addAll(Lines.joined(
                List.of(
                        Lines.startOf(symbols, width),
                        Figures.count(data.bars(), "bar") + " of " + Intervals.text(data.intervalNanos()),
                        dates.text(data.fromNanos()) + " to " + dates.text(data.toNanos()) + " UTC"),
                " · ",
                width,
                "",
                "    "));
        List<String> assumptions = new ArrayList<>();
        assumptions.add("data " + Lines.endOf(Lines.printable(data.source()), width - 9));
        for (Map.Entry<String, String> assumption : Counts.inOrder(run.assumptions())) {
            String text = Lines.printable(assumption.getKey() + " " + assumption.getValue());
            assumptions.add(Lines.startOf(text, width - 4));
        }
        lines.addAll(Lines.joined(assumptions, " · ", width, "", "    "));
    }

    private List<String> orders() {
        OrderCounts orders = run.orders();
        List<String> items = new ArrayList<>();
        items.add(Figures.count(orders.submitted()) + " submitted");
        items.add(Figures.count(orders.filled()) + " filled");
        addCount(items, orders.canceled(), "canceled", Map.of());
        addCount(items, orders.denied(), "denied", orders.denials());
        addCount(items, orders.rejected(), "rejected", orders.rejections());
        addCount(items, orders.expired(), "expired", orders.expirations());
        if (orders.submitted() > 0 && run.assumptions().containsKey("bracket-from")) {
            items.add("each leg of a bracket counts");
        }
        List<String> joined = new ArrayList<>();
        for (String line : Lines.joined(items, " · ", options.width(), "  Orders  ", "          ")) {
            String start = line.substring(0, 10);
            joined.addAll(
                    Lines.columns(line) <= options.width()
                            ? List.of(line)
                            : Lines.wrapped(line.substring(10), options.width(), start, "          "));
        }
        joined.set(0, joined.getFirst().replaceFirst("Orders", ink.strong("Orders")));
        return joined;
    }

    private static void addCount(List<String> items, long count, String what, Map<String, Long> reasons) {
        if (count > 0) {
            String why = Notes.reasons(reasons);
            items.add(Figures.count(count) + " " + what + (why.isEmpty() ? "" : " (" + why + ")"));
        }
    }

    private List<String> notes() {
        List<String> sentences = Notes.of(run);
        List<String> notes = new ArrayList<>();
        if (!sentences.isEmpty()) {
            notes.add("  " + ink.strong("Notes"));
        }
        for (String sentence : sentences) {
            notes.addAll(Lines.wrapped(sentence, options.width(), "  - ", "    "));
        }
        return notes;
    }

    private List<String> receipt() {
        RunResult.Receipt receipt = run.receipt();
        RunResult.Timing timing = run.timing();
        List<String> items = List.of(
                "result " + shortHash(run.resultSha256()),
                "data " + shortHash(run.data().sha256()),
                "strategy " + shortHash(receipt.strategySha256()),
                "seed " + receipt.seed(),
                "tandem " + receipt.tandem(),
                "java " + receipt.java(),
                "loaded in " + milliseconds(timing.loadNanos()),
                "run in " + milliseconds(timing.runNanos()) + rate(timing));
        return Lines.joined(items, " · ", options.width(), "  ", "  ").stream()
                .map(ink::faint)
                .toList();
    }

    /** How fast it was; a run shorter than a second mostly measures how the virtual machine warms up. */
    private String rate(RunResult.Timing timing) {
        return timing.runNanos() < Times.SECOND
                ? ""
                : " (" + Figures.count(Throughput.eventsPerSecond(run)) + " bars/s)";
    }

    private static String shortHash(String hash) {
        return hash.isEmpty() ? Figures.NONE : Lines.printable(hash.substring(0, Math.min(12, hash.length())));
    }

    private static String milliseconds(long nanos) {
        return Figures.grouped(BigDecimal.valueOf(nanos, 6), nanos >= 10_000_000 ? 0 : 1) + " ms";
    }

    private List<String> formulas() {
        List<String> formulas = new ArrayList<>();
        formulas.add("  " + ink.strong("Formulas"));
        for (MetricDefinition metric : MetricDefinition.values()) {
            formulas.addAll(Lines.wrapped(
                    metric.title() + " (" + metric.unit().text() + ") = " + metric.formula(),
                    options.width(),
                    "  - ",
                    "    "));
        }
        return formulas;
    }
}
