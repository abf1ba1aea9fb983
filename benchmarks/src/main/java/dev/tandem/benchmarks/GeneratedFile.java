package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.marketdata.BarCsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated market as a CSV file, which whoever asked for it deletes. */
final class GeneratedFile {
    private GeneratedFile() {}

    static Path write(int bars) throws IOException {
        Path file = Files.createTempFile("tandem-benchmark", ".csv");
        BarCsvWriter.write(GeneratedMarket.bars(bars), file);
        return file;
    }
}
