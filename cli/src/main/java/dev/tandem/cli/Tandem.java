package dev.tandem.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** From arguments to an exit code. */
final class Tandem {
    private Tandem() {}

    /** Runs a command to its end. Throws nothing: what goes wrong is one line on standard error and an exit code. */
    static int run(List<String> arguments, Terminal terminal) {
        boolean verbose = isVerbose(arguments, terminal);
        if (verbose) {
            System.setProperty("tandem.verbose", "true");
        }
        Complaint early = new Complaint(terminal, Config.none(), verbose);
        try {
            return run(arguments, terminal, verbose);
        } catch (RuntimeException | Error e) {
            return early.about(e);
        }
    }

    private static int run(List<String> arguments, Terminal terminal, boolean verbose) {
        CommandLine commands = commands(arguments, terminal);
        Config config = Config.none();
        UserError configProblem = null;
        try {
            // What a command is about to write cannot be read yet.
            config = arguments.contains("--init")
                    ? Config.none()
                    : Config.load(configFile(arguments), terminal, commands);
        } catch (UserError e) {
            configProblem = e;
        }
        Complaint complaint = new Complaint(terminal, config, verbose);
        commands.setDefaultValueProvider(config);
        commands.setParameterExceptionHandler((e, args) -> complaint.about(e));
        commands.setExecutionExceptionHandler((e, commandLine, result) -> complaint.about(e));
        UserError problem = configProblem;
        commands.setExecutionStrategy(result -> execute(result, problem, complaint));
        return commands.execute(arguments.toArray(String[]::new));
    }

    /** Help and version are given even if the configuration is broken; nothing else is done then. */
    private static int execute(ParseResult result, @Nullable UserError configProblem, Complaint complaint) {
        Integer answered = CommandLine.executeHelpRequest(result);
        if (answered != null) {
            return answered;
        }
        if (configProblem != null) {
            return complaint.about(configProblem);
        }
        return new RunLast().execute(result);
    }

    /** The command with all its subcommands. */
    static CommandLine commands(Terminal terminal) {
        CommandLine commands = TandemCommand.commandLine();
        Commands.addAll(commands, terminal);
        return prepared(commands, terminal);
    }

    /** The command with the one subcommand that is called, if nothing needs the others: making them takes time. */
    private static CommandLine commands(List<String> arguments, Terminal terminal) {
        CommandLine commands = TandemCommand.commandLine();
        boolean isAlone = configFile(arguments) == null && !Config.isThere(terminal);
        if (!isAlone || arguments.isEmpty() || !Commands.addOnly(arguments.getFirst(), commands, terminal)) {
            Commands.addAll(commands, terminal);
        }
        return prepared(commands, terminal);
    }

    private static CommandLine prepared(CommandLine commands, Terminal terminal) {
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(Help.defaultColorScheme(terminal.colors() ? Help.Ansi.ON : Help.Ansi.OFF));
        commands.setUsageHelpWidth(120);
        commands.setExpandAtFiles(false);
        commands.setInterpolateVariables(false);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        return commands;
    }

    /** Found before parsing, because the file is needed for it. */
    private static @Nullable String configFile(List<String> arguments) {
        String file = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                break;
            }
            if (argument.startsWith("--config=")) {
                file = argument.substring("--config=".length());
            } else if (argument.equals("--config") && i + 1 < arguments.size()) {
                file = arguments.get(i + 1);
            }
        }
        return file;
    }

    private static boolean isVerbose(List<String> arguments, Terminal terminal) {
        return arguments.contains("--verbose")
                || !terminal.environment().getOrDefault("TANDEM_DEBUG", "").isEmpty();
    }
}
