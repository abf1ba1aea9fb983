package dev.tandem.cli;

import dev.tandem.confidence.csv.PlaceException;
import dev.tandem.marketdata.DataException;
import dev.tandem.strategy.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line on standard error and an exit code. */
final class Complaint {
    private static final int MAX_CHARS = 1000;

    private final Terminal terminal;
    private final Config config;
    private final boolean verbose;

    Complaint(Terminal terminal, Config config, boolean verbose) {
        this.terminal = terminal;
        this.config = config;
        this.verbose = verbose;
    }

    /** Says it and returns the exit code. */
    int about(Throwable problem) {
        if (verbose) {
            problem.printStackTrace(terminal.err());
        }
        switch (problem) {
            case UserError e -> {
                say(e.isLocated() ? e.getMessage() : "tandem: " + e.getMessage());
                return e.exitCode();
            }
            case DataException e -> {
                say(e.getMessage() == null ? "tandem: bad data" : e.getMessage());
                return ExitCode.USAGE;
            }
            case PlaceException e -> {
                say(e.place() + ": " + e.getMessage());
                return ExitCode.USAGE;
            }
            case ParameterException e -> {
                say(line(e));
                return ExitCode.USAGE;
            }
            case UncheckedIOException e -> {
                IOException cause = e.getCause();
                say("tandem: " + (cause == null ? String.valueOf(e.getMessage()) : line(cause)));
                return ExitCode.USAGE;
            }
            case IOException e -> {
                say("tandem: " + line(e));
                return ExitCode.USAGE;
            }
            case InvalidPathException e -> {
                say("tandem: '" + e.getInput() + "' is not a path: " + e.getReason());
                return ExitCode.USAGE;
            }
            case OutOfMemoryError e -> {
                long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
                say("tandem: out of memory with a heap of " + mebibytes
                        + " MiB: give it more with TANDEM_JAVA_OPTIONS=-Xmx4g (" + e.getMessage() + ")");
                return ExitCode.BROKEN;
            }
            default -> {
                say("tandem: this is a bug: " + name(problem) + at(problem)
                        + (verbose ? "" : " (--verbose shows all of it)"));
                return ExitCode.BROKEN;
            }
        }
    }

    private void say(String line) {
        terminal.sayLast(oneLine(line));
    }

    /** One line without control characters, whatever was in the values that it repeats. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                line.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.length() <= MAX_CHARS ? line.toString() : line.substring(0, MAX_CHARS) + "…";
    }

    private String line(ParameterException problem) {
        return switch (problem) {
            case UnmatchedArgumentException e -> unmatched(e);
            case MissingParameterException e
            when e.getMissing().size() == 1 && e.getMissing().getFirst() instanceof OptionSpec option ->
                "tandem: " + option.longestName() + ": needs a value: " + option.paramLabel();
            case OverwrittenOptionException e -> "tandem: " + name(e.getOverwritten()) + ": is given more than once";
            default -> value(problem);
        };
    }

    private String value(ParameterException problem) {
        ArgSpec argument = problem.getArgSpec();
        String value = problem.getValue();
        if (argument == null || value == null) {
            return "tandem: " + problem.getMessage();
        }
        String right = Boolean.class == argument.type() || boolean.class == argument.type()
                ? "true or false"
                : argument.paramLabel();
        // A value that was not on the command line came out of the configuration.
        return config.find(argument)
                .filter(found -> found.value().equals(value))
                .map(found -> found.origin() + ": bad value '" + value + "': " + right)
                .orElse("tandem: " + name(argument) + ": bad value '" + value + "': " + right);
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        CommandLine command = problem.getCommandLine();
        String written = problem.getUnmatched().getFirst();
        String seeHelp = "see " + command.getCommandSpec().qualifiedName() + " --help";
        if (written.startsWith("-") && written.length() > 1) {
            int equals = written.indexOf('=');
            String name = equals < 0 ? written : written.substring(0, equals);
            List<String> names = new ArrayList<>();
            for (OptionSpec option : command.getCommandSpec().options()) {
                names.addAll(List.of(option.names()));
            }
            return "tandem: unknown option '" + name + "': " + advice(name, names, seeHelp);
        }
        if (command.getSubcommands().isEmpty()) {
            return "tandem: unexpected argument '" + written + "': " + seeHelp;
        }
        List<String> names = new ArrayList<>();
        command.getSubcommands().forEach((name, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        return "tandem: unknown command '" + written + "': "
                + advice(written, names, "the commands are " + String.join(", ", names));
    }

    private static String advice(String written, List<String> known, String otherwise) {
        return Spelling.nearest(written, known)
                .map(name -> "did you mean " + name + "?")
                .orElse(otherwise);
    }

    private static String name(@Nullable ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName()
                : argument == null ? "?" : argument.paramLabel();
    }

    /** What an input or output error is about, in words. */
    static String line(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": " + absence(missing.getFile());
            case AccessDeniedException denied -> denied.getFile() + ": is not readable or writable for this user";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Where even the folder is missing, that is what has to be mended. */
    private static String absence(String file) {
        Path folder = Path.of(file).toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder) ? "there is no such file" : "there is no folder " + folder;
    }

    private static String name(Throwable problem) {
        String message = problem.getMessage();
        return problem.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String at(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
