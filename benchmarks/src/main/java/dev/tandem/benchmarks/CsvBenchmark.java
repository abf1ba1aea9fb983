package dev.tandem.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A CSV file of 1,000,000 bars, which the system has in memory, into columns; one thread, per row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BacktestBenchmark.BARS)
public class CsvBenchmark {
    private Path file = Path.of("");

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameColumns() throws IOException {
        file = GeneratedFile.write(BacktestBenchmark.BARS);
        BarColumns bars = columns();
        FloorParser byHand = floor();
        FloorParser fast = fastCsvIntoColumns();
        for (int i = 0; i < bars.size(); i++) {
            if (!byHand.hasRow(bars, i) || !fast.hasRow(bars, i)) {
                throw new IllegalStateException("row " + i + " was not read alike");
            }
        }
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    /** The bytes at once, digits to scaled numbers by hand, nothing checked. */
    @Benchmark
    public FloorParser floor() throws IOException {
        FloorParser parser = new FloorParser(BacktestBenchmark.BARS);
        parser.parse(Files.readAllBytes(file));
        return parser;
    }

    /** What a backtest reads with: every field checked, the file's SHA-256 on the way. */
    @Benchmark
    public BarColumns columns() {
        return MarketDataReader.read(file, ReadOptions.of("BTC/USD")).bars();
    }

    /** FastCSV, its fields looked at and forgotten. */
    @Benchmark
    public long fastCsv() throws IOException {
        long characters = 0;
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord row : records) {
                for (int i = 0; i < 6; i++) {
                    characters += row.getField(i).length();
                }
            }
        }
        return characters;
    }

    /** FastCSV, its fields into the same columns. */
    @Benchmark
    public FloorParser fastCsvIntoColumns() throws IOException {
        FloorParser columns = new FloorParser(BacktestBenchmark.BARS);
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(file)) {
            boolean header = true;
            for (CsvRecord row : records) {
                if (header) {
                    header = false;
                } else {
                    columns.add(row);
                }
            }
        }
        return columns;
    }

    /** The file's SHA-256 alone, which is part of {@link #columns}. */
    @Benchmark
    public byte[] sha256() throws IOException, NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    }
}
