package dev.tandem.cli;

import dev.tandem.confidence.panel.PanelReport;
import dev.tandem.confidence.panel.PanelText;
import dev.tandem.confidence.score.Outcome;
import dev.tandem.confidence.score.OutcomeCsv;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.report.EquityCsv;
import dev.tandem.report.JsonReport;
import dev.tandem.report.TradesCsv;
import dev.tandem.report.html.Candles;
import dev.tandem.report.html.HtmlReport;
import dev.tandem.result.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of {@code --report DIR}. */
final class ReportFolder {
    private ReportFolder() {}

    private interface Content {
        void to(Writer writer) throws IOException;
    }

    /** Returns the page for people, {@code index.html}. */
    static Path write(Path folder, BacktestRun.Finished run, String call) {
        RunResult result = run.result();
        BarColumns bars = run.bars();
        PanelReport panel = run.panel();
        Path page = folder.resolve("index.html");
        try {
            Files.createDirectories(folder);
            write(
                    folder.resolve("result.json"),
                    writer -> JsonReport.write(result, BacktestCommand.more(panel, bars.instrument()), writer));
            write(folder.resolve("trades.csv"), writer -> TradesCsv.write(result, writer));
            write(folder.resolve("equity.csv"), writer -> EquityCsv.write(result, writer));
            if (panel != null) {
                List<Outcome> outcomes =
                        new ArrayList<>(panel.outcomes(bars.instrument().symbol()));
                outcomes.addAll(panel.decided(bars.instrument().symbol()));
                write(folder.resolve("outcomes.csv"), writer -> OutcomeCsv.write(outcomes, writer));
            }
            HtmlReport html = HtmlReport.of(result).withCandles(candles(bars)).withCommand(call);
            write(
                    page,
                    panel == null
                            ? html::write
                            : html.withSection(
                                    PanelText.html(panel, bars.instrument().symbol()))::write);
            return page;
        } catch (IOException e) {
            UserError error = UserError.usage("--report: cannot write to " + folder + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private static Candles candles(BarColumns bars) {
        Instrument instrument = bars.instrument();
        return new Candles(
                bars.size(),
                bars::openTimeNanos,
                i -> instrument.priceAsDouble(bars.openTicks(i)),
                i -> instrument.priceAsDouble(bars.highTicks(i)),
                i -> instrument.priceAsDouble(bars.lowTicks(i)),
                i -> instrument.priceAsDouble(bars.closeTicks(i)));
    }

    private static void write(Path file, Content content) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            content.to(writer);
        }
    }
}
