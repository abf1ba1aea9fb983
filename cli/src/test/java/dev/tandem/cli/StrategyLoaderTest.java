package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyLoaderTest {
    private static final String SOURCE = """
            package my.own;

            import dev.tandem.strategy.*;

            @Description("Mine.")
            public final class MyCross implements Strategy {
                private final int fast;

                public MyCross(@Parameter(name = "fast", byDefault = "3", min = "1", description = "bars") int fast) {
                    this.fast = fast;
                }

                @Override
                public void onStop(Trader trader) {
                    Beside.fail(fast);
                }

                @Override
                public String toString() {
                    return "MyCross " + fast;
                }
            }

            class Beside {
                static void fail(int number) {
                    java.util.List.of().get(number);
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aBuiltInIsFoundByItsName() {
        LoadedStrategy loaded = load("test-cross");
        assertThat(loaded.name()).isEqualTo("test-cross");
        assertThat(loaded.sha256()).matches("[0-9a-f]{64}");
        assertThat(loaded.resolved(Map.of("fast", "05")).toString()).isEqualTo("{fast=5, slow=30}");
        assertThat(loaded.create(Map.of())).isInstanceOf(TestStrategies.TestCross.class);
    }

    @Test
    void aSourceFileIsCompiledInMemoryAndKnownByItsBytes() throws IOException {
        Files.writeString(directory.resolve("MyCross.java"), SOURCE);
        LoadedStrategy loaded = load("MyCross.java");
        assertThat(loaded.name()).isEqualTo("my-cross");
        assertThat(loaded.definition().description()).isEqualTo("Mine.");
        assertThat(loaded.sha256()).isEqualTo(Sha256.of(SOURCE.getBytes(StandardCharsets.UTF_8)));
        assertThat(loaded.create(Map.of("fast", "7"))).hasToString("MyCross 7");
        assertThat(directory).isDirectoryContaining(p -> p.endsWith("MyCross.java"));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theSameFileTwiceIsTwoClassesThatDoNotDisturbEachOther() throws IOException {
        Files.writeString(directory.resolve("MyCross.java"), SOURCE);
        assertThat(load("MyCross.java").definition().type())
                .isNotEqualTo(load("MyCross.java").definition().type());
    }

    @Test
    void whatTheStrategyThrowsIsReportedWithItsOwnLineAsTheUserWroteThePath() throws IOException {
        Files.createDirectory(directory.resolve("sub dir"));
        Files.writeString(directory.resolve("sub dir/MyCross.java"), SOURCE);
        LoadedStrategy loaded = load("sub dir/MyCross.java");
        Strategy strategy = loaded.create(Map.of());
        Throwable thrown = catchThrowable(() -> stop(strategy));

        UserError error = loaded.failed(thrown, "bar 500, 2016-05-24T12:00:00.000Z");
        assertThat(error)
                .hasMessage(
                        "sub dir/MyCross.java:26: ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 0"
                                + " (bar 500, 2016-05-24T12:00:00.000Z)")
                .hasRootCause(thrown);
        assertThat(error.exitCode()).isEqualTo(2);
    }

    @Test
    void whatABuiltInThrowsIsReportedWithTheNameOfItsFile() {
        LoadedStrategy loaded = load("test-cross");
        RuntimeException thrown = new IllegalStateException("no idea");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.List", "get", "List.java", 1),
            new StackTraceElement("dev.tandem.cli.TestStrategies$TestCross$Inner", "x", "TestStrategies.java", 57),
        });
        assertThat(loaded.failed(thrown, "")).hasMessage("TestStrategies.java:57: IllegalStateException: no idea");
        thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(loaded.failed(thrown, "bar 1"))
                .hasMessage("strategy test-cross: IllegalStateException: no idea (bar 1)");
    }

    @Test
    void aClassIsFoundOnTheClassPathThatTheUserGives() throws IOException {
        Path source = directory.resolve("MyCross.java");
        Files.writeString(source, SOURCE);
        compile(source);
        LoadedStrategy loaded = loader().load("my.own.MyCross", List.of(directory.resolve("classes")));
        assertThat(loaded.name()).isEqualTo("my-cross");
        assertThat(loaded.sha256())
                .isEqualTo(Sha256.of(Files.readAllBytes(directory.resolve("classes/my/own/MyCross.class"))));

        Files.writeString(
                directory.resolve("Uses.java"),
                "public class Uses implements dev.tandem.strategy.Strategy { Object o = new my.own.MyCross(1); }");
        assertThat(loader().load("Uses.java", List.of(directory.resolve("classes")))
                        .create(Map.of()))
                .isNotNull();
        assertThatThrownBy(() -> load("Uses.java")).hasMessage("Uses.java:1: package my.own does not exist");
    }

    @Test
    void aFileThatIsCalledLikeABuiltInIsTheUsers() throws IOException {
        // Whoever begins with a copy of a built-in has this.
        Files.writeString(
                directory.resolve("SmaCross.java"),
                "package dev.tandem.examples; public class SmaCross implements dev.tandem.strategy.Strategy {\n"
                        + "    @Override public String toString() { return \"mine\"; }\n}\n");
        assertThat(load("SmaCross.java").create(Map.of())).hasToString("mine");
    }

    @Test
    void aClassOfTheUsersWithTheNameOfOneOfTandemsIsRefused() throws IOException {
        Files.writeString(
                directory.resolve("SmaCross.java"),
                "package dev.tandem.examples; public class SmaCross implements dev.tandem.strategy.Strategy {}");
        compile(directory.resolve("SmaCross.java"));
        assertThatThrownBy(() -> loader().load("dev.tandem.examples.SmaCross", List.of(directory.resolve("classes"))))
                .hasMessage("--strategy: bad value 'dev.tandem.examples.SmaCross': the class is on --classpath, and"
                        + " Tandem has one of that name: move yours to another package");
    }

    private void compile(Path source) {
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        new ByteArrayOutputStream(),
                        new ByteArrayOutputStream(),
                        "-d",
                        directory.resolve("classes").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).isZero();
    }

    private static void stop(Strategy strategy) {
        // The strategy of this test does not look at its trader.
        strategy.onStop((dev.tandem.strategy.Trader) java.lang.reflect.Proxy.newProxyInstance(
                StrategyLoaderTest.class.getClassLoader(),
                new Class<?>[] {dev.tandem.strategy.Trader.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private LoadedStrategy load(String named) {
        return loader().load(named, List.of());
    }

    private StrategyLoader loader() {
        Terminal terminal = new Terminal(
                new ByteArrayOutputStream(), new ByteArrayOutputStream(), false, false, directory, Map.of());
        return new StrategyLoader(terminal, BuiltInStrategies.find());
    }
}
