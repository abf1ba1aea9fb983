package dev.tandem.cli;

import dev.tandem.strategy.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code tandem.yaml}: every option under its own name, at the top for all commands that have it, or below a command's
 * name for that one. A flag on the command line wins over the command's part, which wins over the top.
 */
final class Config implements IDefaultValueProvider {
    static final String DEFAULT_FILE = "tandem.yaml";

    /** The one option with keys of its own: {@code param: {fast: 10, slow: 30}} is {@code -p fast=10 -p slow=30}. */
    static final String PARAMETERS = "param";

    private final String name;
    private final ConfigNode.Mapping root;
    private final List<ConfigNode.Mapping> layers;

    private Config(String name, ConfigNode.Mapping root) {
        this(name, root, List.of());
    }

    private Config(String name, ConfigNode.Mapping root, List<ConfigNode.Mapping> layers) {
        this.name = name;
        this.root = root;
        this.layers = List.copyOf(layers);
    }

    /** The same file with further parts for one command; each wins over those before it, and over the file. */
    Config with(List<ConfigNode.Mapping> more) {
        return new Config(name, root, more);
    }

    /** A table for a command: below its name, else at the top; empty if there is none. */
    Map<String, ConfigNode.Mapping> table(ConfigTable table, CommandSpec command) {
        for (ConfigNode.Mapping section : sections(command).reversed()) {
            ConfigNode.Entry entry = section.entries().get(table.key);
            if (entry != null && table.is(entry)) {
                return table.read(name, entry);
            }
        }
        return Map.of();
    }

    /** A value with where it stands: {@code tandem.yaml:3: fee}. */
    record Found(String value, String origin) {}

    static Config none() {
        return new Config(DEFAULT_FILE, new ConfigNode.Mapping(Map.of(), 1));
    }

    /** The file, as the user named it. */
    String name() {
        return name;
    }

    /** Whether it says nothing, or is not there. */
    boolean isEmpty() {
        return root.entries().isEmpty();
    }

    /** Whether there is one in the working directory, which is read without being named. */
    static boolean isThere(Terminal terminal) {
        return Files.exists(terminal.resolve(DEFAULT_FILE));
    }

    /**
     * Reads the file that {@code --config} names, else {@code tandem.yaml} in the working directory if there is one.
     *
     * @throws UserError naming file and line of what is wrong
     */
    static Config load(@Nullable String file, Terminal terminal, CommandLine commands) {
        String name = file == null ? DEFAULT_FILE : file;
        Path path = terminal.resolve(name);
        if (file == null && !Files.exists(path)) {
            return none();
        }
        Config config = new Config(name, ConfigReader.read(path, name));
        config.check(config.root, commands.getCommandSpec(), commands);
        return config;
    }

    private void check(ConfigNode.Mapping section, CommandSpec command, CommandLine all) {
        Set<String> options = options(command, command.parent() == null);
        Set<String> commands = command.subcommands().keySet();
        Set<String> lists = lists(command);
        section.entries().forEach((key, entry) -> {
            String at = name + ":" + entry.line();
            CommandLine sub = command.subcommands().get(key);
            ConfigTable table = table(key, command);
            if (table != null && table.is(entry)) {
                table.check(name, entry, all);
            } else if (entry.value() instanceof ConfigNode.Mapping inner
                    && sub != null
                    && isSection(inner, sub.getCommandSpec())) {
                check(inner, sub.getCommandSpec(), all);
            } else if (lists.contains(key) && isList(entry.value())) {
                return;
            } else if (!options.contains(key)
                    && entry.value() instanceof ConfigNode.Mapping group
                    && isGroup(key, options)) {
                checkGroup(key, group, options, lists);
            } else if (!options.contains(key)) {
                checkIsCommand(at, key, commands, options, entry.value());
            } else if (key.equals(PARAMETERS)) {
                checkParameters(at, entry.value());
            } else if (!(entry.value() instanceof ConfigNode.Scalar)) {
                throw UserError.at(at, key + ": expected one value, such as '" + key + ": …'");
            }
        });
    }

    /**
     * Whether it speaks to a command of that name, and is not the value of an option that has the same name: {@code data:
     * {BTC/USDT: a.csv}} names files, {@code data: {fetch: …}} is for {@code tandem data}.
     */
    private static boolean isSection(ConfigNode.Mapping inner, CommandSpec command) {
        boolean isOption = options(root(command), true).contains(command.name());
        Set<String> known = options(command, true);
        known.addAll(command.subcommands().keySet());
        return !isOption
                || !isList(inner)
                || inner.entries().keySet().stream()
                        .anyMatch(key -> known.contains(key)
                                || Spelling.nearest(key, known).isPresent());
    }

    private static CommandSpec root(CommandSpec command) {
        CommandSpec root = command;
        while (root.parent() != null) {
            root = root.parent();
        }
        return root;
    }

    private static @Nullable ConfigTable table(String key, CommandSpec command) {
        boolean hasTables = command.parent() == null
                || command.name().equals("live")
                || command.name().equals("paper");
        for (ConfigTable table : ConfigTable.values()) {
            if (hasTables && table.key.equals(key)) {
                return table;
            }
        }
        return null;
    }

    /** {@code webhook: {max-age: 60s}} is {@code webhook-max-age: 60s}. */
    private void checkGroup(String prefix, ConfigNode.Mapping group, Set<String> options, Set<String> lists) {
        group.entries().forEach((key, entry) -> {
            String at = name + ":" + entry.line();
            String whole = prefix + "-" + key;
            if (!options.contains(whole)) {
                Set<String> known = new LinkedHashSet<>();
                options.stream()
                        .filter(option -> option.startsWith(prefix + "-"))
                        .forEach(option -> known.add(option.substring(prefix.length() + 1)));
                throw UserError.at(
                        at,
                        "unknown key '" + key + "' below '" + prefix + "': "
                                + Spelling.nearest(key, known)
                                        .map(right -> "did you mean '" + right + "'?")
                                        .orElse("there are " + String.join(", ", known)));
            }
            boolean good =
                    entry.value() instanceof ConfigNode.Scalar || (lists.contains(whole) && isList(entry.value()));
            if (!good) {
                throw UserError.at(at, key + ": expected one value, such as '" + key + ": …'");
            }
        });
    }

    private static boolean isGroup(String key, Set<String> options) {
        return options.stream().anyMatch(option -> option.startsWith(key + "-"));
    }

    private static boolean isList(ConfigNode value) {
        return switch (value) {
            case ConfigNode.Sequence sequence ->
                sequence.items().stream().allMatch(item -> item instanceof ConfigNode.Scalar);
            case ConfigNode.Mapping mapping ->
                mapping.entries().values().stream().allMatch(e -> e.value() instanceof ConfigNode.Scalar);
            case ConfigNode.Scalar scalar -> true;
            case ConfigNode.Nothing nothing -> true;
        };
    }

    /** The options of a command, and of all below it, that can have several values. */
    private static Set<String> lists(CommandSpec command) {
        Set<String> names = new LinkedHashSet<>();
        for (OptionSpec option : command.options()) {
            if (option.type() == List.class && !key(option).equals(PARAMETERS)) {
                names.add(key(option));
            }
        }
        command.subcommands().values().forEach(sub -> names.addAll(lists(sub.getCommandSpec())));
        return names;
    }

    private static void checkIsCommand(
            String at, String key, Set<String> commands, Set<String> options, ConfigNode value) {
        if (commands.contains(key)) {
            if (value instanceof ConfigNode.Nothing) {
                return;
            }
            throw UserError.at(at, key + ": is a command; its options belong below it");
        }
        Set<String> known = new LinkedHashSet<>(options);
        known.addAll(commands);
        for (ConfigTable table : ConfigTable.values()) {
            known.add(table.key);
        }
        String near = Spelling.nearest(key, known)
                .map(right -> "did you mean '" + right + "'?")
                .orElse("the keys are the long options of the commands, such as 'fee'");
        throw UserError.at(at, "unknown key '" + key + "': " + near);
    }

    static void checkParameters(String at, ConfigNode value) {
        if (value instanceof ConfigNode.Mapping mapping
                && mapping.entries().values().stream().allMatch(e -> e.value() instanceof ConfigNode.Scalar)) {
            return;
        }
        throw UserError.at(at, PARAMETERS + ": expected names with values, such as '" + PARAMETERS + ": {fast: 10}'");
    }

    /** The long names of a command's options; at the top also those of all the commands below. */
    private static Set<String> options(CommandSpec command, boolean deep) {
        Set<String> names = new LinkedHashSet<>();
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp()
                    && !option.versionHelp()
                    && !option.longestName().equals("--config")) {
                names.add(key(option));
            }
        }
        if (deep) {
            for (CommandLine sub : command.subcommands().values()) {
                names.addAll(options(sub.getCommandSpec(), true));
            }
        }
        return names;
    }

    private static String key(OptionSpec option) {
        return option.longestName().substring(2);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return find(argument).map(Found::value).orElse(null);
    }

    /** What the file says about an option of a command. */
    Optional<Found> find(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
            return Optional.empty();
        }
        String key = key(option);
        List<ConfigNode.Mapping> sections = sections(argument.command());
        for (ConfigNode.Mapping section : sections.reversed()) {
            ConfigNode.Entry entry = entry(section, key);
            if (entry != null && entry.value() instanceof ConfigNode.Scalar scalar) {
                return Optional.of(new Found(scalar.text(), name + ":" + entry.line() + ": " + key));
            }
        }
        return Optional.empty();
    }

    /** What the file says about an option that can have several values: a list, or names with values as NAME=VALUE. */
    List<String> findList(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return List.of();
        }
        for (ConfigNode.Mapping section : sections(option.command()).reversed()) {
            ConfigNode.Entry entry = entry(section, key(option));
            CommandLine named = root(option.command()).subcommands().get(key(option));
            boolean isSection = entry != null
                    && entry.value() instanceof ConfigNode.Mapping inner
                    && named != null
                    && isSection(inner, named.getCommandSpec());
            if (entry != null && !isSection) {
                List<String> values = new ArrayList<>();
                switch (entry.value()) {
                    case ConfigNode.Scalar scalar -> values.add(scalar.text());
                    case ConfigNode.Sequence sequence ->
                        sequence.items()
                                .forEach(item -> values.add(item instanceof ConfigNode.Scalar s ? s.text() : ""));
                    case ConfigNode.Mapping mapping ->
                        mapping.entries()
                                .forEach((key, value) -> values.add(
                                        key + "=" + (value.value() instanceof ConfigNode.Scalar s ? s.text() : "")));
                    case ConfigNode.Nothing nothing -> {}
                }
                return values;
            }
        }
        return List.of();
    }

    /** An entry by its whole name, or inside of a group: {@code webhook-max-age} is {@code max-age} below {@code webhook}. */
    private static ConfigNode.@Nullable Entry entry(ConfigNode.Mapping section, String key) {
        ConfigNode.Entry whole = section.entries().get(key);
        if (whole != null) {
            return whole;
        }
        for (int dash = key.indexOf('-'); dash > 0; dash = key.indexOf('-', dash + 1)) {
            ConfigNode.Entry group = section.entries().get(key.substring(0, dash));
            if (group != null && group.value() instanceof ConfigNode.Mapping inner) {
                ConfigNode.Entry entry = inner.entries().get(key.substring(dash + 1));
                if (entry != null) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** The strategy's parameters in the file, those of the command's own part before those at the top. */
    Map<String, String> parameters(CommandSpec command) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (ConfigNode.Mapping section : sections(command)) {
            ConfigNode.Entry entry = section.entries().get(PARAMETERS);
            if (entry != null && entry.value() instanceof ConfigNode.Mapping mapping) {
                mapping.entries().forEach((key, value) -> {
                    if (value.value() instanceof ConfigNode.Scalar scalar) {
                        parameters.put(key, scalar.text());
                    }
                });
            }
        }
        return parameters;
    }

    /** The parts of the file that speak about a command, the most general first. */
    private List<ConfigNode.Mapping> sections(CommandSpec command) {
        List<ConfigNode.Mapping> sections = new ArrayList<>();
        List<String> path = new ArrayList<>();
        for (CommandSpec spec = command; spec != null && spec.parent() != null; spec = spec.parent()) {
            path.addFirst(spec.name());
        }
        sections.add(root);
        ConfigNode.Mapping section = root;
        for (String step : path) {
            ConfigNode.Entry entry = section.entries().get(step);
            if (entry == null || !(entry.value() instanceof ConfigNode.Mapping inner)) {
                break;
            }
            section = inner;
            sections.add(section);
        }
        sections.addAll(layers);
        return sections;
    }
}
