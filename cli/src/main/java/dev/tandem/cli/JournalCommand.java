package dev.tandem.cli;

import dev.tandem.runtime.journal.JournalDamageException;
import dev.tandem.runtime.journal.JournalException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem journal}: what a live session took in and decided. */
@Command(
        name = "journal",
        synopsisHeading = "",
        customSynopsis = {"tandem journal COMMAND DIR [options]", ""},
        description = "looks into the journal of a live session",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {"Examples:", "  tandem journal verify my-journal", "  tandem journal show my-journal --type denial"})
final class JournalCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    private JournalCommand() {}

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new JournalCommand());
        new Flags(List.of()).addTo(commandLine);
        commandLine.addSubcommand(JournalShowCommand.commandLine(terminal));
        commandLine.addSubcommand(JournalVerifyCommand.commandLine(terminal));
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

    /** The directory that a command was given, which it cannot do without. */
    static String needed(@Nullable String directory, String command) {
        if (directory == null || directory.isBlank()) {
            throw UserError.usage(command + ": DIR: missing; for example tandem " + command + " my-journal");
        }
        return directory;
    }

    /** What is wrong with a journal, with its directory as the user wrote it. */
    static UserError problem(JournalException e, Path directory, String given) {
        if (e instanceof JournalDamageException damage) {
            return UserError.at(place(damage.file(), directory, given) + ":" + damage.offset(), damage.problem());
        }
        return UserError.usage(e.getMessage().replace(directory.toString(), given));
    }

    /** A file of the journal, as the user would write it. */
    static String place(Path file, Path directory, String given) {
        return file.toString().replace(directory.toString(), given);
    }
}
