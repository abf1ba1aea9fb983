package dev.tandem.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A call of the command within this process, from a working directory. */
record Call(int exitCode, String out, String err) {
    static Call of(Path workingDirectory, String... arguments) {
        return of(workingDirectory, Map.of(), arguments);
    }

    static Call of(Path workingDirectory, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, err, false, false, workingDirectory, environment);
        int code = terminal.close(Tandem.run(List.of(arguments), terminal));
        return new Call(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
