package dev.tandem.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem data}: what there is to run a strategy on. */
@Command(
        name = "data",
        synopsisHeading = "",
        customSynopsis = {"tandem data COMMAND [options]", ""},
        description = "market data",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Example:", "  tandem data list"})
final class DataCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new DataCommand());
        new Flags(List.of()).addTo(commandLine);
        commandLine.addSubcommand(DataFetchCommand.commandLine(terminal));
        commandLine.addSubcommand(new DataListCommand(terminal).commandLine());
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
