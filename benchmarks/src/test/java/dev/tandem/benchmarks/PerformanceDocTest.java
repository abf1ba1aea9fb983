package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers in the documentation come from the file that the suite has written. */
class PerformanceDocTest {
    private static final Path ROOT = Path.of(System.getProperty("tandem.root", ".."));
    private static final Pattern PERFORMANCE = Pattern.compile(
            "\\d ?(ns|µs)\\b|\\d (million )?(bars|orders|events|ticks|trades) (per|a) second|\\d ?[KMG]?B/s"
                    + "|\\d (B|bytes) per (bar|order|event|trade|tick)|\\d times (as fast|faster|slower|the floor)");

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
}
