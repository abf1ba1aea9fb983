package dev.tandem.cli;

import dev.tandem.sweep.check.CheckJson;
import dev.tandem.sweep.check.CheckResult;
import dev.tandem.sweep.check.CheckText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem check-strategy}: does a strategy know what it cannot know? */
@Command(
        name = "check-strategy",
        synopsisHeading = "",
        customSynopsis = {
            "tandem check-strategy --data FILE|sample:NAME --instrument BASE/QUOTE --strategy NAME|File.java|CLASS",
            "                      [-p key=value]... [options]",
            ""
        },
        description = "finds look-ahead and warm-up mistakes",
        footerHeading = "%n",
        footer = {
            "It runs the strategy again and again with another future and with a later start, and compares every order with",
            "its price, size and exits. A strategy that reads the data file itself is shown a changed one.",
            "",
            "Exit codes: 0 it is clean, 2 the call or its input is wrong, 3 something was found.",
            "",
            "Examples:",
            "  tandem check-strategy --data sample:bitstamp-btcusd --instrument BTC/USD --strategy sma-cross",
            "  tandem check-strategy --data bars.csv --instrument ETH/USDT --strategy MyStrategy.java --format json"
        })
final class CheckStrategyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private CheckStrategyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new CheckStrategyCommand(terminal));
        flags().addTo(commandLine);
        return commandLine;
    }

    private static Flags flags() {
        List<Flags.Section> all = new ArrayList<>();
        all.add(Flags.section(
                "What is checked (required)",
                Flags.value("--data", "FILE|sample:NAME", "as for tandem backtest"),
                Flags.value("--instrument", "BASE/QUOTE", "what is traded, such as BTC/USD"),
                Flags.value("--strategy", "NAME|File.java|CLASS", "as for tandem backtest")));
        all.addAll(BacktestFlags.conditions());
        all.add(Flags.section("Result", Flags.format()));
        return new Flags(List.copyOf(all));
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        BacktestOptions options = BacktestArguments.read(spec, terminal);
        LoadedStrategy strategy =
                new StrategyLoader(terminal, BuiltInStrategies.find()).load(options.strategy(), options.classpath());
        CheckResult result =
                new CheckStrategyRun(options, new Values(spec).text("--columns"), strategy, terminal).run();
        switch (options.format()) {
            case TEXT -> terminal.out().print(CheckText.of(result, strategy.name()));
            case JSON ->
                Json.print(terminal, json -> {
                    json.writeStartObject();
                    json.writeStringField("schema", "tandem.check-strategy/1");
                    json.writeObjectFieldStart("strategy");
                    json.writeStringField("name", strategy.name());
                    json.writeObjectFieldStart("params");
                    for (Map.Entry<String, String> entry :
                            strategy.resolved(options.parameters()).entrySet()) {
                        json.writeStringField(entry.getKey(), entry.getValue());
                    }
                    json.writeEndObject();
                    json.writeEndObject();
                    json.writeStringField("instrument", options.instrument().symbol());
                    json.writeStringField("data", options.data());
                    CheckJson.write(result, json);
                    json.writeEndObject();
                });
        }
        return result.isClean() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
