package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.bench.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers in the documentation come from the file that the suite has written. */
class PerformanceDocTest {
    private static final Path ROOT = Path.of(System.getProperty("tandem.root", ".."));
    private static final Pattern PERFORMANCE = Pattern.compile(
            "\\d ?(ns|µs)\\b|\\d (million )?(bars|orders|events|ticks|trades) (per|a) second|\\d ?[KMG]?B/s"
                    + "|\\d (B|bytes) per (bar|order|event|trade|tick)|\\d times (as fast as|faster than|slower than|the floor)");

    private static PerformanceDoc doc() throws IOException {
        assumeTrue(
                Files.exists(ROOT.resolve(PerformanceDoc.RESULTS)),
                "no full run has been kept yet: java -jar benchmarks/target/benchmarks.jar --medium --docs .");
        return new PerformanceDoc(Files.readString(ROOT.resolve(PerformanceDoc.RESULTS)));
    }

    @Test
    void thePageIsWhatTheFileSays() throws IOException {
        assertThat(Files.readString(ROOT.resolve(PerformanceDoc.PAGE)))
                .as("write it again: java -cp benchmarks/target/benchmarks.jar dev.tandem.benchmarks.PerformanceDoc .")
                .isEqualTo(doc().page())
                .doesNotContain("{{");
    }

    @Test
    void theReadmeIsWhatTheFileSays() throws IOException {
        String readme = Files.readString(ROOT.resolve(PerformanceDoc.README));
        assertThat(doc().inReadme(readme)).isEqualTo(readme);
        assertThat(doc().inReadme(readme.replace(" ns, ", " ns , "))).isEqualTo(readme);
        assertThat(readme).contains("| a command in the order book |");
    }

    @Test
    void noOtherPageHasANumberOfItsOwn() throws IOException {
        List<String> own = new ArrayList<>();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            for (Path page : pages.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                if (!page.endsWith("performance.md")) {
                    own.addAll(numbers(Files.readString(page)));
                }
            }
        }
        String readme = Files.readString(ROOT.resolve(PerformanceDoc.README));
        own.addAll(numbers(readme.substring(0, readme.indexOf(PerformanceDoc.BEGIN))));
        own.addAll(numbers(readme.substring(readme.indexOf(PerformanceDoc.END))));
        assertThat(own)
                .as("say it in docs/performance.md, which is written from a measurement, and link to that")
                .isEmpty();
    }

    /** What stands in blocks of code is input or the output of a real run. */
    private static List<String> numbers(String text) {
        String prose = Pattern.compile("^ *```.*?^ *```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .replaceAll("");
        List<String> found = new ArrayList<>();
        Matcher matcher = PERFORMANCE.matcher(prose);
        while (matcher.find()) {
            int from = prose.lastIndexOf('\n', matcher.start()) + 1;
            int to = prose.indexOf('\n', matcher.end());
            found.add(prose.substring(from, to < 0 ? prose.length() : to));
        }
        return found;
    }

    @Test
    void aNumberOfPerformanceIsRecognized() {
        assertThat(numbers("an order takes 41 ns here\n```\n41 ns\n```\nand 3 million bars per second\n"))
                .containsExactly("an order takes 41 ns here", "and 3 million bars per second");
        assertThat(numbers("a delay of 40 ms and 5 bars")).isEmpty();
    }

    /** A row that is new is on the page from the next full run on; one that is gone must not stay there. */
    @Test
    void theFileHasNoRowsThatTheSuiteHasNot() throws IOException {
        List<String> rows = doc().rowKeys();
        assertThat(Row.ALL).extracting(Row::key).containsAll(rows);
        assertThat(rows).hasSizeGreaterThan(40);
        String page = doc().page();
        assertThat(page).contains("| sma-cross in the engine / floor |", "|125K", "|1M", "|2000");
    }

    /** What the suite leaves can be read: a full run must not fail at its end. */
    @Test
    void aPageIsWrittenFromWhatTheSuiteLeaves(@TempDir Path folder) throws IOException {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (Row row : Row.ALL) {
            Score score = new Score();
            score.add(1_234.5, row.benchmark().equals(row.floor()) ? 10 : 1_200, 300);
            scores.put(row.key(), score);
        }
        String latencies = "[{\"perSecond\":125000,\"reachedPerSecond\":125000,\"keptUp\":true,\"count\":1,\"nanos\":"
                + "{\"p50\":500,\"p90\":600,\"p95\":700,\"p99\":4000,\"p99.9\":9000,\"p99.99\":31000,\"max\":41000}}]";
        String percentiles =
                "{\"p50\":66000,\"p90\":93000,\"p95\":99000,\"p99\":1500000,\"p99.9\":3000000,\"max\":6000000}";
        String rate = "{\"perSecond\":500,\"fileSystem\":\"ext4\",\"writtenBytes\":361,\"off\":" + percentiles
                + ",\"on\":" + percentiles + ",\"bareWrite\":" + percentiles + ",\"onByOffAndWrite\":0.5}";
        Results results = new Results(
                Row.ALL,
                scores,
                Map.of("ta4jLoop:double", 384.0),
                Map.of(
                        "latencyInProcess",
                        latencies,
                        "latencyOverTheWire",
                        latencies,
                        "decisionPath",
                        "[" + rate + "," + rate + "]",
                        "wholeProcess",
                        "{\"wallRatio\":1.6,\"residentMegabytes\":229.5,\"fewBarsSeconds\":0.49}",
                        "endurance",
                        "{\"orders\":10000000,\"bytesRetainedPerOrder\":65.2,\"longestPauseNanos\":0,"
                                + "\"longestOrderNanos\":41000,\"fileSystem\":\"tmpfs\",\"load\":1.5}"),
                Conditions.now(),
                List.of("-Xmx3g"),
                0.1,
                0.2,
                1,
                600);
        Path file = folder.resolve("performance.json");
        ResultJson.write(results, file);
        PerformanceDoc doc = new PerformanceDoc(Files.readString(file));
        assertThat(doc.page())
                .doesNotContain("{{")
                .contains(
                        "|125K|0.5µs|0.6µs|0.7µs|4.0µs|9.0µs|31µs|41µs|",
                        "| sma-cross in the engine | 1,200 | 120 | 1,235 | 300 |",
                        "|500|none|66µs|93µs|99µs|1.5ms|3.0ms|6.0ms|",
                        "|500|a bare durable write of 361 B|66µs|",
                        "| an event to its order on the socket, 500 a second, p50 | at most 100 µs | 66.0 µs | met |",
                        "| the same, p99 | at most 1,000 µs | 1,500 µs | **missed** by a factor of 1.50",
                        "| a whole backtest of a million bars as a process / floor | at most 1.50 | 1.60 | **missed**",
                        "| sma-cross in the engine / floor | at most 4.00 | 120 | **missed** by a factor of 30.0: what an idle",
                        "| an order, from the request to its callback | at most 256 B | 300 B | **missed** by a factor of 1.17",
                        "10,000,000 orders through a live session, each in its journal (on tmpfs) before it leaves: 65.2");
        String readme = "before\n" + PerformanceDoc.BEGIN + "old\n" + PerformanceDoc.END + "after\n";
        assertThat(doc.inReadme(readme))
                .startsWith("before\n" + PerformanceDoc.BEGIN + "| measured |")
                .endsWith(PerformanceDoc.END + "after\n")
                .doesNotContain("old");
        assertThat(doc.rowKeys()).hasSize(Row.ALL.size());
    }
}
