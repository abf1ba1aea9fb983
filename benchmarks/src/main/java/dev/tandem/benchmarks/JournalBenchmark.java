package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Bars into a journal in the temporary folder: encoded, checksummed, chained, written; beside a file channel that gets as
 * many bytes. The folder must be on a real disk, or forcing costs nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {
    static final int WRITTEN = 50_000;
    static final int FORCED = 100;

    /** As many as a bar's record has. */
    private static final int BYTES = 90;

    private static final int BUFFER = 256 * 1024;

    private final List<Bar> bars = bars();
    private final byte[] record = new byte[BYTES];
    private final byte[] hash = new byte[32];
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final MessageDigest sha256;
    private @Nullable Path folder;
    private @Nullable Journal journal;
    private @Nullable FileChannel file;

    public JournalBenchmark() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static List<Bar> bars() {
        BarColumns columns = GeneratedMarket.bars(1000);
        return Stream.iterate(0, i -> i + 1)
                .limit(columns.size())
                .<Bar>map(i -> new BarRecord(
                        columns.instrument(),
                        i,
                        columns.openTimeNanos(i),
                        columns.closeTimeNanos(i),
                        columns.openTicks(i),
                        columns.highTicks(i),
                        columns.lowTicks(i),
                        columns.closeTicks(i),
                        columns.volume(i)))
                .toList();
    }

    /** Each invocation begins with an empty disk, and leaves none behind that is not. */
    @Setup(Level.Invocation)
    public void begin() throws IOException {
        folder = Files.createTempDirectory("tandem-journal");
        journal = Journal.open(folder.resolve("journal"), JournalOptions.standard());
        file = FileChannel.open(folder.resolve("floor"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @TearDown(Level.Invocation)
    public void end() throws IOException {
        journal().close();
        file().close();
        if (folder != null) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(WRITTEN)
    public long floor() throws IOException {
        for (int i = 0; i < WRITTEN; i++) {
            if (buffer.remaining() < BYTES) {
                drain();
            }
            buffer.put(record);
        }
        drain();
        return file().position();
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file().write(buffer);
        }
        buffer.clear();
    }

    @Benchmark
    @OperationsPerInvocation(WRITTEN)
    public long write() {
        Journal to = journal();
        for (int i = 0; i < WRITTEN; i++) {
            to.write(new JournalEntry.BarClosed(bars.get(i % bars.size())), i, false);
        }
        to.flush();
        return to.records();
    }

    /** What the chain costs of it. */
    @Benchmark
    @OperationsPerInvocation(WRITTEN)
    public byte[] sha256() throws DigestException {
        for (int i = 0; i < WRITTEN; i++) {
            sha256.update(hash);
            sha256.update(record);
            sha256.digest(hash, 0, hash.length);
        }
        return hash;
    }

    @Benchmark
    @OperationsPerInvocation(FORCED)
    public long floorForced() throws IOException {
        for (int i = 0; i < FORCED; i++) {
            buffer.put(record);
            drain();
            file().force(false);
        }
        return file().position();
    }

    @Benchmark
    @OperationsPerInvocation(FORCED)
    public long append() {
        Journal to = journal();
        for (int i = 0; i < FORCED; i++) {
            to.append(new JournalEntry.BarClosed(bars.get(i)), i, false);
        }
        return to.durableRecords();
    }

    private Journal journal() {
        if (journal == null) {
            throw new IllegalStateException("not begun");
        }
        return journal;
    }

    private FileChannel file() {
        if (file == null) {
            throw new IllegalStateException("not begun");
        }
        return file;
    }
}
