package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Capability;
import dev.tandem.plugin.PluginProvider;
import dev.tandem.plugin.PluginRegistry;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tandem exchanges}: every execution plugin that can be loaded, and what it can do; without a network. */
@Command(
        name = "exchanges",
        synopsisHeading = "",
        customSynopsis = {"tandem exchanges [options]", ""},
        description = "lists the exchanges that can be traded on, and what each can do",
        footerHeading = "%n",
        footer = {"Examples:", "  tandem exchanges", "  tandem exchanges --format json"})
final class ExchangesCommand extends ListCommand {
    ExchangesCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    void print(Terminal to) {
        for (PluginProvider.Offer offer : offers()) {
            to.out().println(offer.name() + "  " + offer.description());
            String can = offer.capabilities().toString();
            to.out().println("  " + (can.isEmpty() ? "no orders" : can));
        }
    }

    private static List<PluginProvider.Offer> offers() {
        try (PluginRegistry registry = PluginRegistry.discover()) {
            return registry.offers();
        }
    }

    @Override
    void write(JsonGenerator json) throws IOException {
        json.writeStringField("schema", "tandem.exchanges/1");
        json.writeArrayFieldStart("exchanges");
        for (PluginProvider.Offer offer : offers()) {
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
    }
}
