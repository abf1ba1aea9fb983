package dev.tandem.cli;

import dev.tandem.model.Capability;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginProvider;
import dev.tandem.plugin.PluginRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem live}: runs a strategy at an exchange. Its options are in {@link LiveFlags}. */
@Command(
        name = "live",
        synopsisHeading = "",
        customSynopsis = {
            "tandem live --exchange NAME --instrument BASE/QUOTE --bar LENGTH --strategy NAME|File.java|CLASS",
            "            --journal DIR --sandbox|--endpoint URL|--real-money [options]",
            "tandem live --config tandem.yaml     # one or several strategies and accounts",
            ""
        },
        description = "runs a strategy at an exchange",
        footerHeading = "%n",
        footer = {
            "Keys come from the environment (TANDEM_BINANCE_KEY, TANDEM_BINANCE_SECRET) or --credentials FILE.",
            "",
            "Examples:",
            "  tandem live --exchange xchange:binance --instrument BTC/USDT --bar 1m --strategy sma-cross --quantity 0.001 \\",
            "              --stop-loss 0.02 --journal session --sandbox",
            "  tandem status --journal session"
        })
final class LiveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private LiveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new LiveCommand(terminal));
        LiveFlags.live().addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        LivePlan plan = LivePlan.read(spec, terminal);
        Values values = new Values(spec, true);
        WatchArguments watching = WatchArguments.read(values, terminal);
        Duration duration = values.duration("--duration", null);
        Path journal = values.path("--journal", terminal);
        plan.strategies().forEach(each -> each.checked(() -> mustTakeStops(each)));
        boolean check = values.isSet("--check");
        if (!check && journal == null) {
            throw UserError.usage("--journal: missing; the sessions are remembered there, such as --journal session");
        }
        if (check || journal == null) {
            for (LivePlan.Planned each : plan.strategies()) {
                terminal.out()
                        .println("ok: " + (plan.several() ? each.name() + ": " : "")
                                + each.loaded().name() + " on "
                                + String.join(", ", each.arguments().instruments()) + " at "
                                + each.arguments().exchange());
            }
            return ExitCode.DONE;
        }
        return new LiveRun(plan, journal, watching, duration, terminal)
                .run(each -> open(each.plugin()), each -> account(each.plugin()));
    }

    /** With a stop that the exchange does not take, every entry would be denied: that is said before anything is connected. */
    private static void mustTakeStops(LivePlan.Planned planned) {
        BacktestOptions options = planned.options();
        String option =
                options.stopLoss() != null ? "--stop-loss" : options.trailingStop() != null ? "--trailing-stop" : "";
        if (option.isEmpty()) {
            return;
        }
        String exchange = planned.arguments().exchange();
        try (PluginRegistry registry = PluginRegistry.discover()) {
            Optional<PluginProvider.Offer> offer = registry.offer(exchange);
            if (offer.isPresent() && !offer.get().capabilities().has(Capability.STOP_ORDER)) {
                throw UserError.usage(option + ": " + exchange
                        + " takes no stops, so every entry would be denied; leave it out, or trade where tandem exchanges"
                        + " says 'stop'");
            }
        }
    }

    static ExecutionPlugin open(PluginConfig config) {
        try {
            PluginRegistry registry = PluginRegistry.discover();
            if (registry.offer(config.exchange()).isEmpty()) {
                throw UserError.option(
                        "--exchange", config.exchange(), "there is no such exchange; tandem exchanges lists them");
            }
            return registry.plugin(config);
        } catch (PluginException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What tells accounts apart: the exchange, its address, and which key it is, without the key. */
    private static String account(PluginConfig config) {
        String key = config.settings().getOrDefault("key", config.settings().getOrDefault("credentials", ""));
        return config.exchange() + "/" + config.settings().getOrDefault("url", "") + "/"
                + Sha256.of(key.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
