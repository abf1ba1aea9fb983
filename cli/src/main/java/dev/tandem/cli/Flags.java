package dev.tandem.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Options under headings: they are declared in the order and groups in which the help shows them. */
record Flags(List<Section> sections) {
    /** Options that belong together. */
    record Section(String heading, List<OptionSpec> options) {}

    static Section section(String heading, OptionSpec... options) {
        return new Section(heading, List.of(options));
    }

    /** An option with a value, read as text: what it must be is checked, and said, in one place ({@link Values}). */
    static OptionSpec value(String name, String label, String... description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with a value that can be given more than once. */
    static OptionSpec values(String name, String label, String... description) {
        return several(OptionSpec.builder(name), label, description);
    }

    /** A parameter of the strategy, {@code -p key=value}. */
    static OptionSpec parameter(String description) {
        return several(OptionSpec.builder("-p", "--param"), "KEY=VALUE", description);
    }

    private static OptionSpec several(OptionSpec.Builder option, String label, String... description) {
        return option.type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .hideParamSyntax(false)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option whose value is one of an enum's constants, in lower case with hyphens. */
    static OptionSpec choice(String name, Class<? extends Enum<?>> type, String... description) {
        List<String> names = choices(type);
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(String.join("|", names))
                .completionCandidates(names)
                .description(description)
                .build();
    }

    static List<String> choices(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /** An option that is there or not; {@code --name=false} takes back what the configuration says. */
    static OptionSpec flag(String name, String... description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0..1")
                .fallbackValue("true")
                .hideParamSyntax(true)
                .description(description)
                .build();
    }

    /** {@code --format}, which every command with a result has. */
    static OptionSpec format() {
        return choice("--format", OutputFormat.class, "for people or for programs (default: text)");
    }

    /** Declares the options on a command and makes its help show them under their headings. */
    void addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        sections.forEach(section -> section.options().forEach(spec::addOption));
        spec.usageMessage().sortOptions(false).longOptionsMaxWidth(36);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::help);
    }

    private String help(Help help) {
        List<OptionSpec> ours =
                sections.stream().flatMap(section -> section.options().stream()).toList();
        List<OptionSpec> inherited = help.commandSpec().options().stream()
                .filter(option -> !ours.contains(option) && !option.hidden())
                .toList();
        List<Section> all = new ArrayList<>(sections);
        if (!inherited.isEmpty()) {
            all.add(new Section("Options of every command", inherited));
        }
        StringBuilder text = new StringBuilder();
        for (Section section : all) {
            // The width of the columns comes from all options, so that the sections are in line.
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(section.options(), new Labels(help.parameterLabelRenderer()));
            text.append(String.format(Locale.ROOT, "%n%s:%n%s", section.heading(), layout));
        }
        return text.toString();
    }

    /** Leaves out the label of what is there or not. */
    private record Labels(IParamLabelRenderer others) implements IParamLabelRenderer {
        @Override
        public Text renderParameterLabel(ArgSpec argument, Help.Ansi ansi, List<IStyle> styles) {
            return argument.typeInfo().isBoolean()
                    ? ansi.text("")
                    : others.renderParameterLabel(argument, ansi, styles);
        }

        @Override
        public String separator() {
            return others.separator();
        }
    }
}
