package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reference strategy trades the same as a built-in, as a source file, and as a class in a jar. */
class ReferenceStrategiesTest {
    private static final Map<String, String> CLASSES =
            Map.of("sma-cross", "SmaCross", "rsi-limit", "RsiLimit", "ema-flip", "EmaFlip");

    private static final List<String> RUNS =
            List.of("a", "b1", "b1-nextbar", "b1tp", "b1tp-nextbar", "b2", "b2-nextbar", "c", "d", "e", "e-nextbar");

    private static final Path SOURCES = Launch.root().resolve("examples/src/main/java/dev/tandem/examples");

    @TempDir
    static Path directory;

    @BeforeAll
    static void theSameSourcesInAPackageOfTheUsersAsFilesAndInAJar() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.resolve("classes").toString()));
        for (String strategy : CLASSES.values()) {
            String source = Files.readString(SOURCES.resolve(strategy + ".java"));
            Path file = directory.resolve(strategy + ".java");
            Files.writeString(file, source.replace("package dev.tandem.examples;", "package my.own;"));
            arguments.add(file.toString());
        }
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, OutputStream.nullOutputStream(), arguments.toArray(String[]::new));
        assertThat(compiled).isZero();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(directory.resolve("mine.jar")));
                Stream<Path> files = Files.walk(directory.resolve("classes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(
                        directory.resolve("classes").relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coinbase_btcusd_4h", "cme_6eh4_1m_2024-01"})
    void theTradesAreThoseOfTheIndependentCalculation(String data) throws IOException {
        Path shared = Launch.root().resolve("../shared");
        Path bars = shared.resolve("data/" + data + ".csv");
        assumeTrue(Files.exists(bars), () -> "skipped: " + bars + " is not beside the project");
        for (String run : RUNS) {
            Path file = shared.resolve("expected/" + data + "/" + run + ".json");
            JsonNode expected = new ObjectMapper().readTree(Files.readString(file));
            List<String> wanted = new ArrayList<>();
            for (JsonNode trade : expected.get("trades")) {
                wanted.add(trade.get("side").asText() + " " + trade.get("entry_idx") + " to " + trade.get("exit_idx"));
            }
            JsonNode result = sameInEachForm(
                    run, bars.toString(), expected.get("size").decimalValue().toPlainString());
            assertThat(trades(result)).as(run).isEqualTo(wanted);
        }
    }

    @Test
    void theTradesAreTheSameOnASample() throws IOException {
        for (String run : RUNS) {
            assertThat(trades(sameInEachForm(run, "sample:bitstamp-btcusd", "1")))
                    .as(run)
                    .isNotEmpty();
        }
    }

    /** Runs it in its four forms and returns the result, which is the same for all. */
    private static JsonNode sameInEachForm(String run, String data, String quantity) throws IOException {
        String builtIn = switch (run.charAt(0)) {
            case 'c' -> "rsi-limit";
            case 'd' -> "ema-flip";
            default -> "sma-cross";
        };
        String type = String.valueOf(CLASSES.get(builtIn));
        JsonNode result = run(run, data, quantity, builtIn);
        Map<String, JsonNode> others = Map.of(
                "its own file",
                        run(run, data, quantity, SOURCES.resolve(type + ".java").toString()),
                "a file of the user's", run(run, data, quantity, type + ".java"),
                "a jar", run(run, data, quantity, "my.own." + type, "--classpath", "mine.jar"),
                "a folder", run(run, data, quantity, "my.own." + type, "--classpath", "classes"));
        others.forEach((form, other) -> {
            for (String key : List.of("trades", "equity", "fees", "position", "orders", "bothLegsTouched")) {
                assertThat(other.get(key))
                        .as("%s of %s from %s", key, run, form)
                        .isEqualTo(result.get(key));
            }
            assertThat(other.at("/receipt/resultSha256"))
                    .as("the result of %s from %s", run, form)
                    .isEqualTo(result.at("/receipt/resultSha256"));
            assertThat(other.at("/strategy/params")).isEqualTo(result.at("/strategy/params"));
            assertThat(other.at("/strategy/name")).isEqualTo(result.at("/strategy/name"));
            assertThat(other.at("/receipt/strategySha256").asText())
                    .as("the strategy itself is another one")
                    .isNotEqualTo(result.at("/receipt/strategySha256").asText());
        });
        return result;
    }

    private static JsonNode run(String run, String data, String quantity, String strategy, String... more)
            throws IOException {
        List<String> call = new ArrayList<>(List.of(
                "backtest", "--data", data, "--instrument", "BTC/USD", "--strategy", strategy, "--quantity", quantity));
        call.addAll(List.of(more));
        if (run.startsWith("b")) {
            call.addAll(List.of("--stop-loss", "0.02", "--take-profit", "0.04"));
        }
        if (run.startsWith("b1") || run.startsWith("e")) {
            call.add("--no-signal-exit");
        }
        if (run.startsWith("b1tp")) {
            call.addAll(List.of("--fills", "optimistic"));
        }
        if (run.startsWith("e")) {
            call.addAll(List.of("--trailing-stop", "0.03"));
        }
        if (run.endsWith("-nextbar")) {
            call.addAll(List.of("--bracket-from", "next-bar"));
        }
        call.addAll(List.of("--format", "json"));
        Call called = Call.of(directory, call.toArray(String[]::new));
        assertThat(called.err()).isEmpty();
        assertThat(called.exitCode()).isZero();
        return new ObjectMapper().readTree(called.out().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> trades(JsonNode result) {
        List<String> trades = new ArrayList<>();
        for (JsonNode trade : result.get("trades")) {
            trades.add(trade.get("side").asText() + " " + trade.get("entryIndex") + " to " + trade.get("exitIndex"));
        }
        return trades;
    }
}
