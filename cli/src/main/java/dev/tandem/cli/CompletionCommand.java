package dev.tandem.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        synopsisHeading = "",
        customSynopsis = {"tandem completion bash|zsh", ""},
        description = "prints the script with which bash or zsh completes commands and options",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  source <(tandem completion bash)                    # in ~/.bashrc",
            "  tandem completion zsh > ~/.tandem-completion.zsh    # and 'source' it in ~/.zshrc, after compinit"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", hideParamSyntax = true, paramLabel = "bash|zsh", description = "the shell")
    private @Nullable String shell;

    private CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new CompletionCommand(terminal));
        new Flags(List.of()).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        if (shell == null) {
            throw UserError.usage("completion: for which shell? Write bash or zsh");
        }
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw UserError.option("completion", shell, "bash or zsh");
        }
        terminal.out().print(AutoComplete.bash("tandem", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
