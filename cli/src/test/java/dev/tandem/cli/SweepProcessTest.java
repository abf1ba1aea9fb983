package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem sweep} as a process of its own, with the flags that the launcher gives it. */
class SweepProcessTest {
    @TempDir
    Path directory;

    @Test
    void aFullDiskIsSaidInALineTheTrialsBeforeAreKeptAndResumeEndsWithTheSameRows() throws Exception {
        Path sh = Path.of("/bin/sh");
        assumeTrue(Files.isExecutable(sh), "no shell here that limits the size of files");
        bars(2_000);
        String call = " -p fast=5..14 -p slow=30..39";
        assertThat(Launch.finish(start(command(call + " --out whole.csv"))).exitCode())
                .isZero();

        List<String> limited = new ArrayList<>(List.of(sh.toString(), "-c", "ulimit -f 40 && exec \"$@\"", "sh"));
        limited.addAll(command(call + " --out cut.csv"));
        Launch full = Launch.finish(start(limited));
        assertThat(full.err())
                .matches(
                        "tandem: .*cut\\.csv(\\.tandem)?: cannot be written: File too large; the [1-9][0-9]* trials before are kept,"
                                + " --resume goes on\n");
        assertThat(full.exitCode()).isEqualTo(2);

        Launch resumed = Launch.finish(start(command(call + " --out cut.csv --resume --format json")));
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.out()).containsPattern("\"resumed\" ?: ?[1-9]").containsPattern("\"finished\" ?: ?100\\b");
        assertThat(directory.resolve("cut.csv")).hasSameTextualContentAs(directory.resolve("whole.csv"));
    }

    @Test
    @Tag("long")
    void aHundredTrialsOnAHundredThousandBarsStayBelow500Megabytes() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "the peak is read from /proc");
        bars(100_000);
        Process process = start(command(" -p fast=5..23:2 -p slow=30..120:10 --out rows.csv --report page"));
        long peak = 0;
        long deadline = System.nanoTime() + 300_000_000_000L;
        while (process.isAlive() && System.nanoTime() < deadline) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
            Thread.sleep(10);
        }
        Launch sweep = Launch.finish(process);
        assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        assertThat(sweep.out()).contains("100 of 100 trials");
        assertThat(peak).as("kB at most").isBetween(30_000L, 500_000L);
    }

    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // it has just ended
            return 0;
        }
    }

    private Process start(List<String> command) throws IOException {
        return Launch.command(command.toArray(String[]::new)).in(directory).start();
    }

    private static List<String> command(String options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), collector(), "-Xlog:disable"));
        command.addAll(List.of(
                "-Dtandem.root=" + Launch.root(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "sweep",
                "--data",
                "bars.csv",
                "--instrument",
                "BTC/USD",
                "--strategy",
                "sma-cross",
                "--ledger",
                "off"));
        command.addAll(List.of(options.strip().split(" ")));
        return command;
    }

    /** What the launcher chooses for a search. */
    private static String collector() throws IOException {
        Matcher line = Pattern.compile("\\n\\s*sweep\\) collector=(\\S+)")
                .matcher(Files.readString(Launch.root().resolve("tandem")));
        assertThat(line.find()).as("the launcher chooses a collector").isTrue();
        return line.group(1);
    }

    private void bars(int count) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        long price = 30_000;
        for (int i = 0; i < count; i++) {
            long open = price;
            price = Math.max(1_000, price + random.nextInt(-40, 41));
            csv.append(1_500_000_000L + 60L * i).append(',').append(open);
            csv.append(',').append(Math.max(open, price) + random.nextInt(9));
            csv.append(',').append(Math.min(open, price) - random.nextInt(9));
            csv.append(',').append(price).append(",1\n");
        }
        Files.writeString(directory.resolve("bars.csv"), csv);
    }
}
