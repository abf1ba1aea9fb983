package dev.tandem.cli;

import dev.tandem.model.Decimals;
import dev.tandem.model.Money;
import dev.tandem.strategy.Spelling;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads the options of a command: what is wrong is said with the option or the configuration's line, the bad value, and what would be right. */
final class Values {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

    private final CommandSpec spec;
    private final Config config;
    private final boolean partial;

    Values(CommandSpec spec) {
        this(spec, false);
    }

    /** @param partial whether an option that the command does not have counts as one that was not given */
    Values(CommandSpec spec, boolean partial) {
        this.spec = spec;
        this.partial = partial;
        this.config = spec.defaultValueProvider() instanceof Config found ? found : Config.none();
    }

    Config config() {
        return config;
    }

    /** What was said, on the command line or in the configuration. */
    @Nullable
    String text(String option) {
        if (lacks(option)) {
            return null;
        }
        Object value = option(option).getValue();
        if (value instanceof List<?> several) {
            return several.isEmpty() ? null : String.valueOf(several.getFirst());
        }
        return (String) value;
    }

    private boolean lacks(String option) {
        return partial && spec.findOption(option) == null;
    }

    String text(String option, String byDefault) {
        String text = text(option);
        return text == null ? byDefault : text;
    }

    /** Whether a command has an option. */
    boolean knows(String option) {
        return spec.findOption(option) != null;
    }

    boolean isSet(String option) {
        Boolean value = lacks(option) ? null : option(option).getValue();
        return value != null && value;
    }

    List<String> list(String option) {
        if (lacks(option)) {
            return List.of();
        }
        List<String> values = option(option).getValue();
        return isOnCommandLine(option) && values != null ? values : config.findList(option(option));
    }

    /** What was said of an option that some commands take once and some for each of several things. */
    List<String> all(String option) {
        if (!lacks(option) && option(option).isMultiValue()) {
            return list(option);
        }
        String text = text(option);
        return text == null ? List.of() : List.of(text);
    }

    /** Whether an option of any type was said, on the command line or in the configuration. */
    boolean isGiven(String option) {
        Object value = option(option).getValue();
        return value != null && !Boolean.FALSE.equals(value);
    }

    boolean isOnCommandLine(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private OptionSpec option(String name) {
        OptionSpec option = spec.findOption(name);
        if (option == null) {
            throw new IllegalArgumentException("there is no option " + name);
        }
        return option;
    }

    /** The error that one of an option's values is wrong. */
    static UserError badOneOf(String option, String value, String right) {
        return UserError.option(option, value, right);
    }

    /** The error that an option's value is wrong. */
    UserError bad(String option, String right) {
        return problem(option, "bad value '" + text(option, "") + "': " + right);
    }

    /** The error that something is wrong with an option, at the place where it was said. */
    private UserError problem(String option, String what) {
        if (isOnCommandLine(option)) {
            return UserError.usage(option + ": " + what);
        }
        return config.find(option(option))
                .map(found -> UserError.at(found.origin(), what))
                .orElseGet(() -> UserError.usage(option + ": " + what));
    }

    /**
     * Of options that exclude each other, the one that counts, or null if none was given. One on the command line wins
     * over others in the configuration.
     *
     * @throws UserError if there are two where one is expected
     */
    @Nullable
    String oneOf(String... options) {
        List<String> given = new ArrayList<>();
        for (String option : options) {
            if (text(option) != null) {
                given.add(option);
            }
        }
        if (given.stream().anyMatch(this::isOnCommandLine)) {
            given.removeIf(option -> !isOnCommandLine(option));
        }
        if (given.size() > 1) {
            throw UserError.usage(String.join(" and ", given) + " exclude each other: give one of them");
        }
        return given.isEmpty() ? null : given.getFirst();
    }

    /** A decimal within bounds; {@code right} says which. */
    @Nullable
    BigDecimal decimal(String option, Predicate<BigDecimal> good, String right) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal value = Decimals.parse(text);
            if (good.test(value)) {
                return Decimals.strip(value);
            }
        } catch (NumberFormatException e) {
            throw bad(option, right);
        }
        throw bad(option, right);
    }

    /** A positive amount of the quote asset, in units of {@link Money}. */
    @Nullable
    Long money(String option, String example) {
        String right = "an amount above 0 in the quote asset with at most 8 decimals, such as " + example;
        BigDecimal value = decimal(option, v -> v.signum() > 0, right);
        if (value == null) {
            return null;
        }
        try {
            return Money.of(value);
        } catch (IllegalArgumentException e) {
            throw bad(option, right + ", and at most 92 billion");
        }
    }

    /** A whole number from 1 on. */
    @Nullable
    Integer count(String option) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw bad(option, "a whole number from 1 to 999999999");
        }
        return Integer.valueOf(text);
    }

    /** A time span above 0. */
    @Nullable
    Duration duration(String option, @Nullable Duration byDefault) {
        String text = text(option);
        if (text == null) {
            return byDefault;
        }
        Matcher parts = SPAN.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw bad(option, "a time above 0 such as 500ms, 5s, 2m or 1h");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** One of an enum's constants. */
    <E extends Enum<E>> E choice(String option, Class<E> type, E byDefault) {
        String text = text(option);
        return text == null ? byDefault : constant(option, type, text);
    }

    /** Some of an enum's constants, with commas between them; all if nothing was said. */
    <E extends Enum<E>> Set<E> choices(String option, Class<E> type) {
        String text = text(option);
        if (text == null) {
            return EnumSet.allOf(type);
        }
        Set<E> chosen = EnumSet.noneOf(type);
        for (String name : text.split(",", -1)) {
            chosen.add(constant(option, type, name.strip()));
        }
        return chosen;
    }

    private <E extends Enum<E>> E constant(String option, Class<E> type, String text) {
        List<String> names = Flags.choices(type);
        int index = names.indexOf(text);
        if (index < 0) {
            throw bad(
                    option,
                    Spelling.nearest(text, names)
                            .map(name -> "did you mean '" + name + "'?")
                            .orElse("one of " + String.join(", ", names)));
        }
        return type.getEnumConstants()[index];
    }

    /** A time in UTC: a date means its first moment. */
    @Nullable
    Instant time(String option) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw bad(option, "a date or a time in UTC, such as 2024-01-31 or 2024-01-31T12:00:00Z");
        }
    }

    /** What another part of Tandem reads; its own words say what is wrong. */
    <T> @Nullable T parsed(String option, Function<String, T> reader) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String quoted = "'" + text + "' ";
            throw message.startsWith(quoted)
                    ? bad(option, message.substring(quoted.length()))
                    : problem(option, message);
        }
    }

    /** A path, from the working directory. */
    @Nullable
    Path path(String option, Terminal terminal) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw bad(option, "a path");
        }
        return terminal.resolve(text);
    }
}
