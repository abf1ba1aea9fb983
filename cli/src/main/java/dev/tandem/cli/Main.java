package dev.tandem.cli;

import java.util.List;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        int code = Tandem.run(List.of(arguments), terminal);
        System.exit(terminal.close(code));
    }
}
