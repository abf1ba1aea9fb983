package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.strategy.StrategyParameter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem strategies}: which strategies can be run by name, and what can be tuned about them. */
@Command(
        name = "strategies",
        synopsisHeading = "",
        customSynopsis = {"tandem strategies [options]", ""},
        description = "lists the built-in strategies and their parameters",
        footerHeading = "%n",
        footer = {"Examples:", "  tandem strategies", "  tandem strategies --format json"})
final class StrategiesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private StrategiesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new StrategiesCommand(terminal));
        new Flags(List.of(section("Result", Flags.format()))).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        OutputFormat format = new Values(spec).choice("--format", OutputFormat.class, OutputFormat.TEXT);
        List<StrategyDefinition> strategies = BuiltInStrategies.find().all();
        switch (format) {
            case TEXT -> strategies.forEach(this::print);
            case JSON -> Json.print(terminal, json -> write(strategies, json));
        }
        return ExitCode.DONE;
    }

    private void print(StrategyDefinition strategy) {
        terminal.out().println((strategy.name() + "  " + strategy.description()).stripTrailing());
        if (!strategy.parameters().isEmpty()) {
            Table table = new Table("PARAMETER", "TYPE", "DEFAULT", "RANGE", "MEANING");
            for (StrategyParameter parameter : strategy.parameters()) {
                table.row(
                        parameter.name(),
                        parameter.type(),
                        parameter.defaultValue(),
                        parameter.range(),
                        parameter.description());
            }
            table.print(terminal.out(), "  ");
        }
        terminal.out().println();
    }

    private static void write(List<StrategyDefinition> strategies, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.strategies/1");
        json.writeArrayFieldStart("strategies");
        for (StrategyDefinition strategy : strategies) {
            json.writeStartObject();
            json.writeStringField("name", strategy.name());
            json.writeStringField("description", strategy.description());
            json.writeStringField("class", strategy.type().getName());
            json.writeArrayFieldStart("parameters");
            for (StrategyParameter parameter : strategy.parameters()) {
                json.writeStartObject();
                json.writeStringField("name", parameter.name());
                json.writeStringField("type", parameter.type());
                json.writeStringField("default", parameter.defaultValue());
                json.writeStringField("min", parameter.minimum());
                json.writeStringField("max", parameter.maximum());
                json.writeStringField("description", parameter.description());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
