package dev.tandem.cli;

import dev.tandem.strategy.Spelling;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem help backtest} for those who don't write {@code tandem backtest --help}. */
@Command(
        name = "help",
        synopsisHeading = "",
        customSynopsis = {"tandem help [COMMAND]", ""},
        description = "explains a command",
        footerHeading = "%n",
        footer = {"Example:", "  tandem help backtest"})
final class HelpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            hideParamSyntax = true,
            paramLabel = "COMMAND",
            description = "the command; without one, all of them")
    private @Nullable String command;

    private HelpCommand() {}

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new HelpCommand());
        new Flags(List.of()).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        CommandLine root = spec.root().commandLine();
        CommandLine explained = command == null ? root : root.getSubcommands().get(command);
        if (explained == null) {
            throw UserError.option(
                    "help",
                    String.valueOf(command),
                    Spelling.advice(
                            String.valueOf(command),
                            "commands",
                            root.getSubcommands().keySet()));
        }
        explained.usage(explained.getOut());
        return ExitCode.DONE;
    }
}
