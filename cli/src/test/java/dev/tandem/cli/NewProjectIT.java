package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of the user's own is built by Maven as a process, without a network and with nothing of Tandem installed. */
class NewProjectIT {
    private static final String DATA = "--data sample:bitstamp-btcusd --instrument BTC/USD --format json";

    @TempDir
    Path directory;

    @Test
    void aNewProjectBuildsTestsAndRuns() throws Exception {
        Path project = directory.resolve("my own/golden cross");
        Launch written = Launch.tandem(
                        "new", "golden-cross", "--dir", project.toString(), "--package", "com.example.golden")
                .run();
        assertThat(written.err()).isEmpty();
        assertThat(written.exitCode()).isZero();

        verify(project);
        assertThat(report(project))
                .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0")
                .contains("com.example.golden.GoldenCrossStrategyTest");

        // The program, as an IDE starts it.
        Launch main = Launch.command(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        "target/classes:" + Launch.root().resolve("cli/target/tandem/lib") + "/*",
                        "com.example.golden.RunBacktest")
                .in(project)
                .run();
        assertThat(main.err()).isEmpty();
        assertThat(main.out()).startsWith("GoldenCrossStrategy").contains("9,399 bars of 1m");

        // The same strategy in every way in which the command takes one.
        JsonNode source =
                backtest(project, "--strategy src/main/java/com/example/golden/GoldenCrossStrategy.java " + DATA);
        JsonNode folder = backtest(
                project, "--classpath target/classes --strategy com.example.golden.GoldenCrossStrategy " + DATA);
        JsonNode jar = backtest(
                project,
                "--classpath target/golden-cross-1.0-SNAPSHOT.jar --strategy com.example.golden.GoldenCrossStrategy "
                        + DATA);
        assertThat(source.get("trades").size()).isPositive();
        assertThat(main.out())
                .contains("Trades             " + source.get("trades").size());
        assertThat(folder.get("trades")).isEqualTo(source.get("trades"));
        assertThat(jar.get("trades")).isEqualTo(source.get("trades"));
        assertThat(List.of(result(folder), result(jar))).containsOnly(result(source));
    }

    @Test
    void theProjectInExamplesBuilds() throws Exception {
        Path project = Launch.root().resolve("examples/my-first-strategy");
        verify(project);
        assertThat(report(project)).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    }

    /** As a user does it; offline, because what it needs besides Tandem has been used by the build of this test. */
    private static void verify(Path project) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("maven.home"), "bin/mvn").toString(), "-B", "-o"));
        command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        command.add("verify");
        Launch maven = Launch.command(command.toArray(String[]::new))
                .in(project)
                .with("JAVA_HOME", "")
                .run();
        assertThat(maven.exitCode())
                .as("mvn verify says:\n%s%s", maven.out(), maven.err())
                .isZero();
        assertThat(maven.out()).doesNotContain("[WARNING]");
    }

    private static String report(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("target/surefire-reports"))) {
            Path text = files.filter(file -> file.toString().endsWith(".txt"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(text);
        }
    }

    private static String result(JsonNode json) {
        return json.get("receipt").get("resultSha256").asText();
    }

    private static JsonNode backtest(Path project, String options) throws Exception {
        Launch run =
                Launch.tandem(("backtest " + options).split(" ")).in(project).run();
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
