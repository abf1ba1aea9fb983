package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to fill the memory or to be waited for: answered soon, in one line, by a process that stays small. */
class HostileFilesIT {
    private static final String ROWS = "timestamp,open,high,low,close,volume\n1700000000,1,1,1,1,1\n";

    /** The peak of a run of 252 bars is about 65 MB. */
    private static final long MAX_KILOBYTES = 200_000;

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    @TempDir
    Path directory;

    @Test
    void aLineOfTenGigabytes() throws Exception {
        Path file = directory.resolve("bars.csv");
        Files.writeString(file, ROWS);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        assertThat(refused("--data", "bars.csv", "--strategy", "sma-cross"))
                .isEqualTo(file + ":3:1: the line is longer than 65536 bytes; is this a CSV file?\n");
    }

    @Test
    void aGzipBomb() throws Exception {
        Path file = directory.resolve("bars.csv.gz");
        byte[] digits = new byte[1 << 20];
        Arrays.fill(digits, (byte) '9');
        try (OutputStream out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 64; i++) {
                out.write(digits);
            }
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(refused("--data", "bars.csv.gz", "--strategy", "sma-cross"))
                .isEqualTo(file + ":3:1: the line is longer than 65536 bytes; is this a CSV file?\n");
    }

    @Test
    void aGzipBombOfBlankLines() throws Exception {
        Path file = directory.resolve("bars.csv.gz");
        byte[] lines = new byte[1 << 20];
        Arrays.fill(lines, (byte) '\n');
        try (OutputStream out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                out.write(lines);
            }
        }
        assertThat(refused("--data", "bars.csv.gz", "--strategy", "sma-cross"))
                .isEqualTo(file + ":3:1: more than 1000000 blank lines follow each other; end the file here\n");
    }

    @Test
    void aPipeIntoWhichNobodyWrites() throws Exception {
        assertThat(refused("--data", pipe("bars.csv"), "--strategy", "sma-cross"))
                .isEqualTo(directory.resolve("bars.csv")
                        + ": is a pipe or a device; write what comes out of it to a file, and name that\n");
        assertThat(refused("--data", "sample:apple-daily", "--strategy", pipe("Mine.java")))
                .isEqualTo("Mine.java: is a pipe or a device; a strategy is a regular file\n");
        assertThat(refused("--data", "sample:apple-daily", "--strategy", "sma-cross", "--config", pipe("t.yaml")))
                .isEqualTo("t.yaml: is a pipe or a device; a configuration is a regular file\n");
    }

    @Test
    void aPipeOfBarsThatNeverEnds() throws Exception {
        Process endless = new ProcessBuilder("sh", "-c", "exec yes 1700000000,1,1,1,1,1 >" + pipe("bars.csv"))
                .directory(directory.toFile())
                .start();
        try {
            assertThat(refused("--data", "bars.csv", "--strategy", "sma-cross")).contains(": is a pipe or a device; ");
        } finally {
            endless.destroyForcibly();
        }
    }

    @Test
    void aSourceOfTenGigabytes() throws Exception {
        try (RandomAccessFile sparse =
                new RandomAccessFile(directory.resolve("Mine.java").toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        assertThat(refused("--data", "sample:apple-daily", "--strategy", "Mine.java"))
                .isEqualTo("Mine.java: has 10737418240 bytes; a strategy has at most 1048576\n");
    }

    private String pipe(String name) throws Exception {
        Path pipe = directory.resolve(name);
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assumeTrue(made == 0, "there are no pipes here");
        return name;
    }

    /** The line that the process ends with, which must be soon; what it took is bounded although its heap is not. */
    private String refused(String... options) throws Exception {
        String[] call = Stream.concat(Stream.of("backtest", "--instrument", "BTC/USD"), Stream.of(options))
                .toArray(String[]::new);
        Process process = Launch.tandem(call).in(directory).start();
        CompletableFuture<Long> peak = CompletableFuture.supplyAsync(() -> peakOf(process));
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("it ended within a minute").isTrue();
        Launch launch = Launch.finish(process);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.exitCode()).as(launch.err()).isEqualTo(2);
        assertThat(peak.join()).as("peak memory in kB of %s", List.of(options)).isLessThan(MAX_KILOBYTES);
        return launch.err();
    }

    /** The most memory that it had, as Linux counts; 0 elsewhere. */
    private static long peakOf(Process process) {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = 0;
        try {
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
                Matcher line = PEAK.matcher(Files.readString(status));
                peak = line.find() ? Math.max(peak, Long.parseLong(line.group(1))) : peak;
            }
            return peak;
        } catch (IOException e) {
            // it has just ended, or this is no Linux
            return peak;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
