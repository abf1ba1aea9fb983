package dev.tandem.cli;

import dev.tandem.report.TextReport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the command has around it: where results and messages go, the working directory, the environment.
 *
 * <p>Text is UTF-8 whatever the locale says, because JSON must be.
 */
final class Terminal {
    private final ResultStream results;
    private final BoundedErrorStream bounded;
    private final OutputStream rawErr;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final Path workingDirectory;
    private final Map<String, String> environment;

    Terminal(
            OutputStream out,
            OutputStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Path workingDirectory,
            Map<String, String> environment) {
        this.results = new ResultStream(out);
        this.rawErr = err;
        this.bounded = new BoundedErrorStream(err);
        this.out = new PrintStream(new BufferedOutputStream(results, 1 << 16), outIsTerminal, StandardCharsets.UTF_8);
        this.err = new PrintStream(errIsTerminal ? err : bounded, true, StandardCharsets.UTF_8);
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.workingDirectory = workingDirectory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The process's own. From here on what anybody else prints to {@link System#out}, a strategy for one, goes to
     * standard error, so that the result stays one document.
     */
    static Terminal ofProcess() {
        Terminal terminal = new Terminal(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Boolean.getBoolean("tandem.terminal.out"),
                Boolean.getBoolean("tandem.terminal.err"),
                Path.of("").toAbsolutePath(),
                System.getenv());
        System.setOut(terminal.err);
        System.setErr(terminal.err);
        return terminal;
    }

    /** Where results go. */
    PrintStream out() {
        return out;
    }

    /** Where everything else goes. */
    PrintStream err() {
        return err;
    }

    /** The line that says how it ended; it is written even where standard error is full. */
    void sayLast(String line) {
        byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        try {
            err.flush();
            if (errIsTerminal) {
                rawErr.write(bytes);
                rawErr.flush();
            } else {
                bounded.writeLast(bytes);
            }
        } catch (IOException e) {
            // Nobody is listening on standard error: the exit code still tells.
            return;
        }
    }

    /** Flushes the results. Returns the exit code: the one given, or another one if results were lost. */
    int close(int exitCode) {
        out.flush();
        String loss = results.loss();
        if (loss == null) {
            return exitCode;
        }
        sayLast("tandem: standard output: the result could not be written: " + loss);
        return exitCode == ExitCode.DONE ? ExitCode.BROKEN : exitCode;
    }

    boolean outIsTerminal() {
        return outIsTerminal;
    }

    boolean errIsTerminal() {
        return errIsTerminal;
    }

    /** Whether results may be colored: a terminal, and nobody has set {@code NO_COLOR}. */
    boolean colors() {
        return outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", ""));
    }

    /** How wide and how colorful a report may be; {@code COLUMNS} says how wide the terminal is, where it is set. */
    TextReport.Options reportOptions() {
        TextReport.Options options = TextReport.Options.DEFAULT.withAnsi(colors());
        String columns = environment.getOrDefault("COLUMNS", "");
        return outIsTerminal && columns.matches("[0-9]{1,4}")
                ? options.withWidth(Math.clamp(Integer.parseInt(columns), 60, 120))
                : options;
    }

    /** A path as the user wrote it, from where the user is. */
    Path resolve(String path) {
        return workingDirectory.resolve(path);
    }

    Map<String, String> environment() {
        return environment;
    }
}
