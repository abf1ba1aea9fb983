package dev.tandem.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured, and where the numbers go.
 *
 * @param quick a minute, for a look; not for a verdict
 * @param text rows with this in their name; all if it is empty
 * @param json the file for the results
 */
record Arguments(boolean quick, String text, Path json) {
    static Arguments parse(List<String> words) {
        boolean quick = false;
        String text = "";
        Path json = Path.of("benchmarks.json");
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.remove();
            switch (word) {
                case "--quick" -> quick = true;
                case "--rows" -> text = value(word, rest);
                case "--json" -> json = Path.of(value(word, rest));
                default ->
                    throw new IllegalArgumentException(
                            "unknown option '" + word + "': there are --quick, --rows TEXT and --json FILE");
            }
        }
        Arguments arguments = new Arguments(quick, text, json);
        if (arguments.chosen().isEmpty()) {
            throw new IllegalArgumentException("--rows: no row has '" + text + "' in its name");
        }
        return arguments;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + ": needs a value");
        }
        return rest.remove();
    }

    boolean all() {
        return text.isEmpty();
    }

    /** The rows that were asked for, and their floors. */
    List<Row> chosen() {
        List<Row> named =
                Row.ALL.stream().filter(row -> row.label().contains(text)).toList();
        return Row.ALL.stream()
                .filter(row -> named.contains(row)
                        || named.stream().anyMatch(one -> one.floor().equals(row.benchmark())))
                .toList();
    }

    int rounds() {
        return quick ? 1 : 2;
    }

    int warmups() {
        return quick ? 2 : 5;
    }

    int iterations() {
        return quick ? 3 : 5;
    }

    TimeValue time() {
        return TimeValue.milliseconds(quick ? 400 : 800);
    }

    /** Long enough for the compiler: the engine's loop needs some dozens of runs until it is as fast as it gets. */
    TimeValue warmupTime() {
        return TimeValue.milliseconds(quick ? 1_000 : 1_600);
    }
}
