package dev.tandem.report.html;

import dev.tandem.report.Counts;
import dev.tandem.report.Figures;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import java.util.Map;

/** What was assumed, how much of the result hangs on it, and what became of the orders. */
final class Assumptions {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("account", "spot: only what is owned can be sold; margin: short up to its own worth"),
            Map.entry(
                    "fills",
                    "realistic: of stop and target in one bar the stop comes first; pessimistic: and a limit needs a"
                            + " trade through its price; optimistic: the target comes first"),
            Map.entry(
                    "bracketFrom",
                    "from when on the exits of an entry work: from its fill, or only from the next bar on"),
            Map.entry("makerFee", "of each fill that rested, as a fraction of price × quantity"),
            Map.entry("takerFee", "of each other fill, as a fraction of price × quantity"),
            Map.entry("slippage", "by which market and stop orders fill worse, as a fraction of the price"),
            Map.entry("stopLoss", "distance from the entry, as a fraction, for entries without exits of their own"),
            Map.entry("takeProfit", "distance from the entry, as a fraction, for entries without exits of their own"),
            Map.entry("trailingStop", "distance from the best close, as a fraction, for entries without exits"),
            Map.entry("signalExits", "whether the strategy's own exits were carried out"),
            Map.entry("latency", "how long an order was on its way"),
            Map.entry("marketImpact", "whether orders moved the price or found too little to trade with"));

    private final Html html;
    private final RunResult run;
    private final Metrics metrics;
    private final String quote;

    Assumptions(Html html, RunResult run, Metrics metrics) {
        this.html = html;
        this.run = run;
        this.metrics = metrics;
        this.quote =
                run.instruments().isEmpty() ? "" : run.instruments().getFirst().quote();
    }

    void write() {
        html.open("section", "id", "assumptions").element("h2", "Assumptions, and what hangs on them");
        html.open("div", "class", "pair top");
        html.open("div");
        what();
        html.close("div").open("div");
        hanging();
        orders();
        html.close("div").close("div").close("section").line();
    }

    private void what() {
        if (run.assumptions().isEmpty()) {
            html.element("p", "The run did not say.", "class", "none");
            return;
        }
        html.open("table", "class", "definitions facts").open("tbody").line();
        for (Map.Entry<String, String> assumption : Counts.inOrder(run.assumptions())) {
            html.open("tr")
                    .element("th", words(assumption.getKey()), "scope", "row")
                    .open("td")
                    .element("strong", assumption.getValue());
            String meaning = MEANINGS.get(assumption.getKey());
            if (meaning != null) {
                html.element("span", meaning, "class", "meaning");
            }
            html.close("td").close("tr").line();
        }
        html.close("tbody").close("table");
    }

    private void hanging() {
        html.element("h3", "What another choice would change");
        html.open("table", "class", "figures").open("tbody").line();
        boolean optimistic = "optimistic".equals(run.assumptions().get("fills"));
        row(
                "Bars that touched both stop and target",
                Figures.count(run.bothLegsTouched()),
                run.bothLegsTouched() == 0
                        ? "no trade hangs on which came first"
                        : (optimistic ? "the target" : "the stop") + " was taken; as many trades would end the other"
                                + " way with --fills " + (optimistic ? "realistic" : "optimistic"));
        boolean late = "next-bar".equals(run.assumptions().get("bracketFrom"));
        row(
                "Entries whose exits began a bar late",
                Figures.count(run.bracketDelayMatters()),
                late
                        ? "would have been left in the entry bar with --bracket-from fill"
                        : "exits worked from the fill on");
        double twice = metrics.value(MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES);
        row(
                "Equity at twice the fees",
                Figures.money(Metrics.equityAtTwiceTheFees(run)) + " " + quote,
                "a return of " + percent(twice) + " instead of "
                        + percent(metrics.value(MetricDefinition.TOTAL_RETURN)));
        double fee = run.tradedNotional() > 0 ? (double) run.fees() / run.tradedNotional() * 10_000 : Double.NaN;
        row(
                "Break-even cost per fill",
                Figures.number(metrics.value(MetricDefinition.BREAK_EVEN_BPS), 2, 4, " bps"),
                run.tradedNotional() > 0
                        ? "the fees were " + Figures.number(fee, 2, 4, " bps") + " on "
                                + Figures.money(run.tradedNotional()) + " " + quote + " traded"
                        : "nothing was traded");
        html.close("tbody").close("table");
    }

    private void orders() {
        OrderCounts orders = run.orders();
        html.element("h3", "Orders");
        html.open("table", "class", "figures").open("tbody").line();
        row("Submitted", Figures.count(orders.submitted()), "each leg of a bracket counts as one");
        row("Filled", Figures.count(orders.filled()), "");
        row("Canceled", Figures.count(orders.canceled()), "");
        row("Denied by the gate", Figures.count(orders.denied()), reasons(orders.denials()));
        row("Rejected", Figures.count(orders.rejected()), reasons(orders.rejections()));
        row("Expired", Figures.count(orders.expired()), reasons(orders.expirations()));
        html.close("tbody").close("table");
    }

    private void row(String name, String value, String why) {
        html.open("tr")
                .element("th", name, "scope", "row")
                .element("td", Tone.minus(value))
                .element("td", why, "class", "why")
                .close("tr")
                .line();
    }

    private static String percent(double fraction) {
        return Tone.minus(Figures.signedPercent(fraction));
    }

    private static String reasons(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> count : Counts.mostFirst(counts)) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(count.getKey())
                    .append(' ')
                    .append(Figures.count(count.getValue()));
        }
        return text.toString();
    }

    /** {@code bracketFrom} as {@code Bracket from}. */
    private static String words(String key) {
        StringBuilder words = new StringBuilder();
        for (char c : key.toCharArray()) {
            if (Character.isUpperCase(c) && !words.isEmpty()) {
                words.append(' ').append(Character.toLowerCase(c));
            } else {
                words.append(words.isEmpty() ? Character.toUpperCase(c) : c);
            }
        }
        return words.toString();
    }
}
