package dev.tandem.cli;

import dev.tandem.report.EquityCsv;
import dev.tandem.report.JsonReport;
import dev.tandem.report.TradesCsv;
import dev.tandem.result.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of {@code --report DIR}. */
final class ReportFolder {
    private ReportFolder() {}

    private interface Content {
        void to(Writer writer) throws IOException;
    }

    static void write(Path folder, RunResult result) {
        try {
            Files.createDirectories(folder);
            write(folder.resolve("result.json"), writer -> JsonReport.write(result, writer));
            write(folder.resolve("trades.csv"), writer -> TradesCsv.write(result, writer));
            write(folder.resolve("equity.csv"), writer -> EquityCsv.write(result, writer));
        } catch (IOException e) {
            UserError error = UserError.usage("--report: cannot write to " + folder + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            content.to(writer);
        }
    }
}
