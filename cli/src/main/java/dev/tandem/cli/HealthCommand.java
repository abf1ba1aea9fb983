package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem health}: can the exchange be used from here, with these keys, at this moment? */
@Command(
        name = "health",
        synopsisHeading = "",
        customSynopsis = {"tandem health --exchange NAME [options]", ""},
        description = {
            "connects to an exchange, loads what is traded there, and says how it is;",
            "exit code 0: healthy, 4: anything else"
        },
        footerHeading = "%n",
        footer = {
            "Keys are taken from TANDEM_BINANCE_KEY and TANDEM_BINANCE_SECRET (with the name of the exchange), or from",
            "--credentials; without any, only public data are looked at.",
            "",
            "Examples:",
            "  tandem health --exchange xchange:kraken",
            "  tandem health --exchange xchange:binance --endpoint http://127.0.0.1:8080 --format json"
        })
final class HealthCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private HealthCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new HealthCommand(terminal));
        new Flags(List.of(ExchangeAccess.options(), section("Result", Flags.format()))).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        if (values.text("--exchange") == null) {
            throw UserError.usage("--exchange: missing; for example tandem health --exchange xchange:binance");
        }
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        ExchangeAccess access = new ExchangeAccess(values, terminal);
        try (PluginRegistry registry = PluginRegistry.discover()) {
            ExecutionPlugin plugin = access.open(registry, Map.of());
            long instruments = 0;
            Health health;
            try {
                plugin.init(report -> {});
                instruments = plugin.instruments().size();
                health = plugin.healthCheck();
            } catch (PluginException e) {
                health = new Health(Health.State.DOWN, String.valueOf(e.getMessage()), Duration.ZERO);
            }
            show(format, access.exchange(), health, instruments);
            return health.state() == Health.State.HEALTHY ? ExitCode.DONE : ExitCode.NETWORK;
        }
    }

    private void show(OutputFormat format, String exchange, Health health, long instruments) {
        switch (format) {
            case TEXT -> {
                terminal.out()
                        .println(exchange + "  " + health.state().name().toLowerCase(Locale.ROOT) + ": "
                                + Complaint.oneLine(health.message()));
                terminal.out().println("  instruments  " + instruments);
                terminal.out().println("  clock        " + health.clockSkew().toMillis() + " ms ahead of ours");
            }
            case JSON -> Json.print(terminal, json -> write(json, exchange, health, instruments));
        }
    }

    private static void write(JsonGenerator json, String exchange, Health health, long instruments) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.health/1");
        json.writeStringField("exchange", exchange);
        json.writeStringField("state", health.state().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("healthy", health.state() == Health.State.HEALTHY);
        json.writeStringField("message", health.message());
        json.writeNumberField("clockSkewMillis", health.clockSkew().toMillis());
        json.writeNumberField("instruments", instruments);
        json.writeEndObject();
    }
}
