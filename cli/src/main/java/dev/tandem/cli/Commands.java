package dev.tandem.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The subcommands, in the order in which a user comes to them: a strategy and its backtest, what the result is worth, live,
 * data. Each is made when it is wanted.
 */
final class Commands {
    private static final Map<String, Function<Terminal, CommandLine>> ALL = all();

    /** Those that speak of the other commands. */
    private static final Set<String> KNOW_THE_OTHERS = Set.of("completion", "help");

    private Commands() {}

    private static Map<String, Function<Terminal, CommandLine>> all() {
        Map<String, Function<Terminal, CommandLine>> all = new LinkedHashMap<>();
        all.put("backtest", BacktestCommand::commandLine);
        all.put("new", NewCommand::commandLine);
        all.put("strategies", terminal -> new StrategiesCommand(terminal).commandLine());
        all.put("bench", BenchCommand::commandLine);
        all.put("sweep", SweepCommand::commandLine);
        all.put("check-strategy", CheckStrategyCommand::commandLine);
        all.put("calibrate", CalibrateCommand::commandLine);
        all.put("paper", PaperCommand::commandLine);
        all.put("live", LiveCommand::commandLine);
        for (String name : ControlCommand.DESCRIPTIONS.keySet()) {
            all.put(name, terminal -> ControlCommand.commandLine(name, terminal));
        }
        all.put("serve", ServeCommand::commandLine);
        all.put("venue", VenueCommand::commandLine);
        all.put("exchanges", terminal -> new ExchangesCommand(terminal).commandLine());
        all.put("health", HealthCommand::commandLine);
        all.put("data", DataCommand::commandLine);
        all.put("journal", JournalCommand::commandLine);
        all.put("why", WhyCommand::commandLine);
        all.put("replay", ReplayCommand::commandLine);
        all.put("completion", CompletionCommand::commandLine);
        all.put("help", terminal -> HelpCommand.commandLine());
        all.put("warm-up", terminal -> new CommandLine(new WarmUpCommand(terminal)));
        return all;
    }

    static void addAll(CommandLine parent, Terminal terminal) {
        ALL.forEach((name, maker) -> parent.addSubcommand(name, maker.apply(terminal)));
    }

    /** Adds the command of that name alone; false if there is none, or if it has to know the others. */
    static boolean addOnly(String name, CommandLine parent, Terminal terminal) {
        Function<Terminal, CommandLine> maker = KNOW_THE_OTHERS.contains(name) ? null : ALL.get(name);
        if (maker == null) {
            return false;
        }
        parent.addSubcommand(name, maker.apply(terminal));
        return true;
    }
}
