package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.strategy.StrategyParameter;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code tandem strategies}: which strategies can be run by name, and what can be tuned about them. */
@Command(
        name = "strategies",
        synopsisHeading = "",
        customSynopsis = {"tandem strategies [options]", ""},
        description = "lists the built-in strategies and their parameters",
        footerHeading = "%n",
        footer = {"Examples:", "  tandem strategies", "  tandem strategies --format json"})
final class StrategiesCommand extends ListCommand {
    StrategiesCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    void print(Terminal to) {
        BuiltInStrategies.find().all().forEach(strategy -> print(strategy, to));
    }

    private static void print(StrategyDefinition strategy, Terminal to) {
        to.out().println((strategy.name() + "  " + strategy.description()).stripTrailing());
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
            table.print(to.out(), "  ");
        }
        to.out().println();
    }

    @Override
    void write(JsonGenerator json) throws IOException {
        json.writeStringField("schema", "tandem.strategies/1");
        json.writeArrayFieldStart("strategies");
        for (StrategyDefinition strategy : BuiltInStrategies.find().all()) {
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
    }
}
