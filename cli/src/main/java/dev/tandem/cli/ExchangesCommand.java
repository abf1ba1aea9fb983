package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Capability;
import dev.tandem.plugin.PluginProvider;
import dev.tandem.plugin.PluginRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem exchanges}: every execution plugin that can be loaded, and what it can do; without a network. */
@Command(
        name = "exchanges",
        synopsisHeading = "",
        customSynopsis = {"tandem exchanges [options]", ""},
        description = "lists the exchanges that can be traded on, and what each can do",
        footerHeading = "%n",
        footer = {"Examples:", "  tandem exchanges", "  tandem exchanges --format json"})
final class ExchangesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private ExchangesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new ExchangesCommand(terminal));
        new Flags(List.of(section("Result", Flags.format()))).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        OutputFormat format = new Values(spec).choice("--format", OutputFormat.class, OutputFormat.TEXT);
        try (PluginRegistry registry = PluginRegistry.discover()) {
            List<PluginProvider.Offer> offers = registry.offers();
            switch (format) {
                case TEXT -> offers.forEach(this::print);
                case JSON -> Json.print(terminal, json -> write(offers, json));
            }
        }
        return ExitCode.DONE;
    }

    private void print(PluginProvider.Offer offer) {
        terminal.out().println(offer.name() + "  " + offer.description());
        terminal.out().println("  " + offer.capabilities());
    }

    private static void write(List<PluginProvider.Offer> offers, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.exchanges/1");
        json.writeArrayFieldStart("exchanges");
        for (PluginProvider.Offer offer : offers) {
            json.writeStartObject();
            json.writeStringField("name", offer.name());
            json.writeStringField("description", offer.description());
            json.writeArrayFieldStart("capabilities");
            for (Capability capability : offer.capabilities().asSet()) {
                json.writeString(capability.text());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
