package dev.tandem.cli;

import dev.tandem.plugin.PluginConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a call of {@code tandem live} or {@code tandem paper} is to run: the one strategy of the command line, or the table
 * {@code strategies} of the configuration.
 *
 * @param strategies each with its own options, checked
 * @param several whether they come from a table: then each has a folder of its own in the journal's
 */
record LivePlan(List<Planned> strategies, boolean several) {
    /**
     * One strategy.
     *
     * @param name what it is called on this machine
     * @param place where in the configuration it stands; empty for the command line
     */
    record Planned(
            String name,
            String place,
            LiveArguments arguments,
            BacktestOptions options,
            LoadedStrategy loaded,
            PluginConfig plugin) {
        /** Runs something, and says of which strategy it is when that goes wrong. */
        void checked(Runnable task) {
            within(place, name, () -> {
                task.run();
                return true;
            });
        }
    }

    private interface Step<T> {
        T take();
    }

    /** @throws UserError naming the option, or file, line and strategy */
    static LivePlan read(CommandSpec spec, Terminal terminal) {
        Values values = new Values(spec, true);
        Config config = values.config();
        Map<String, ConfigNode.Mapping> strategies =
                values.isOnCommandLine("--strategy") ? Map.of() : config.table(ConfigTable.STRATEGIES, spec);
        if (strategies.isEmpty()) {
            LiveArguments arguments = new LiveArguments(spec, terminal);
            Planned one = planned("", "", arguments, terminal);
            return new LivePlan(
                    List.of(new Planned(one.loaded().name(), "", arguments, one.options(), one.loaded(), one.plugin())),
                    false);
        }
        if (values.isSet("--lockstep") && strategies.size() > 1) {
            throw UserError.usage("--lockstep: a venue's clock waits for one strategy, and " + config.name() + " has "
                    + strategies.size());
        }
        Map<String, ConfigNode.Mapping> accounts = config.table(ConfigTable.ACCOUNTS, spec);
        List<Planned> all = new ArrayList<>();
        strategies.forEach((name, row) -> {
            String place = config.name() + ":" + row.line();
            all.add(within(place, name, () -> {
                String account = account(row, accounts, config);
                List<ConfigNode.Mapping> layers = new ArrayList<>();
                if (accounts.containsKey(account)) {
                    layers.add(accounts.get(account));
                }
                layers.add(row);
                CommandSpec own = again(spec, terminal, config.with(layers));
                return planned(name, place, new LiveArguments(own, terminal, account, place), terminal);
            }));
        });
        return new LivePlan(List.copyOf(all), true);
    }

    private static String account(ConfigNode.Mapping row, Map<String, ConfigNode.Mapping> accounts, Config config) {
        ConfigNode.Entry entry = row.entries().get(ConfigTable.ACCOUNT);
        if (entry == null || !(entry.value() instanceof ConfigNode.Scalar(String account, int line))) {
            if (accounts.size() == 1) {
                return accounts.keySet().iterator().next();
            }
            if (accounts.size() > 1) {
                throw UserError.usage("account: missing; one of " + String.join(", ", accounts.keySet()));
            }
            return PluginConfig.DEFAULT_ACCOUNT;
        }
        if (!accounts.containsKey(account)) {
            throw UserError.at(
                    config.name() + ":" + entry.line(),
                    "account: there is no '" + account + "' below 'accounts'"
                            + (accounts.isEmpty() ? "" : "; there are " + String.join(", ", accounts.keySet())));
        }
        return account;
    }

    /** The same call once more, with what the configuration says of one strategy. */
    private static CommandSpec again(CommandSpec spec, Terminal terminal, Config config) {
        CommandLine commands = Tandem.commands(terminal);
        commands.setDefaultValueProvider(config);
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return commands.parseArgs(arguments.toArray(String[]::new)).subcommand().commandSpec();
    }

    private static Planned planned(String name, String place, LiveArguments arguments, Terminal terminal) {
        BacktestOptions options = arguments.strategy();
        arguments.bar();
        arguments.warmUp();
        arguments.onStop();
        arguments.safety(null);
        boolean live = arguments.isLive();
        if (live) {
            arguments.isLockstep();
            arguments.refuseWhatIsNotSafe(options);
        }
        LoadedStrategy loaded =
                new StrategyLoader(terminal, BuiltInStrategies.find()).load(options.strategy(), options.classpath());
        loaded.create(options.parameters());
        return new Planned(name, place, arguments, options, loaded, arguments.plugin(live));
    }

    private static <T> T within(String place, String name, Step<T> step) {
        if (place.isEmpty()) {
            return step.take();
        }
        try {
            return step.take();
        } catch (UserError e) {
            throw e.isLocated() ? e : e.within(place, "strategies." + name);
        }
    }

    /** Where a strategy's journal is. */
    Path journal(Path folder, Planned strategy) {
        return several ? folder.resolve(strategy.name()) : folder;
    }
}
