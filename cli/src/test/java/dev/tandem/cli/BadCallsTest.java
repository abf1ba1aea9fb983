package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Wrong calls, from {@code bad-calls.csv}: each is exit code 2, nothing on standard output, and exactly the one line.
 * To add one, add a line there. {@code OK} stands for the three options that every backtest needs.
 */
class BadCallsTest {
    private static final String OK = "--data bars.csv --instrument BTC/USD --strategy test-cross";

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(
                directory.resolve("Broken.java"), "public class Broken {\n    int x = \"a\";\n    foo y;\n}\n");
        Files.writeString(directory.resolve("Other.java"), "public class Other {}\n");
        Files.writeString(directory.resolve("Empty.java"), "");
        Files.write(directory.resolve("Binary.java"), new byte[] {(byte) 0xff, 0, (byte) 0xfe, 1});
        Files.writeString(
                directory.resolve("Hidden.java"), "class Hidden implements dev.tandem.strategy.Strategy {}\n");
        Files.writeString(
                directory.resolve("Abstract.java"),
                "public abstract class Abstract implements dev.tandem.strategy.Strategy {}\n");
        Files.writeString(
                directory.resolve("NoWay.java"),
                "public class NoWay implements dev.tandem.strategy.Strategy {\n    NoWay() {}\n}\n");
        Files.writeString(
                directory.resolve("Misnamed.java"), "public class Named implements dev.tandem.strategy.Strategy {}\n");
        Files.writeString(
                directory.resolve("Throws.java"),
                "public class Throws implements dev.tandem.strategy.Strategy {\n    public Throws() {\n"
                        + "        Object o = null;\n        o.hashCode();\n    }\n}\n");
        Files.writeString(directory.resolve("unknown.yaml"), "cash: 5\nfe: 1\n");
        Files.writeString(directory.resolve("broken.yaml"), "cash: 5\n  - : {\n");
        Files.writeString(directory.resolve("twice.yaml"), "cash: 5\ncash: 6\n");
        Files.writeString(directory.resolve("list.yaml"), "- cash\n");
        Files.writeString(directory.resolve("value.yaml"), "# the fee\nbacktest:\n  fee: lots\n");
        Files.writeString(directory.resolve("flag.yaml"), "lenient: perhaps\n");
        Files.writeString(directory.resolve("nested.yaml"), "cash: {a: 1}\n");
        Files.writeString(directory.resolve("nothing.yaml"), "cash:\n");
        Files.writeString(directory.resolve("command.yaml"), "strategies: 5\n");
        Files.writeString(directory.resolve("elsewhere.yaml"), "strategies:\n  fee: 5\n");
        Files.writeString(directory.resolve("param.yaml"), "param: 5\n");
        Files.writeString(directory.resolve("two.yaml"), "cash: 5\n---\ncash: 6\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/bad-calls.csv", delimiter = ';', maxCharsPerColumn = 4096)
    void isOneLineThatSaysWhatWouldBeRight(String arguments, String line) {
        Call call = Call.of(directory, arguments.replace("OK", OK).split(" +"));

        assertThat(call.err()).isEqualTo(line + "\n");
        assertThat(call.out()).isEmpty();
        assertThat(call.exitCode()).isEqualTo(2);
    }

    @Test
    void anEmptyValueIsNotAValue() {
        Call call = Call.of(directory, "backtest", "--data", "", "--instrument", "BTC/USD", "--strategy", "x");
        assertThat(call.err()).isEqualTo("tandem: --data: bad value '': it must not be empty\n");
        assertThat(call.exitCode()).isEqualTo(2);
    }

    @Test
    void whatTheUserWroteCannotBreakTheLineOrTheTerminal() {
        Call call = Call.of(directory, "strategies", "--format", "a\nb\u001b[31mc\td\u202e");
        assertThat(call.err())
                .isEqualTo("tandem: --format: bad value 'a\\nb\\u001b[31mc\\td\\u202e': one of text, json\n");
    }

    @Test
    void aVeryLongValueIsCut() {
        Call call = Call.of(directory, "strategies", "--format", "x".repeat(100_000));
        assertThat(call.err())
                .hasSizeLessThan(1100)
                .startsWith("tandem: --format: bad value 'xxx")
                .endsWith("…\n");
    }

    @Test
    void theStackTraceIsThereForThoseWhoAsk() {
        String[] arguments = {"strategies", "--format", "x"};
        assertThat(Call.of(directory, java.util.Map.of("TANDEM_DEBUG", "1"), arguments)
                        .err())
                .contains("\tat dev.tandem.cli.")
                .endsWith("one of text, json\n");
        assertThat(Call.of(directory, "strategies", "--format", "x", "--verbose")
                        .err())
                .contains("\tat dev.tandem.cli.")
                .endsWith("one of text, json\n");
    }

    @Test
    void withoutACommandTheHelpGoesToStandardError() {
        Call call = Call.of(directory);
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).contains("Commands:");
    }
}
