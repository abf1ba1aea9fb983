package dev.tandem.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Tandem keeps what it has to remember between two calls: {@code $TANDEM_STATE}, else {@code $XDG_STATE_HOME/tandem},
 * else {@code ~/.local/state/tandem}, else {@code .tandem} in the working directory.
 */
final class StateFolder {
    private StateFolder() {}

    static Path of(Terminal terminal) {
        Map<String, String> environment = terminal.environment();
        String own = environment.getOrDefault("TANDEM_STATE", "");
        if (!own.isEmpty()) {
            return terminal.resolve(own);
        }
        String states = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!states.isEmpty()) {
            return terminal.resolve(states).resolve("tandem");
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty()
                ? terminal.resolve(".tandem")
                : terminal.resolve(home).resolve(".local/state/tandem");
    }
}
