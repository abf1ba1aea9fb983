package dev.tandem.cli;

import dev.tandem.strategy.Spelling;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem help backtest} for those who don't write {@code tandem backtest --help}. */
@Command(name = "help", description = "explains a command")
final class HelpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "the command; without one, all of them")
    private @Nullable String command;

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
