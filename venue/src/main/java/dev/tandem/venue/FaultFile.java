package dev.tandem.venue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of faults: one per line, {@code ACTION [ARGUMENT] [on METHOD PATH] [at N,M | every N | from N to M | chance P]};
 * {@code #} begins a comment.
 */
final class FaultFile {
    private static final Pattern DURATION = Pattern.compile("([+-]?)([0-9]{1,7})(ms|s|m)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|DELETE|\\*");

    private final String name;
    private final List<Faults.Rule> rules = new ArrayList<>();
    private Duration skew = Duration.ZERO;
    private long seed = 42;
    private int line;

    private FaultFile(String name) {
        this.name = name;
    }

    /** @throws IllegalArgumentException naming the file and the line */
    static Faults read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read: " + e, e);
        }
        return read(file.toString(), lines);
    }

    static Faults read(String name, List<String> lines) {
        FaultFile file = new FaultFile(name);
        for (String text : lines) {
            file.line++;
            int comment = text.indexOf('#');
            String stripped = (comment < 0 ? text : text.substring(0, comment)).strip();
            if (!stripped.isEmpty()) {
                file.read(new ArrayList<>(Arrays.asList(stripped.split("\\s+"))));
            }
        }
        return new Faults(file.skew, file.seed, List.copyOf(file.rules));
    }

    private IllegalArgumentException bad(String why) {
        return new IllegalArgumentException(name + ":" + line + ": " + why);
    }

    private String take(List<String> words, String what) {
        if (words.isEmpty()) {
            throw bad(what + " is missing");
        }
        return words.removeFirst();
    }

    private void read(List<String> words) {
        String first = take(words, "an action");
        switch (first) {
            case "seed" -> seed = number(take(words, "the seed"), 0);
            case "clock" -> skew = duration(take(words, "how far the clock is off"), true);
            default -> rules.add(rule(first, words));
        }
        if (!words.isEmpty()) {
            throw bad("'" + String.join(" ", words) + "' is too much");
        }
    }

    private Faults.Rule rule(String first, List<String> words) {
        Faults.Action action = action(first);
        int argument = 0;
        if (action.hasArgument()) {
            String text = take(words, action.isDelay() ? "how long" : "the status");
            argument = action.isDelay() ? Math.toIntExact(duration(text, false).toMillis()) : status(text);
        }
        String method = "*";
        String path = "*";
        if (!words.isEmpty() && words.getFirst().equals("on")) {
            words.removeFirst();
            method = take(words, "a method");
            if (action.isOfStreams() || !METHOD.matcher(method).matches()) {
                throw bad(
                        action.isOfStreams()
                                ? first + " is about streams and not 'on' a request"
                                : "'" + method + "' is none of GET, POST, PUT, DELETE, *");
            }
            path = take(words, "a path");
            if (!path.startsWith("/") && !path.equals("*")) {
                throw bad("'" + path + "' is not a path such as /api/v3/order or /api/*");
            }
        }
        return new Faults.Rule(action, argument, method, path, when(words));
    }

    private Faults.Action action(String text) {
        for (Faults.Action action : Faults.Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return action;
            }
        }
        throw bad("'" + text + "' is none of seed, clock, "
                + String.join(
                        ", ",
                        Arrays.stream(Faults.Action.values())
                                .map(action ->
                                        action.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toList()));
    }

    private Faults.When when(List<String> words) {
        if (words.isEmpty()) {
            return new Faults.When.Every(1);
        }
        String word = words.removeFirst();
        return switch (word) {
            case "at" -> {
                List<Long> numbers = new ArrayList<>();
                for (String number : take(words, "which ones").split(",", -1)) {
                    numbers.add(number(number, 1));
                }
                yield new Faults.When.At(List.copyOf(numbers));
            }
            case "every" -> new Faults.When.Every(number(take(words, "every how many"), 1));
            case "from" -> {
                long first = number(take(words, "the first one"), 1);
                if (!take(words, "'to'").equals("to")) {
                    throw bad("'to' is missing");
                }
                yield new Faults.When.Between(first, number(take(words, "the last one"), first));
            }
            case "chance" -> new Faults.When.Chance(chance(take(words, "the probability")));
            default -> throw bad("'" + word + "' is none of on, at, every, from, chance");
        };
    }

    private long number(String text, long least) {
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) < least) {
            throw bad("'" + text + "' is not a whole number from " + least + " on");
        }
        return Long.parseLong(text);
    }

    private double chance(String text) {
        if (!text.matches("[01](\\.[0-9]{1,6})?") || Double.parseDouble(text) > 1) {
            throw bad("'" + text + "' is not a probability from 0 to 1, such as 0.05");
        }
        return Double.parseDouble(text);
    }

    private int status(String text) {
        long status = number(text, 400);
        if (status > 599) {
            throw bad("'" + text + "' is not a status from 400 to 599");
        }
        return (int) status;
    }

    private Duration duration(String text, boolean signed) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || (!signed && !matcher.group(1).isEmpty())) {
            throw bad("'" + text + "' is not a time such as " + (signed ? "+1500ms or -2s" : "250ms, 2s or 1m"));
        }
        long count = Long.parseLong(matcher.group(2));
        Duration duration = switch (matcher.group(3)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
        if (duration.compareTo(Duration.ofHours(1)) > 0) {
            throw bad("'" + text + "' is more than an hour");
        }
        return matcher.group(1).equals("-") ? duration.negated() : duration;
    }
}
