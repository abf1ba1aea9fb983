package dev.tandem.report.html;

import dev.tandem.model.Times;
import dev.tandem.report.Figures;
import dev.tandem.report.Intervals;
import dev.tandem.result.RunResult;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What makes the result checkable: hashes, versions, the seed, and how to get it again. */
final class ReceiptSection {
    private ReceiptSection() {}

    static void write(Html html, RunResult run, @Nullable String command) {
        RunResult.Receipt receipt = run.receipt();
        RunResult.Data data = run.data();
        html.open("section", "id", "receipt").element("h2", "Receipt");
        if (command != null) {
            html.element("p", "To get this result again:", "class", "sum")
                    .open("pre", "tabindex", "0")
                    .element("code", command)
                    .close("pre");
        }
        html.element(
                "p",
                "The same data, strategy, parameters and options give the same result on every machine: compare the"
                        + " result's hash, which covers the trades and the final equity.",
                "class",
                "sum");
        html.open("table", "class", "definitions facts").open("tbody").line();
        hash(html, "Result", run.resultSha256());
        hash(html, "Data", data.sha256());
        hash(html, "Strategy's code", receipt.strategySha256());
        row(html, "Data source", data.source());
        row(
                html,
                "Data used",
                Figures.count(data.bars(), "bar") + " of " + Intervals.text(data.intervalNanos()) + " from "
                        + Figures.count(data.events()) + " rows (" + data.kind() + "), " + Times.text(data.fromNanos())
                        + " to " + Times.text(data.toNanos()));
        row(html, "Seed", Long.toString(receipt.seed()));
        row(html, "Versions", "tandem " + receipt.tandem() + ", java " + receipt.java());
        row(
                html,
                "Time taken",
                milliseconds(run.timing().loadNanos()) + " to read the data, "
                        + milliseconds(run.timing().runNanos()) + " to run");
        html.close("tbody").close("table").close("section").line();
    }

    private static void hash(Html html, String name, String sha256) {
        html.open("tr").element("th", name, "scope", "row").open("td");
        if (sha256.isEmpty()) {
            html.text(Figures.NONE);
        } else {
            html.text("sha256 ").element("code", sha256, "class", "hash");
        }
        html.close("td").close("tr").line();
    }

    private static void row(Html html, String name, String value) {
        html.open("tr")
                .element("th", name, "scope", "row")
                .element("td", value)
                .close("tr")
                .line();
    }

    private static String milliseconds(long nanos) {
        return Figures.grouped(BigDecimal.valueOf(nanos, 6), nanos >= 10_000_000 ? 0 : 1) + " ms";
    }
}
