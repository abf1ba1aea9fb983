package dev.tandem.report.html;

import dev.tandem.model.Money;
import dev.tandem.report.Figures;
import dev.tandem.report.Intervals;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How the closed trades were distributed: by result, by holding time, by side and by what ended them. */
final class Distributions {
    private final Html html;
    private final List<Trade> closed;
    private final String quote;

    private Distributions(Html html, RunResult run) {
        this.html = html;
        this.closed = TradeResults.closed(run);
        this.quote =
                run.instruments().isEmpty() ? "" : run.instruments().getFirst().quote();
    }

    static void write(Html html, RunResult run) {
        Distributions distributions = new Distributions(html, run);
        html.open("section", "id", "distribution").element("h2", "Distribution of trades");
        if (distributions.closed.isEmpty()) {
            html.element("p", "There is no closed trade.", "class", "none");
        } else {
            html.open("div", "class", "pair");
            distributions.results();
            distributions.holdingTimes();
            html.close("div");
            distributions.groups();
        }
        html.close("section").line();
    }

    private void results() {
        double[] sorted = closed.stream()
                .mapToDouble(TradeResults::of)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        html.open("figure").element("figcaption", "Result of a trade, % of what was put in");
        if (sorted.length == 0) {
            html.element("p", "No trade has a result in percent.", "class", "none")
                    .close("figure");
            return;
        }
        Bins bins = Bins.of(sorted);
        List<ColumnChart.Column> columns = new ArrayList<>();
        for (int i = 0; i < bins.counts().length; i++) {
            boolean gain = bins.lower(i) >= -bins.width() / 2;
            int count = bins.counts()[i];
            columns.add(new ColumnChart.Column(gain ? count : 0, gain ? 0 : count, title(bins, i)));
        }
        SortedMap<Integer, String> labels = new TreeMap<>();
        bins.labels().forEach(bound -> labels.put(bound, short100(bins.lower(bound), bins.width())));
        ColumnChart.write(
                html, "Histogram of the results of " + Figures.count(sorted.length, "trade"), columns, labels);
        double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
        html.element(
                "p",
                "mean " + signed(mean) + " · median " + signed(median(sorted))
                        + " · worst " + signed(sorted[0]) + " · best "
                        + signed(sorted[sorted.length - 1]),
                "class",
                "sum");
        html.close("figure");
    }

    private static String title(Bins bins, int i) {
        String from = short100(bins.lower(i), bins.width()) + " %";
        String to = short100(bins.lower(i + 1), bins.width()) + " %";
        boolean least = i == 0 && bins.openBelow();
        boolean most = i == bins.counts().length - 1 && bins.openAbove();
        String range = least ? "below " + to : most ? from + " and more" : from + " to " + to;
        return range + ": " + Figures.count(bins.counts()[i], "trade");
    }

    /** A bound in percent with the decimals that its bins need. */
    private static String short100(double bound, double width) {
        int decimals = Math.clamp((long) -Math.floor(Math.log10(width * 100) + 1e-9), 0, 7);
        double value = Math.abs(bound) < width / 2 ? 0 : bound * 100;
        return Tone.minus(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }

    private static String signed(double fraction) {
        return Tone.minus(Figures.signedPercent(fraction));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void holdingTimes() {
        HoldingTimes times = HoldingTimes.of(closed);
        html.open("figure").element("figcaption", "How long a trade was held");
        List<ColumnChart.Column> columns = new ArrayList<>();
        SortedMap<Integer, String> labels = new TreeMap<>();
        int steps = times.gains().length;
        int every = Math.max(1, Math.ceilDiv(steps, 9));
        for (int i = 0; i < steps; i++) {
            int all = times.gains()[i] + times.losses()[i];
            String to = times.bound(i + 1);
            columns.add(new ColumnChart.Column(
                    times.gains()[i],
                    times.losses()[i],
                    (to.isEmpty() ? times.bound(i) + " and more" : times.bound(i) + " to " + to) + ": "
                            + Figures.count(all, "trade") + ", of which "
                            + Figures.count(times.gains()[i]) + " earned something"));
        }
        for (int i = 0; i <= steps; i += every) {
            labels.put(i, times.bound(i));
        }
        ColumnChart.write(
                html, "Histogram of the holding times of " + Figures.count(closed.size(), "trade"), columns, labels);
        long[] sorted = closed.stream()
                .mapToLong(trade -> trade.exitTimeNanos() - trade.entryTimeNanos())
                .sorted()
                .toArray();
        html.element(
                "p",
                "median " + Intervals.rough(sorted[sorted.length / 2]) + " · longest "
                        + Intervals.rough(sorted[sorted.length - 1]) + " · gains above losses",
                "class",
                "sum");
        html.close("figure");
    }

    private void groups() {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Trades by side and exit")
                .open("table", "class", "figures")
                .open("thead")
                .open("tr");
        for (String title : List.of("", "Trades", "Win rate", "Net " + quote, "Mean result", "Best", "Worst")) {
            html.element("th", title, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        group("All closed", trade -> true);
        group("Long", Trade::isLong);
        group("Short", trade -> !trade.isLong());
        for (ExitReason reason : ExitReason.values()) {
            group("Left by " + reason.text(), trade -> trade.exitReason() == reason);
        }
        html.close("tbody").close("table").close("div");
    }

    private void group(String name, Predicate<Trade> belongs) {
        List<Trade> group = closed.stream().filter(belongs).toList();
        if (group.isEmpty()) {
            return;
        }
        double[] results = group.stream()
                .mapToDouble(TradeResults::of)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        long won = group.stream().filter(trade -> trade.pnl() > 0).count();
        BigDecimal net =
                group.stream().map(trade -> Money.toDecimal(trade.pnl())).reduce(BigDecimal.ZERO, BigDecimal::add);
        html.open("tr").element("th", name, "scope", "row");
        number(Figures.count(group.size()), 0);
        number(Figures.percent((double) won / group.size()), 0);
        number((net.signum() > 0 ? "+" : "") + Figures.grouped(net, Figures.decimals(net)), net.signum());
        double mean = Arrays.stream(results).average().orElse(Double.NaN);
        double best = results.length == 0 ? Double.NaN : results[results.length - 1];
        double worst = results.length == 0 ? Double.NaN : results[0];
        number(Figures.signedPercent(mean), mean);
        number(Figures.signedPercent(best), best);
        number(Figures.signedPercent(worst), worst);
        html.close("tr");
    }

    private void number(String text, double tone) {
        html.element("td", Tone.minus(text), "class", Tone.of(tone));
    }
}
