package dev.tandem.report.html;

import dev.tandem.report.Figures;
import dev.tandem.result.FillBands;
import dev.tandem.result.RunResult;

/** The result under each assumption about fills, side by side, and in words what that says. */
final class BandTable {
    private BandTable() {}

    /** Nothing where only one assumption was made. */
    static void write(Html html, RunResult run) {
        FillBands bands = run.fillBands();
        if (bands == null) {
            return;
        }
        html.open("section", "id", "bands").element("h2", "Under other fills");
        html.element("p", bands.verdict(), "class", "sum");
        html.open("table", "class", "definitions facts").open("thead").open("tr");
        for (String title : new String[] {"Fills", "Equity", "Profit", "Fees", "Trades"}) {
            html.element("th", title, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").line();
        for (FillBands.Band band : bands.bands()) {
            html.open("tr")
                    .element("th", band.fills(), "scope", "row")
                    .element("td", Figures.money(band.equity()))
                    .element("td", Figures.money(bands.profit(band)))
                    .element("td", Figures.money(band.fees()))
                    .element("td", Figures.count(band.trades()))
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table").close("section").line();
    }
}
