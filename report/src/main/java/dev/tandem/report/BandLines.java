package dev.tandem.report;

import dev.tandem.model.Money;
import dev.tandem.result.FillBands;
import dev.tandem.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** What the run came to under each assumption about fills, side by side. */
final class BandLines {
    private BandLines() {}

    /** No lines where only one assumption was made. */
    static List<String> lines(RunResult run, Ink ink) {
        FillBands bands = run.fillBands();
        List<String> lines = new ArrayList<>();
        if (bands == null) {
            return lines;
        }
        List<String> equities = new ArrayList<>();
        List<String> profits = new ArrayList<>();
        for (FillBands.Band band : bands.bands()) {
            equities.add(Figures.money(band.equity()));
            profits.add((bands.profit(band) > 0 ? "+" : "") + Figures.money(bands.profit(band)));
        }
        int equity = widest(equities);
        int profit = widest(profits);
        lines.add("  " + ink.strong("Fills") + "         " + " ".repeat(Math.max(0, equity - 6)) + "equity  "
                + " ".repeat(Math.max(0, profit - 6)) + "profit  trades");
        for (int i = 0; i < equities.size(); i++) {
            FillBands.Band band = bands.bands().get(i);
            lines.add("  " + Lines.left(band.fills(), 12) + "  " + Lines.right(equities.get(i), Math.max(6, equity))
                    + "  "
                    + ink.signed(Money.toDouble(bands.profit(band)), Lines.right(profits.get(i), Math.max(6, profit)))
                    + "  " + Lines.right(Figures.count(band.trades()), 6));
        }
        return lines;
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }
}
