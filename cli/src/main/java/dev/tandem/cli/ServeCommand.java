package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.plugin.PluginException;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.web.WebServerException;
import dev.tandem.webhook.AgentOptions;
import dev.tandem.webhook.AlertServer;
import dev.tandem.webhook.AlertServerOptions;
import dev.tandem.webhook.alert.AlertReader;
import dev.tandem.webhook.alert.AlertRules;
import dev.tandem.webhook.alert.Verdict;
import dev.tandem.webhook.alert.VerdictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem serve}: TradingView's alerts, and what agents say, become orders. */
@Command(
        name = "serve",
        synopsisHeading = "",
        customSynopsis = {
            "tandem serve --config tandem.yaml",
            "tandem serve --check FILE|- --config tandem.yaml [--now TIME] [--format json]",
            "tandem serve --init",
            ""
        },
        description = "takes TradingView's alerts and carries each out once, through the gate",
        footerHeading = "%n",
        footer = {
            "It prints one line of JSON when it listens. POST /webhooks/tradingview[/TOKEN] takes alerts, POST /v1/signals and",
            "/v1/forecasts take what agents say (GET /v1/openapi.json describes them; at an exchange with --bar), GET",
            "/v1/panel tells how well each of them was calibrated and what it weighs; GET /inbox shows",
            "what came of them (a browser's password, or 'Authorization: Bearer', is the inbox token, else any secret of",
            "those who may send); GET /health/live, /health/ready and /metrics. See docs/tradingview.md.",
            "",
            "Examples:",
            "  tandem serve --init",
            "  tandem serve --config tandem.yaml",
            "  tandem serve --check alert.json --config tandem.yaml --format json"
        })
final class ServeCommand implements Callable<Integer> {
    /** More than any alert may have. */
    private static final int MAX_BYTES = 64 * 1024;

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new ServeCommand(terminal));
        ServeFlags.flags().addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        if (values.isSet("--init")) {
            String config = values.text("--config", Config.DEFAULT_FILE);
            return new ServeInit(terminal, config).write();
        }
        ServeArguments arguments = new ServeArguments(spec, terminal);
        AlertRules rules = arguments.rules();
        if (values.text("--check") != null) {
            return check(values, rules);
        }
        return serve(spec, arguments, rules);
    }

    // --check

    private int check(Values values, AlertRules rules) {
        Instant now = values.time("--now");
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        byte[] body = body(values);
        Verdict verdict = body.length > MAX_BYTES
                ? new AlertReader(rules).tooLarge(MAX_BYTES)
                : new AlertReader(rules).read(body, now == null ? Instant.now() : now, false);
        terminal.out().println(format == OutputFormat.JSON ? VerdictJson.of(verdict) : VerdictText.of(verdict));
        return ExitCode.DONE;
    }

    private byte[] body(Values values) {
        String file = values.text("--check", "-");
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(terminal.resolve(file));
        } catch (IOException e) {
            throw UserError.usage("--check: " + Complaint.line(e));
        }
    }

    // Serving

    private int serve(CommandSpec command, ServeArguments arguments, AlertRules rules) {
        // What is wrong with the options is said before anything is opened.
        arguments.options(rules, java.util.List.of());
        PanelAgents agents = PanelAgents.of(arguments.values.list("--agents"));
        AtomicBoolean begun = new AtomicBoolean();
        try (Interruption interruption = Interruption.watch(begun::get)) {
            return serve(command, arguments, rules, agents, begun, interruption);
        }
    }

    /** @param begun set as soon as there is something that an interruption has to wait for */
    private int serve(
            CommandSpec command,
            ServeArguments arguments,
            AlertRules rules,
            PanelAgents agents,
            AtomicBoolean begun,
            Interruption interruption) {
        ServeMarkets.Opened opened = new ServeMarkets(command, terminal, arguments).open(rules);
        AlertServerOptions options = arguments.options(opened.rules(), opened.markets());
        if (!opened.agents().isEmpty()) {
            options = options.withAgents(new AgentOptions(agents, opened.agents(), arguments.agentBar()));
        }
        begun.set(true);
        try (AlertServer server = AlertServer.start(options)) {
            say(server, arguments, !opened.agents().isEmpty());
            interruption.await();
            return ExitCode.INTERRUPTED;
        } catch (WebServerException e) {
            throw UserError.network(String.valueOf(e.getMessage()));
        } catch (PluginException e) {
            throw UserError.network(arguments.exchange() + ": " + e.getMessage());
        } catch (JournalException e) {
            throw UserError.usage("--journal: " + e.getMessage());
        }
    }

    private void say(AlertServer server, ServeArguments arguments, boolean agents) {
        boolean loopback = server.isLoopback();
        terminal.err()
                .println(
                        loopback
                                ? "tandem: alerts are taken on loopback: only this machine can reach it"
                                : "tandem: alerts are taken on "
                                        + server.address().getAddress().getHostAddress()
                                        + ": other machines can reach it");
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("listening", server.uri().toString());
            json.writeStringField("reach", loopback ? "loopback" : "network");
            json.writeStringField("webhook", server.uri() + AlertServer.PATH);
            if (agents) {
                json.writeStringField("signals", server.uri() + AlertServer.AGENTS + "signals");
                json.writeStringField("forecasts", server.uri() + AlertServer.AGENTS + "forecasts");
            }
            json.writeStringField("inbox", server.uri() + "/inbox");
            json.writeStringField("exchange", arguments.exchange());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.out().println(line);
        terminal.out().flush();
    }
}
