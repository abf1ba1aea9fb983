package dev.tandem.cli;

import dev.tandem.strategy.Spelling;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The two parts of {@code tandem.yaml} that are tables: {@code strategies} and {@code accounts}, each a name with options of
 * its own below it. What is not said there is taken from the account, then from the file's top.
 *
 * <pre>{@code
 * accounts:
 *   main:  { exchange: xchange:binance, sandbox: true }
 * strategies:
 *   trend: { account: main, strategy: sma-cross, instrument: BTC/USDT, bar: 1m, param: { fast: 5 } }
 * }</pre>
 */
enum ConfigTable {
    STRATEGIES("strategies"),
    ACCOUNTS("accounts");

    /** What names the account of a strategy. */
    static final String ACCOUNT = "account";

    private static final String NAME = "name";
    private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    /** What is about the whole process, and so cannot be said of one strategy. */
    private static final Set<String> OF_THE_PROCESS = Set.of(
            "journal",
            "duration",
            "format",
            "check",
            "lockstep",
            "metrics",
            "heartbeat",
            "heartbeat-every",
            "log-file",
            "log-format",
            "config",
            "help",
            "version",
            "verbose");

    private static final List<String> OF_AN_ACCOUNT =
            List.of("exchange", "endpoint", "sandbox", "real-money", "credentials", "fee");

    final String key;

    ConfigTable(String key) {
        this.key = key;
    }

    /** {@code strategies} is a command as well: what has nothing but plain options below it is about that. */
    boolean is(ConfigNode.Entry entry) {
        return this == ACCOUNTS
                || entry.value() instanceof ConfigNode.Sequence
                || (entry.value() instanceof ConfigNode.Mapping mapping
                        && mapping.entries().values().stream()
                                .anyMatch(row -> row.value() instanceof ConfigNode.Mapping));
    }

    /**
     * The table, whether it is written as names or as a list.
     *
     * @throws UserError naming file and line
     */
    Map<String, ConfigNode.Mapping> read(String file, ConfigNode.Entry entry) {
        Map<String, ConfigNode.Mapping> rows = new LinkedHashMap<>();
        switch (entry.value()) {
            case ConfigNode.Mapping mapping ->
                mapping.entries().forEach((name, row) -> add(rows, file, row.line(), name, row.value()));
            case ConfigNode.Sequence sequence -> {
                for (ConfigNode item : sequence.items()) {
                    if (!(item instanceof ConfigNode.Mapping row)) {
                        throw wrong(file, item.line());
                    }
                    ConfigNode.Entry name =
                            row.entries().getOrDefault(NAME, row.entries().get("strategy"));
                    if (name == null || !(name.value() instanceof ConfigNode.Scalar text)) {
                        throw UserError.at(
                                file + ":" + row.line(),
                                key + ": an entry has no name; add 'name: trend', for example");
                    }
                    Map<String, ConfigNode.Entry> rest = new LinkedHashMap<>(row.entries());
                    rest.remove(NAME);
                    add(rows, file, name.line(), text.text(), new ConfigNode.Mapping(rest, row.line()));
                }
            }
            default -> throw wrong(file, entry.line());
        }
        if (rows.isEmpty()) {
            throw wrong(file, entry.line());
        }
        return rows;
    }

    private void add(Map<String, ConfigNode.Mapping> rows, String file, int line, String name, ConfigNode row) {
        if (!name.matches(NAME_FORM)) {
            throw UserError.at(
                    file + ":" + line,
                    key + ": '" + name
                            + "' cannot be a name: up to 40 letters, digits, '.', '_' and '-', and a letter or"
                            + " digit first");
        }
        if (!(row instanceof ConfigNode.Mapping options)) {
            throw UserError.at(
                    file + ":" + line, key + "." + name + ": expected options below it, such as '" + example() + "'");
        }
        if (rows.put(name, new ConfigNode.Mapping(options.entries(), line)) != null) {
            throw UserError.at(file + ":" + line, key + ": '" + name + "' is there twice; give each a name of its own");
        }
    }

    private UserError wrong(String file, int line) {
        return UserError.at(
                file + ":" + line,
                key + ": expected names with options below them, such as 'main: { " + example() + " }'");
    }

    private String example() {
        return this == STRATEGIES ? "strategy: sma-cross" : "exchange: xchange:binance";
    }

    /** What may stand below a name. */
    Set<String> options(CommandLine commands) {
        Set<String> names = new LinkedHashSet<>();
        if (this == ACCOUNTS) {
            names.addAll(OF_AN_ACCOUNT);
            return names;
        }
        names.add(ACCOUNT);
        for (String command : List.of("live", "paper")) {
            CommandLine sub = commands.getSubcommands().get(command);
            if (sub != null) {
                for (OptionSpec option : sub.getCommandSpec().options()) {
                    String name = option.longestName().substring(2);
                    if (!OF_THE_PROCESS.contains(name) && !name.startsWith("notify-")) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    /** @throws UserError naming file, line and key of what is not right, and what would be */
    void check(String file, ConfigNode.Entry entry, CommandLine commands) {
        Set<String> known = options(commands);
        read(file, entry)
                .forEach((name, row) -> row.entries().forEach((option, value) -> {
                    String at = file + ":" + value.line();
                    String place = key + "." + name;
                    if (!known.contains(option)) {
                        throw UserError.at(
                                at, "unknown key '" + option + "' below '" + place + "': " + right(option, known));
                    }
                    if (option.equals(Config.PARAMETERS)) {
                        Config.checkParameters(at, value.value());
                    } else if (!(value.value() instanceof ConfigNode.Scalar)) {
                        throw UserError.at(
                                at, place + "." + option + ": expected one value, such as '" + option + ": …'");
                    }
                }));
    }

    private String right(String option, Set<String> known) {
        if (OF_THE_PROCESS.contains(option) || option.startsWith("notify-")) {
            return "it is about the whole process and belongs to the top of the file";
        }
        return Spelling.nearest(option, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are " + String.join(", ", known));
    }
}
