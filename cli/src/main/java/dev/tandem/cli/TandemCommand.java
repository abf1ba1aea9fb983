package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it can only explain itself. */
@Command(
        name = "tandem",
        versionProvider = Version.class,
        synopsisHeading = "",
        customSynopsis = {"tandem COMMAND [options]", ""},
        description = {"One trading strategy, backtest and live in tandem.", ""},
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem backtest --data sample:bitstamp-btcusd --instrument BTC/USD --strategy sma-cross -p fast=10 -p slow=30",
            "  tandem strategies",
            "  tandem backtest --help",
            "",
            "Results go to standard output, everything else to standard error. Every option can stand in a tandem.yaml in",
            "the working directory, under its own name; an option on the command line wins.",
            "",
            "Exit codes: 0 done, 2 the call or its input is wrong, 3 refused by the gate or for safety,",
            "4 exchange or network trouble, 130 interrupted; 1 is a bug of Tandem's."
        })
final class TandemCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    private TandemCommand() {}

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new TandemCommand());
        new Flags(List.of(section(
                        "Options of every command",
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .scopeType(ScopeType.INHERIT)
                                .description("explains the command")
                                .build(),
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("says which version this is, and of Java")
                                .build(),
                        OptionSpec.builder("--config")
                                .type(String.class)
                                .arity("1")
                                .paramLabel("FILE")
                                .scopeType(ScopeType.INHERIT)
                                .description("options from this file (default: tandem.yaml, if there is one)")
                                .build(),
                        OptionSpec.builder("--verbose")
                                .type(boolean.class)
                                .arity("0..1")
                                .fallbackValue("true")
                                .hideParamSyntax(true)
                                .scopeType(ScopeType.INHERIT)
                                .description("more of the log, and the whole stack trace of an error")
                                .build())))
                .addTo(commandLine);
        return commandLine;
    }

    /** Without a command there is nothing to do: shows the help on standard error. */
    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
