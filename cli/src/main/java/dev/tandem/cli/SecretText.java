package dev.tandem.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what must not stand on a command line: {@code env:NAME}, {@code file:FILE}, {@code file:FILE#NAME}, or the text itself. */
final class SecretText {
    private SecretText() {}

    /**
     * Where a secret stands is said; what it is never.
     *
     * @throws UserError naming the option and the place where nothing is
     */
    static String read(String option, String reference, Terminal terminal) {
        if (reference.startsWith("env:")) {
            String name = reference.substring(4);
            String text = terminal.environment().get(name);
            if (text == null || text.isEmpty()) {
                throw UserError.usage(option + ": the environment has no " + name + "; set it, or take the key out");
            }
            return text;
        }
        return reference.startsWith("file:") ? fromFile(option, reference.substring(5), terminal) : reference;
    }

    /** {@code webhook.secrets#NAME} is the line {@code NAME=…} of that file; without a name its first line. */
    private static String fromFile(String option, String reference, Terminal terminal) {
        int hash = reference.lastIndexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        Path path = terminal.resolve(file);
        try {
            List<String> lines = Files.readAllLines(path);
            if (hash < 0) {
                return lines.isEmpty() ? "" : lines.getFirst().strip();
            }
            String start = reference.substring(hash + 1) + "=";
            for (String line : lines) {
                if (line.startsWith(start)) {
                    return line.substring(start.length()).strip();
                }
            }
            throw UserError.usage(option + ": " + file + " has no line " + start + "…");
        } catch (IOException e) {
            throw UserError.usage(option + ": " + file + " cannot be read");
        }
    }
}
