package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    @TempDir
    Path directory;

    @Test
    void aCommandThatIsCalledAloneIsTheOneAmongAll() {
        Terminal terminal = new Terminal(
                new ByteArrayOutputStream(), new ByteArrayOutputStream(), false, false, directory, Map.of());
        CommandLine all = Tandem.commands(terminal);
        assertThat(all.getSubcommands()).hasSizeGreaterThan(20);
        all.getSubcommands().forEach((name, command) -> {
            CommandLine alone = new CommandLine(CommandLine.Model.CommandSpec.create());
            boolean knowsTheOthers = name.equals("help") || name.equals("completion");
            assertThat(Commands.addOnly(name, alone, terminal)).as(name).isNotEqualTo(knowsTheOthers);
            assertThat(command.getCommandName()).isEqualTo(name);
            CommandLine made = alone.getSubcommands().get(name);
            if (made != null) {
                assertThat(made.getCommandSpec().userObject())
                        .hasSameClassAs(command.getCommandSpec().userObject());
            }
        });
    }

    @Test
    void strategiesAreListedForPeople() {
        Call call = Call.of(directory, "strategies");
        assertThat(call.out()).startsWith("ema-flip  ").endsWith("""
                test-cross  Crosses two averages.
                  PARAMETER  TYPE  DEFAULT  RANGE       MEANING
                  fast       int   10       1 to 100    bars
                  slow       int   30       at least 2  bars

                test-hold

                """);
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
    }

    @Test
    void strategiesAreListedForPrograms() throws IOException {
        JsonNode strategies = json("strategies", "--format", "json").get("strategies");
        assertThat(named(strategies, "test-cross").toString())
                .isEqualTo("{\"name\":\"test-cross\",\"description\":\"Crosses two averages.\","
                        + "\"class\":\"dev.tandem.cli.TestStrategies$TestCross\",\"parameters\":["
                        + "{\"name\":\"fast\",\"type\":\"int\",\"default\":\"10\",\"min\":\"1\",\"max\":\"100\","
                        + "\"description\":\"bars\"},{\"name\":\"slow\",\"type\":\"int\",\"default\":\"30\","
                        + "\"min\":\"2\",\"max\":null,\"description\":\"bars\"}]}");
    }

    private static JsonNode named(JsonNode strategies, String name) {
        for (JsonNode strategy : strategies) {
            if (strategy.get("name").asText().equals(name)) {
                return strategy;
            }
        }
        throw new AssertionError("no strategy " + name + " in " + strategies);
    }

    @Test
    void theConfigurationSaysForWhomTheResultIs() throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), "format: json\nfee: 0.001\n");
        assertThat(Call.of(directory, "strategies").out()).startsWith("{");
        assertThat(Call.of(directory, "strategies", "--format", "text").out()).startsWith("ema-flip");
        Files.writeString(directory.resolve("tandem.yaml"), "format: text\nstrategies: {format: json}\n");
        assertThat(Call.of(directory, "strategies").out()).startsWith("{");
        assertThat(Call.of(directory, "data", "list").out()).startsWith("DATA");
        Files.writeString(directory.resolve("tandem.yaml"), "data: {list: {format: json}}\n");
        assertThat(Call.of(directory, "data", "list").out()).startsWith("{");
    }

    @Test
    void samplesAreListed() throws IOException {
        assertThat(Call.of(directory, "data", "list").out()).startsWith("DATA ").contains("\nsample:bitstamp-btcusd ");
        JsonNode sample =
                json("data", "list", "--format", "json").get("samples").get(0);
        assertThat(sample.get("data").asText()).isEqualTo("sample:bitstamp-btcusd");
        assertThat(sample.get("kind").asText()).isEqualTo("trades");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "backtest --help",
                "calibrate --help",
                "journal --help",
                "journal show --help",
                "journal verify --help",
                "backtest -h",
                "bench --help",
                "new --help",
                "live --help",
                "paper --help",
                "status --help",
                "flatten --help",
                "serve --help",
                "venue --help",
                "strategies --help",
                "data --help",
                "data list --help",
                "completion --help",
                "help",
                "help backtest"
            })
    void helpIsAResultAndHasAnExample(String arguments) {
        Call call = Call.of(directory, arguments.split(" "));
        assertThat(call.out())
                .contains("xample")
                .contains("tandem ")
                .doesNotContain("\u001b")
                .doesNotContain("PARAM ");
        assertThat(call.out().lines()).allMatch(line -> line.length() <= 120, "at most 120 characters");
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
    }

    @Test
    void helpAndVersionAreGivenEvenIfTheConfigurationIsBroken() throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), "nonsense: 1\n");
        assertThat(Call.of(directory, "--help").exitCode()).isZero();
        assertThat(Call.of(directory, "backtest", "--help").exitCode()).isZero();
        assertThat(Call.of(directory, "--version").out()).matches("tandem 0\\.1\\.0\\S*, Java 25\\S* \\(.*\\)\n");
        assertThat(Call.of(directory, "strategies").err())
                .isEqualTo(
                        "tandem.yaml:1: unknown key 'nonsense': the keys are the long options of the commands, such as"
                                + " 'fee'\n");
    }

    @Test
    void completionKnowsCommandsOptionsAndTheirValues() {
        String script = Call.of(directory, "completion", "bash").out();
        assertThat(script)
                .contains("backtest")
                .contains("--bracket-from")
                .contains("bench")
                .contains("--quick")
                .contains("journal")
                .contains("verify")
                .contains("cancel-answer")
                .contains("pessimistic")
                .contains("complete ");
        assertThat(Call.of(directory, "completion", "zsh").out()).contains("bashcompinit");
    }

    @Test
    void theTrainingRunOfTheCacheLeavesNoTraceInTheOutput() {
        Call call = Call.of(directory, "warm-up");
        assertThat(call.exitCode()).isZero();
        assertThat(call.out() + call.err()).isEmpty();
    }

    private JsonNode json(String... arguments) throws IOException {
        Call call = Call.of(directory, arguments);
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
        return new ObjectMapper().readTree(call.out());
    }
}
