package dev.tandem.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The call that is being answered, as one could type it again into a shell. */
final class CallText {
    private CallText() {}

    static String of(CommandSpec spec, Config config) {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        String call = of(arguments);
        return config.isEmpty() ? call : call + "  # with " + quoted(config.name());
    }

    static String of(List<String> arguments) {
        return arguments.stream().map(CallText::quoted).collect(Collectors.joining(" ", "./tandem ", ""));
    }

    /** In single quotes where a POSIX shell would see more in it than text. */
    static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
